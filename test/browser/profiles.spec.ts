import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { aPerson, signInAt, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

test('what somebody says of themselves, in the fields of the organisation too, is on the card behind their name', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const [petra, quirin] = [await aPerson(request, ana, 'Petra'), await aPerson(request, ana, 'Quirin')];
  const crew = { kind: 'group', subject: 'Lock crew', memberIds: [quirin.id] };
  const { id } = await petra.post<{ id: string }>('/conversations', crew);
  const message = { clientId: randomUUID(), body: 'The lock opens at six.' };
  await petra.post(`/conversations/${id}/messages`, message);
  const page = async (options = {}) => (await browser.newContext(options)).newPage();
  const [hers, petras] = [await page(), await page()];
  const quirins = await page({ viewport: { width: 390, height: 844 }, locale: 'de-DE', colorScheme: 'dark' });

  // The owner adds a field to everybody's profile.
  await signInAt(hers, 'ana', '/admin/settings');
  await hers.getByRole('button', { name: 'Add field' }).click();
  await expect(hers.getByRole('textbox', { name: 'Name of field 1' })).toBeFocused();
  await hers.keyboard.type('Desk');
  await hers.screenshot({ path: `${outputDir}/settings.png` });
  await hers.getByRole('button', { name: 'Save' }).click();
  await expect(hers.getByText('Settings saved')).toBeVisible();

  // Petra fills it in.
  await signInAt(petras, 'petra', '/settings');
  for (const [label, words] of [
    ['Title', 'Lock keeper'],
    ['Pronouns', 'she/her'],
    ['Desk', '3.14'],
  ] as const) {
    await petras.getByLabel(label, { exact: true }).fill(words);
    await petras.keyboard.press('Enter');
  }
  await expect(petras.getByRole('main').getByText('Saved', { exact: true })).toHaveCount(3);
  await takePicture(petras, 'settings', { clip: { x: 0, y: 0, width: 1440, height: 720 } });

  // Her name in a message, in the list of members and above a mail leads to it.
  const card = (where: Page) => where.getByRole('dialog', { name: 'Petra Okafor' });
  await signInAt(quirins, 'quirin', `/chats/${id}`);
  await quirins.getByRole('article').getByRole('button', { name: 'Petra Okafor' }).click();
  for (const words of ['Lock keeper', 'she/her', 'Desk', '3.14', '@petra']) {
    await expect(card(quirins).getByText(words, { exact: true })).toBeVisible();
  }
  await takePicture(quirins, 'profile-phone');
  await quirins.keyboard.press('Escape');
  await expect(card(quirins)).toHaveCount(0);
  await expect(quirins.getByRole('article').getByRole('button', { name: 'Petra Okafor' })).toBeFocused();
  // Her picture is none for screen readers: from there one comes back to her message.
  await quirins.getByRole('article').locator('.face').click();
  await expect(card(quirins)).toBeVisible();
  await quirins.keyboard.press('Escape');
  await expect(quirins.getByRole('article').filter({ has: quirins.locator('.face') })).toBeFocused();
  await quirins.goto('/inbox');
  await quirins.getByRole('button', { name: /Petra Okafor.*The lock opens/ }).click();
  await quirins.getByRole('main').getByRole('button', { name: 'Petra Okafor', exact: true }).press('Enter');
  await card(quirins).getByRole('button', { name: 'Nachricht schreiben' }).click();
  await expect(quirins.getByRole('main').getByRole('heading', { level: 1, name: 'Petra Okafor' })).toBeVisible();

  // Her own card leads to where she changes it, and what she changes is there the next time it is opened.
  await petras.goto(`/chats/${id}`);
  await petras
    .getByRole('complementary', { name: 'Details' })
    .getByRole('button', { name: /Petra Okafor/ })
    .first()
    .click();
  await petras.screenshot({ path: `${outputDir}/own.png` });
  await card(petras).getByRole('button', { name: 'Edit profile' }).click();
  await petras.getByLabel('Desk', { exact: true }).fill('2.71');
  await petras.keyboard.press('Enter');
  await expect(petras.getByRole('main').getByText('Saved', { exact: true })).toHaveCount(1);
  await quirins.goto(`/chats/${id}`);
  await quirins.getByRole('article').getByRole('button', { name: 'Petra Okafor' }).click();
  await expect(card(quirins).getByText('2.71')).toBeVisible();
  await ana.patch('/admin/settings', { profileFields: [] });
});
