import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { aPerson, signInAt, theOwner } from './support/company.js';

test('what somebody says of themselves, in the fields of the organisation too, is on the card behind their name', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const [pia, quin] = [await aPerson(request, ana, 'Pia'), await aPerson(request, ana, 'Quin')];
  const crew = { kind: 'group', subject: 'Lock crew', memberIds: [quin.id] };
  const { id } = await pia.post<{ id: string }>('/conversations', crew);
  const message = { clientId: randomUUID(), body: 'The lock opens at six.' };
  await pia.post(`/conversations/${id}/messages`, message);
  const page = async (options = {}) => (await browser.newContext(options)).newPage();
  const [hers, pias] = [await page(), await page()];
  const quins = await page({ viewport: { width: 390, height: 844 }, locale: 'de-DE', colorScheme: 'dark' });

  // The owner adds a field to everybody's profile.
  await signInAt(hers, 'ana', '/admin/settings');
  await hers.getByRole('button', { name: 'Add field' }).click();
  await expect(hers.getByRole('textbox', { name: 'Name of field 1' })).toBeFocused();
  await hers.keyboard.type('Desk');
  await hers.screenshot({ path: `${outputDir}/settings.png` });
  await hers.getByRole('button', { name: 'Save' }).click();
  await expect(hers.getByText('Settings saved')).toBeVisible();

  // Pia fills it in.
  await signInAt(pias, 'pia', '/settings');
  for (const [label, words] of [
    ['Title', 'Lock keeper'],
    ['Pronouns', 'she/her'],
    ['Desk', '3.14'],
  ] as const) {
    await pias.getByLabel(label, { exact: true }).fill(words);
    await pias.keyboard.press('Enter');
  }
  await expect(pias.getByRole('main').getByText('Saved', { exact: true })).toHaveCount(3);
  await pias.screenshot({ path: `${outputDir}/profile.png` });

  // Her name in a message, in the list of members and above a mail leads to it.
  const card = (where: Page) => where.getByRole('dialog', { name: 'Pia Okafor' });
  await signInAt(quins, 'quin', `/chats/${id}`);
  await quins.getByRole('article').getByRole('button', { name: 'Pia Okafor' }).click();
  for (const words of ['Lock keeper', 'she/her', 'Desk', '3.14', '@pia']) {
    await expect(card(quins).getByText(words, { exact: true })).toBeVisible();
  }
  await quins.screenshot({ path: `${outputDir}/phone.png` });
  await quins.keyboard.press('Escape');
  await expect(card(quins)).toHaveCount(0);
  await quins.goto('/inbox');
  await quins.getByRole('button', { name: /Pia Okafor.*The lock opens/ }).click();
  await quins.getByRole('main').getByRole('button', { name: 'Pia Okafor', exact: true }).press('Enter');
  await card(quins).getByRole('button', { name: 'Nachricht schreiben' }).click();
  await expect(quins.getByRole('main').getByRole('heading', { level: 1, name: 'Pia Okafor' })).toBeVisible();

  // Her own card leads to where she changes it, and what she changes is there the next time it is opened.
  await pias.goto(`/chats/${id}`);
  await pias
    .getByRole('complementary', { name: 'Details' })
    .getByRole('button', { name: /Pia Okafor/ })
    .first()
    .click();
  await pias.screenshot({ path: `${outputDir}/own.png` });
  await card(pias).getByRole('button', { name: 'Edit profile' }).click();
  await pias.getByLabel('Desk', { exact: true }).fill('2.71');
  await pias.keyboard.press('Enter');
  await expect(pias.getByRole('main').getByText('Saved', { exact: true })).toHaveCount(1);
  await quins.goto(`/chats/${id}`);
  await quins.getByRole('article').getByRole('button', { name: 'Pia Okafor' }).click();
  await expect(card(quins).getByText('2.71')).toBeVisible();
  await ana.patch('/admin/settings', { profileFields: [] });
});
