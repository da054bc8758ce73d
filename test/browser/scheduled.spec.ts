import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { barriers } from './support/barriers.js';
import { aPerson, pageOf, prefer, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

const row = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
const tray = (page: Page) => page.getByRole('list', { name: 'Files to send' });
const text = (name: string, words: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) });
const soon = () => new Date(Date.now() + 1_500).toISOString();

test('a send in a chat can be undone while the server holds it, and is sent though the tab is closed', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const thea = await aPerson(request, ana, 'Thea');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: thea.id });
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Which way?' });
  const his = await pageOf(browser, 'thea', '/settings');
  const hers = await pageOf(browser, 'ana', `/chats/${id}`);

  await his.getByLabel('In chats').selectOption('30 seconds');
  await his.getByLabel('In chats').scrollIntoViewIfNeeded();
  await his.screenshot({ path: `${outputDir}/setting.png` });
  await his.goto(`/chats/${id}`);
  const composer = his.getByRole('textbox', { name: /^Message / });
  await composer.fill('Valve opens left');
  await composer.press('Enter');
  await expect(row(his, 'Valve opens left')).toContainText(/Sending in \d+ s/);
  await his.screenshot({ path: `${outputDir}/held.png` });
  await row(his, 'Valve opens left').getByRole('button', { name: 'Undo' }).click();

  await expect(composer).toHaveValue('Valve opens left');
  await expect(row(his, 'Valve opens left')).toHaveCount(0);

  // Shorter, and the tab is closed meanwhile.
  await prefer(his, 'undo.chat', 5);
  await composer.fill('Valve opens right');
  await composer.press('Enter');
  await expect(row(his, 'Valve opens right')).toContainText('Sending in');
  await his.close();
  await expect(row(hers, 'Valve opens right')).toBeVisible({ timeout: 20_000 });
  await expect(row(hers, 'Valve opens left')).toHaveCount(0);
});

test('a new message is held for ten seconds, and its toast gives it back to be written on', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const una = await aPerson(request, ana, 'Una');
  await ana.post('/conversations', { kind: 'direct', userId: una.id });
  const page = await pageOf(browser, 'una', '/chats');

  await page.getByRole('button', { name: 'New message' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New message' });
  await dialog.getByRole('combobox', { name: 'To' }).fill('ana');
  await page.getByRole('option', { name: /Ana Berg/ }).click();
  await dialog.getByLabel('Subject').fill('Valves');
  await dialog.getByLabel('Message', { exact: true }).fill('Valve opens left');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/Message sends in \d+ seconds/)).toBeVisible();
  await page.screenshot({ path: `${outputDir}/toast.png` });
  await page.getByRole('button', { name: 'Undo' }).click();

  await expect(dialog.getByLabel('Message', { exact: true })).toHaveValue('Valve opens left');
  await expect(dialog.getByLabel('Subject')).toHaveValue('Valves');
  await expect(dialog).toContainText('Ana Berg');
  expect(await una.get('/messages/scheduled')).toEqual({ items: [], nextCursor: null });

  // The same again is another message, which is sent.
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Message sends in/)).toBeVisible();
  await expect(page.getByRole('option', { name: /Valve opens left/ })).toBeVisible({ timeout: 20_000 });
});

