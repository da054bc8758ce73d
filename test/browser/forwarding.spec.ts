import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { aPerson, pageOf, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

test('somebody forwards a message to a group and to a person, who see from whom it is', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const [finn, greta] = [await aPerson(request, ana, 'Finn'), await aPerson(request, ana, 'Greta')];
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: finn.id });
  const crew = { kind: 'group', subject: 'Sluice crew', memberIds: [greta.id] };
  const { id: group } = await finn.post<{ id: string }>('/conversations', crew);
  const body = 'The valve opens to the **left**.';
  const { seq } = await ana.post<{ seq: number }>(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  const page = await pageOf(browser, 'finn', `/chats/${id}`);
  const theirs = await pageOf(browser, 'greta', `/chats/${group}`);
  const row = (where: Page, text: string) => where.getByRole('article').filter({ hasText: text });

  // With the keyboard: found by name, with some words.
  await row(page, 'valve opens').focus();
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog', { name: 'Forward message' });
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await expect(dialog.getByRole('checkbox', { name: 'Sluice crew' })).toBeVisible();
  await page.keyboard.type('greta');
  await dialog.getByRole('checkbox', { name: 'Greta Okafor' }).press('Space');
  await dialog.getByRole('searchbox').fill('slu');
  await dialog.getByRole('checkbox', { name: 'Sluice crew' }).press('Space');
  await expect(dialog.getByRole('checkbox', { name: 'Greta Okafor' })).toBeChecked();
  await dialog.getByLabel('Add a message (optional)').fill('Please check this.');
  await takePicture(page, 'forwarding');
  await dialog.getByRole('button', { name: 'Forward', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, 'valve opens')).toBeFocused();

  // There it stands below what was said of it, with who wrote it.
  await expect(row(theirs, 'Please check this.')).toContainText('Forwarded from Ana Berg');
  await expect(row(theirs, 'Please check this.')).toContainText('The valve opens to the left.');
  await expect(row(theirs, 'Please check this.')).toHaveAccessibleName(/Finn Okafor.*forwarded from .*Ana Berg/);
  await theirs.screenshot({ path: `${outputDir}/below.png` });

  // From the menu, alone; the note leads to where it went.
  await row(theirs, 'Please check this.').hover();
  await row(theirs, 'Please check this.').getByRole('button', { name: 'More' }).click();
  await theirs.getByRole('menuitem', { name: 'Forward…' }).click();
  const second = theirs.getByRole('dialog', { name: 'Forward message' });
  await second.getByRole('checkbox', { name: 'Finn Okafor' }).check();
  await second.getByRole('button', { name: 'Forward', exact: true }).click();
  await expect(theirs.getByText(/Forwarded to .*Finn Okafor/)).toBeVisible();
  await theirs.getByRole('button', { name: 'Open' }).click();
  const copy = theirs.getByRole('article').filter({ hasText: 'The valve opens to the left.' }).last();
  await expect(copy).toContainText('Forwarded from Ana Berg');
  await expect(copy).not.toContainText('Please check this.');

  // A copy alone is not edited; and it stays when the original is deleted.
  await copy.hover();
  await copy.getByRole('button', { name: 'More' }).click();
  await expect(theirs.getByRole('menuitem', { name: 'Copy text' })).toBeVisible();
  await expect(theirs.getByRole('menuitem', { name: 'Edit' })).toBeHidden();
  await theirs.keyboard.press('Escape');
  await ana.delete(`/conversations/${id}/messages/${seq}?for=everyone`);
  await expect(page.getByText('This message was deleted')).toBeVisible();
  await expect(copy).toContainText('The valve opens to the left.');
  await theirs.screenshot({ path: `${outputDir}/copy.png` });

  await page.goto(`/chats/${group}`);
  await expect(row(page, 'Please check this.')).toContainText('Forwarded from Ana Berg');
  await page.screenshot({ path: `${outputDir}/own.png` });

  const phone = await pageOf(browser, 'greta', `/chats/${group}`, {
    viewport: { width: 390, height: 844 },
    locale: 'de-DE',
    colorScheme: 'dark',
    hasTouch: true,
    isMobile: true,
  });
  await expect(row(phone, 'Please check this.')).toContainText('Weitergeleitet von Ana Berg');
  await row(phone, 'Please check this.').focus();
  await phone.keyboard.press('f');
  await expect(phone.getByRole('dialog', { name: 'Nachricht weiterleiten' })).toBeVisible();
  await phone.screenshot({ path: `${outputDir}/phone-dialog.png` });
  await phone.keyboard.press('Escape');
  await phone.locator('html').evaluate((html) => html.setAttribute('dir', 'rtl'));
  await phone.screenshot({ path: `${outputDir}/phone-rtl.png` });
  for (const each of [page, theirs, phone]) await each.context().close();
});
