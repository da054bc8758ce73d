import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { barriers, barriersInBothSchemes } from './support/barriers.js';
import { aPerson, pageOf, signInAt, theOwner } from './support/company.js';
import { Line } from './support/line.js';
import { takePicture } from './support/picture.js';

const row = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
const chat = (page: Page) => page.getByRole('option', { name: /Ana Berg/ });

test('somebody clears the history of a chat for themselves, on all their devices; the other one keeps all of it', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  test.slow();
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const malwine = await aPerson(request, ana, 'Malwine');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: malwine.id });
  const say = (body: string) => ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  for (const body of ['The gauge is back', 'Valve opens left', 'Keys are in the box']) await say(body);
  const page = await pageOf(browser, 'malwine', `/chats/${id}`);
  const inbox = await pageOf(browser, 'malwine', '/inbox');
  const hers = await pageOf(browser, 'ana', `/chats/${id}`);
  const mail = inbox.getByRole('button', { name: /Ana Berg/ });
  await expect(row(page, 'Keys are in the box')).toBeVisible();
  await expect(mail).toHaveCount(3);

  // What it means is said, and it can be left.
  await chat(page).click({ button: 'right' });
  await page.screenshot({ path: `${outputDir}/menu.png` });
  await page.getByRole('menuitem', { name: 'Clear history…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Clear the history of this chat?' });
  await expect(dialog).toContainText('Everyone else keeps everything');
  expect(await barriers(page)).toEqual([]);
  await takePicture(page, 'clearing');
  await page.screenshot({ path: `${outputDir}/dialog.png` });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(row(page, 'Keys are in the box')).toBeVisible();

  // With the keyboard, from the details.
  await page.getByRole('button', { name: 'Clear history…' }).press('Enter');
  await dialog.getByRole('button', { name: 'Clear history' }).press('Enter');

  await expect(page.getByRole('heading', { name: 'You cleared this chat' })).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);
  await expect(chat(page)).toContainText('You cleared this chat');
  await expect(mail).toHaveCount(0);
  for (const body of ['The gauge is back', 'Keys are in the box']) await expect(row(hers, body)).toBeVisible();
  const button = page.getByRole('button', { name: 'Clear history…' });
  await expect(button).toHaveAccessibleDescription('There are no messages to clear');
  await page.screenshot({ path: `${outputDir}/cleared.png` });
  expect(await barriersInBothSchemes(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: `${outputDir}/cleared-dark.png`, animations: 'disabled' });
  await page.emulateMedia({ colorScheme: 'light' });

  // What comes after it is there, alone, also on the next visit.
  await say('The price holds until Friday');
  await expect(row(page, 'The price holds until Friday')).toBeVisible();
  await page.reload();
  await expect(row(page, 'The price holds until Friday')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(mail).toHaveCount(1);
  await expect(row(hers, 'Valve opens left')).toBeVisible();
});

test('without a connection the history cannot be cleared, which says why; on a phone, in German', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const gesine = await aPerson(request, ana, 'Gesine');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: gesine.id });
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Das Ventil öffnet links' });
  const phone = { viewport: { width: 390, height: 844 }, locale: 'de-DE' };
  const page = await (await browser.newContext(phone)).newPage();
  const line = await Line.of(page);
  await signInAt(page, gesine.username, '/login');
  await expect(chat(page)).toContainText('Das Ventil');

  await line.cut();
  await expect(page.getByText(/Du bist offline|Verbindung wird/).first()).toBeVisible({ timeout: 15_000 });
  await chat(page).press('Shift+F10');
  const item = page.getByRole('menuitem', { name: 'Verlauf leeren …' });
  await expect(item).toContainText('Offline nicht verfügbar');
  await expect(item).toBeDisabled();
  await page.screenshot({ path: `${outputDir}/offline.png` });
  await page.keyboard.press('Escape');

  await line.mend();
  await expect(async () => {
    await chat(page).press('Shift+F10');
    await expect(item).toBeEnabled({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await item.click();
  const dialog = page.getByRole('dialog', { name: 'Verlauf dieses Chats leeren?' });
  await page.screenshot({ path: `${outputDir}/dialog-german.png` });
  await dialog.getByRole('button', { name: 'Verlauf leeren' }).click();

  await expect(chat(page)).toContainText('Du hast diesen Chat geleert');
  await chat(page).click();
  await expect(page.getByRole('heading', { name: 'Du hast diesen Chat geleert' })).toBeVisible();
  await page.screenshot({ path: `${outputDir}/cleared-german.png` });
});