test('what is scheduled is listed, changed, sent and cancelled, and says why it could not be sent', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  test.slow();
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const vic = await aPerson(request, ana, 'Vic');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: vic.id });
  const group = { kind: 'group', subject: 'Valves', memberIds: [vic.id] };
  const { id: valves } = await ana.post<{ id: string }>('/conversations', group);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const schedule = (to: string, body: string, time: object = { sendAt: tomorrow }) =>
    vic.post(`/conversations/${to}/messages`, { clientId: randomUUID(), body, ...time });
  const page = await pageOf(browser, 'vic', '/chats');
  await expect(page.getByRole('link', { name: 'Scheduled' })).toHaveCount(0);

  // Told from another device.
  await schedule(id, 'Valve opens left');
  await page.getByRole('link', { name: 'Scheduled' }).click();
  const item = (text: string) => page.getByRole('listitem').filter({ hasText: text });
  await expect(item('Valve opens left')).toContainText('Ana Berg');
  await expect(item('Valve opens left')).toContainText(/Sends \w+ \d\d:\d\d/);

  // What could not be sent.
  await ana.patch(`/conversations/${valves}`, { postingBy: 'admins' });
  await schedule(valves, 'Nobody may say this', { holdSeconds: 1 });
  await expect(page.getByRole('alert').filter({ hasText: "couldn't be sent" })).toBeVisible({ timeout: 15_000 });
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  await expect(item('Nobody may say this')).toContainText('Not sent: ');
  await page.screenshot({ path: `${outputDir}/light.png` });
  await page.emulateMedia({ colorScheme: 'dark' });
  await takePicture(page, 'scheduled-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await barriers(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 780 });
  await page.screenshot({ path: `${outputDir}/phone.png` });
  await page.locator('html').evaluate((root) => root.setAttribute('dir', 'rtl'));
  await page.screenshot({ path: `${outputDir}/phone-rtl.png` });
  await page.locator('html').evaluate((root) => root.setAttribute('dir', 'ltr'));
  await page.setViewportSize({ width: 1280, height: 800 });

  await item('Valve opens left').getByRole('button', { name: 'Edit the message to Ana Berg' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit scheduled message' });
  await dialog.getByLabel('Message').fill('Valve opens right');
  await dialog.getByLabel('Send at').fill('2020-01-01T08:00');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Choose a time in the future.');
  await dialog.getByLabel('Send at').fill('2099-01-01T08:00');
  await takePicture(page, 'scheduled-edit');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(item('Valve opens right')).toContainText('2099');

  await item('Valve opens right').getByRole('button', { name: 'Send now, to Ana Berg' }).click();
  await expect(page.getByText('Message sent')).toBeVisible();
  await expect(item('Valve opens right')).toHaveCount(0);
  await item('Nobody may say this').getByRole('button', { name: 'Cancel the message to Valves' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  await expect(item('Nobody may say this')).toBeVisible();
  await item('Nobody may say this').getByRole('button', { name: 'Cancel the message to Valves' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel message' }).click();
  await expect(page.getByText('Nothing scheduled')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Scheduled' })).toHaveCount(0);
});

test('what could not be sent is written again as another message, with its file', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const gundula = await aPerson(request, ana, 'Gundula');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: gundula.id });
  const messages = `/conversations/${id}/messages`;
  const said = await gundula.post<{ clientId: string }>(messages, { clientId: randomUUID(), body: 'Left' });
  const page = await pageOf(browser, 'gundula', `/chats/${id}`);
  const hers = await pageOf(browser, 'ana', `/chats/${id}`);
  const composer = page.getByRole('textbox', { name: /^Message / });

  // Its client id is used up, and its file waits with it.
  await page.locator('input[type=file]').setInputFiles(text('plan.txt', 'the plan'));
  await composer.fill('Right, see the plan');
  await composer.press('Control+Shift+Enter');
  const dialog = page.getByRole('dialog', { name: 'Send later' });
  await page.route(`**/api/v1${messages}`, async (route) => {
    const body = { ...(route.request().postDataJSON() as object), clientId: said.clientId, sendAt: soon() };
    await route.continue({ postData: JSON.stringify(body) });
  });
  await dialog.getByRole('button', { name: /In an hour/ }).click();
  await expect(page.getByRole('alert').filter({ hasText: "couldn't be sent" })).toBeVisible({ timeout: 20_000 });
  await page.unroute(`**/api/v1${messages}`);
  await page.getByRole('alert').getByRole('button', { name: 'Show' }).click();

  const item = page.getByRole('listitem').filter({ hasText: 'see the plan' });
  await expect(item).toContainText('Not sent: This message was already sent with other words.');
  await expect(item.getByRole('button', { name: 'Send now, to Ana Berg' })).toHaveCount(0);
  await page.screenshot({ path: `${outputDir}/spent.png` });
  expect(await barriers(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 780 });
  await page.screenshot({ path: `${outputDir}/spent-phone.png` });
  await page.setViewportSize({ width: 1280, height: 800 });
  await item.getByRole('button', { name: 'Write again, to Ana Berg' }).click();

  await expect(composer).toHaveValue('Right, see the plan');
  await expect(tray(page)).toContainText('plan.txt');
  await composer.press('Enter');
  await expect(row(hers, 'Right, see the plan')).toContainText('plan.txt');
  expect(await gundula.get('/messages/scheduled')).toEqual({ items: [], nextCursor: null });

  // Where it was to go nobody may write: it is a new message, to whom one likes.
  const group = { kind: 'group', subject: 'Valves', memberIds: [gundula.id] };
  const { id: valves } = await ana.post<{ id: string }>('/conversations', group);
  await ana.patch(`/conversations/${valves}`, { postingBy: 'admins' });
  const unheard = { clientId: randomUUID(), body: 'Nobody may say this', holdSeconds: 1 };
  await gundula.post(`/conversations/${valves}/messages`, unheard);
  await page.goto('/scheduled');
  await page.getByRole('button', { name: 'Write again, to Valves' }).click({ timeout: 20_000 });
  const anew = page.getByRole('dialog', { name: 'New message' });
  await expect(anew.getByLabel('Message', { exact: true })).toHaveValue('Nobody may say this');
  await expect(page.getByText('Nothing scheduled')).toBeVisible();
});

test('a send with a file is undone while it is held: both are where one writes, and go from there', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const hedwig = await aPerson(request, ana, 'Hedwig');
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: hedwig.id });
  const { seq } = await ana.post<{ seq: number }>(`/conversations/${id}/messages`, {
    ...{ clientId: randomUUID(), body: 'Which way?' },
  });
  const page = await pageOf(browser, 'hedwig', `/chats/${id}`);
  const hers = await pageOf(browser, 'ana', `/chats/${id}`);
  const composer = page.getByRole('textbox', { name: /^Message / });
  await prefer(page, 'undo.chat', 30);
  await row(page, 'Which way?').hover();
  await row(page, 'Which way?').getByRole('button', { name: 'Reply' }).click();
  await page.locator('input[type=file]').setInputFiles(text('valve.txt', 'to the left'));
  await composer.fill('See for yourself');
  await composer.press('Enter');
  await expect(row(page, 'See for yourself')).toContainText(/valve\.txt[^]*Sending in \d+ s/);
  await page.screenshot({ path: `${outputDir}/held-file.png` });

  await row(page, 'See for yourself').getByRole('button', { name: 'Undo' }).click();

  await expect(composer).toHaveValue('See for yourself');
  await expect(tray(page)).toContainText('valve.txt');
  await expect(row(page, 'See for yourself')).toHaveCount(0);
  expect(await hedwig.get('/messages/scheduled')).toEqual({ items: [], nextCursor: null });

  // What is answered is deleted while the next try is held: it goes, and says so.
  await prefer(page, 'undo.chat', 5);
  await expect(composer).toHaveValue('See for yourself');
  await composer.press('Enter');
  await expect(row(page, 'See for yourself')).toContainText('Sending in');
  await ana.delete(`/conversations/${id}/messages/${seq}?for=everyone`);
  await expect(row(hers, 'See for yourself')).toContainText('valve.txt', { timeout: 20_000 });
  await expect(row(hers, 'See for yourself')).toContainText(/deleted/i);
});
