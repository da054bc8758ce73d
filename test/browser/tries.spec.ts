import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { aPerson, PASSWORD, type Person, theOwner, withoutUndo } from './support/company.js';
import { Line } from './support/line.js';

test.describe.configure({ mode: 'serial' });

let ana: Person;
let ida: Person;
let conversationId: string;
let page: Page;

const bodies = async (): Promise<string[]> => {
  const { items } = await ana.get<{ items: { body: string }[] }>(`/conversations/${conversationId}/messages`);
  return items.map(({ body }) => body);
};
const unread = async (): Promise<number> =>
  (await ida.get<{ unreadCount: number }>(`/conversations/${conversationId}`)).unreadCount;
const row = (text: string): Locator => page.getByRole('article').filter({ hasText: text });
const say = (body: string, subject: string) =>
  ana.post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), body, subject });

const written = async (text: string) => {
  const path = `/conversations/${conversationId}/messages?limit=100`;
  const { items } = await ana.get<{ items: { seq: number; body: string; subject: string | null }[] }>(path);
  return items.find(({ body }) => body.startsWith(text));
};
const subjectOf = async (text: string) => (await written(text))?.subject;
const change = async (text: string, subject: string | null, who = ana) =>
  who.patch(`/conversations/${conversationId}/messages/${(await written(text))?.seq}`, { subject });

const aDevice = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

async function signIn(device: Page): Promise<void> {
  await device.goto('/login');
  await device.getByLabel('Username or email').fill('ida');
  await device.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await device.getByRole('button', { name: 'Sign in' }).click();
  await expect(device.getByRole('option').first()).toBeVisible();
}

/** The server does what it is asked next, and the answer is lost. */
async function losingTheAnswer(path: RegExp, act: () => Promise<void>): Promise<void> {
  let lost = (): void => undefined;
  const isLost = new Promise<void>((resolve) => (lost = resolve));
  await page.route(path, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await route.fetch();
    await route.abort('connectionreset');
    lost();
  });
  await act();
  await isLost;
  await page.unroute(path);
}

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  ana = await theOwner(request);
  ida = await aPerson(request, ana, 'Ida');
  ({ id: conversationId } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: ida.id }));
  await say('The gauges are in', 'Trip');
  page = await aDevice(browser);
  await signIn(page);
});

test('a new message is sent once, though the answer was lost and its draft is sent again', async () => {
  await withoutUndo(page);
  await page.getByRole('button', { name: 'New message' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'To' }).fill('ana');
  await page.keyboard.press('Tab');
  await dialog.getByRole('textbox', { name: 'Message' }).fill('Once, please');
  await expect(dialog.getByText(/^Saved \d\d:\d\d/)).toBeVisible();
  await losingTheAnswer(/\/api\/v1\/messages$/, () => dialog.getByRole('button', { name: /^Send(?! later)/ }).click());
  await expect(dialog.getByRole('alert')).toBeVisible();

  await page.reload();
  await page.goto('/drafts');
  await page.getByRole('button', { name: /Ana Berg.*Once, please/ }).click();
  await dialog.getByRole('button', { name: /^Send(?! later)/ }).click();

  await expect(row('Once, please')).toBeVisible();
  expect((await bodies()).filter((body) => body === 'Once, please')).toHaveLength(1);
});

test('a reply in the inbox is sent once, though the answer was lost and the page was loaded again', async () => {
  const reply = page.getByRole('textbox', { name: /Reply to/ });
  await page.goto('/inbox');
  await page.getByRole('button', { name: /The gauges are in/ }).click();
  await reply.fill('Good news');
  await losingTheAnswer(/\/messages$/, () => reply.press('Control+Enter'));
  await expect(page.getByText(/^Not sent/)).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: /The gauges are in/ }).click();
  await expect(reply).toHaveValue('Good news');
  await reply.press('Control+Enter');

  await expect(page.getByText(/Reply sent to/)).toBeVisible();
  expect((await bodies()).filter((body) => body === 'Good news')).toHaveLength(1);
  await reply.fill('Good news');
  await reply.press('Control+Enter');
  await expect.poll(async () => (await bodies()).filter((body) => body === 'Good news')).toHaveLength(2);
});

test('a reply in the inbox is sent once, though it is sent on two devices that both have it', async ({ browser }) => {
  const other = await aDevice(browser);
  await signIn(other);
  for (const device of [page, other]) {
    await device.goto('/inbox');
    await device.getByRole('button', { name: /The gauges are in/ }).click();
  }
  const reply = (device: Page): Locator => device.getByRole('textbox', { name: /Reply to/ });
  await reply(page).fill('From either');
  await expect(reply(other)).toHaveValue('From either');
  let letGo = (): void => undefined;
  const isAllowed = new Promise<void>((resolve) => (letGo = resolve));
  await other.route(/\/messages$/, (route) => isAllowed.then(() => route.continue()));

  await reply(other).press('Control+Enter');
  await reply(page).press('Control+Enter');
  await expect(page.getByText(/Reply sent to/)).toBeVisible();
  letGo();

  await expect(other.getByText(/Reply sent to/)).toBeVisible();
  expect((await bodies()).filter((body) => body === 'From either')).toHaveLength(1);
  await other.context().close();
});

test('what is written in a conversation is sent once, though a device without a connection sends it too', async ({
  browser,
}) => {
  const other = await aDevice(browser);
  const line = await Line.of(other);
  await signIn(other);
  const composer = (device: Page): Locator => device.getByRole('textbox', { name: 'Message Ana Berg' });
  for (const device of [page, other]) await device.goto(`/chats/${conversationId}`);
  await composer(page).fill('From either chat');
  await expect(composer(other)).toHaveValue('From either chat');
  await line.cut();

  await composer(other).press('Enter');
  await expect(other.getByText('Offline. Will send later')).toBeVisible();
  await composer(page).press('Enter');
  await expect(row('From either chat')).toBeVisible();
  await line.mend();

  await expect(other.getByText('Offline. Will send later')).toBeHidden();
  await expect(other.getByRole('article').filter({ hasText: 'From either chat' })).toHaveCount(1);
  expect((await bodies()).filter((body) => body === 'From either chat')).toHaveLength(1);
  await other.context().close();
});

test('what has another subject than the one that is shown stays unread', async () => {
  await page.goto(`/chats/${conversationId}`);
  await expect(row('The gauges are in').first()).toBeVisible();
  await page.getByRole('button', { name: /All subjects/ }).click();
  await page.getByRole('menuitemradio', { name: /Trip/ }).click();
  await expect(row('Once, please')).toBeHidden();
  await say('The budget is late', 'Budget');
  await say('Tickets are booked', 'Trip');
  await expect(row('Tickets are booked')).toBeVisible();

  await page.getByRole('button', { name: /Trip/ }).first().click();
  expect(await unread()).toBe(2);
  await page.getByRole('menuitemradio', { name: /All subjects/ }).click();

  await expect(row('The budget is late')).toBeVisible();
  await expect.poll(unread).toBe(0);
});

test('a message that gets another subject on another device leaves the one that is shown, and nothing else moves', async () => {
  for (let at = 0; at < 20; at++) await say(`Stop ${at}. ${'More of it. '.repeat(at % 7)}`, 'Trip');
  await expect(row('Stop 19.')).toBeVisible();
  await expect.poll(unread).toBe(0);
  await page.getByRole('button', { name: /All subjects/ }).click();
  await page.getByRole('menuitemradio', { name: /Trip/ }).click();
  await expect(row('The budget is late')).toBeHidden();
  const topOf = async (text: string) => (await row(text).boundingBox())?.y;
  await row('Stop 10.').hover();
  await page.mouse.wheel(0, -300);
  await expect(page.locator('.pill')).toBeVisible();
  const before = await topOf('Stop 10.');

  await change('Stop 19.', 'Budget');
  await change('Stop 15.', null);

  await expect(row('Stop 15.')).toBeHidden();
  await expect(row('Stop 19.')).toBeHidden();
  expect(await topOf('Stop 10.')).toBe(before);
  expect(await unread()).toBe(0);
  await change('Stop 19.', 'Trip');
  await expect(row('Stop 19.')).toBeVisible();
});

test('what is being changed stays until that is done, also when it gets another subject on another device', async () => {
  await ida.post(`/conversations/${conversationId}/messages`, {
    clientId: randomUUID(),
    body: 'Mine',
    subject: 'Trip',
  });
  await expect(row('Mine')).toBeVisible();
  await row('Mine').click();
  await row('Mine').press('e');
  const editor = page.getByRole('textbox', { name: 'Edit message' });
  await editor.press('End');
  await editor.pressSequentially(' and');

  await change('Mine', 'Budget', ida);
  await expect.poll(() => subjectOf('Mine')).toBe('Budget');
  await editor.pressSequentially(' yours');

  await expect(editor).toHaveValue('Mine and yours');
  await editor.press('Escape');
  await expect(row('Mine')).toBeHidden();
});
