import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { aPerson, type Person, signInAt, theOwner } from './support/company.js';
import { databases, filesMissing, keptBodies } from './support/device.js';
import { Line } from './support/line.js';
import { takePicture } from './support/picture.js';

interface Written {
  readonly body: string;
}

test.describe.configure({ mode: 'serial' });
// The page is what people get, its service worker too.
test.use({ serviceWorkers: 'allow' });

let ana: Person;
let fay: Person;
let conversationId: string;
let page: Page;
let line: Line;
const complaints: string[] = [];

const messages = (): string => `/conversations/${conversationId}/messages`;
const row = (text: string): Locator => page.getByRole('article').filter({ hasText: text });
const composer = (on = page): Locator => on.getByRole('textbox', { name: 'Message Ana Berg' });
const option = (on = page): Locator => on.getByRole('option', { name: /Ana Berg/ });

async function write(who: Person, ...bodies: string[]): Promise<void> {
  for (const body of bodies) await who.post(messages(), { clientId: randomUUID(), body });
}

async function signedIn(browser: Browser): Promise<Page> {
  const fresh = await (await browser.newContext()).newPage();
  fresh.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  fresh.on('pageerror', (error) => complaints.push(error.message));
  await signInAt(fresh, 'fay', '/login');
  await expect(option(fresh)).toBeVisible();
  return fresh;
}

const kept = (): Promise<string[]> => keptBodies(page, fay.id, conversationId);

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  ana = await theOwner(request);
  fay = await aPerson(request, ana, 'Fay');
  ({ id: conversationId } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: fay.id }));
  await write(ana, 'The gauge is back', 'Within two millimetres');
  page = await signedIn(browser);
});

test('what nobody opened yet can be read without a connection, also after a reload', async () => {
  await expect.poll(() => filesMissing(page), { timeout: 45_000 }).toBe(0);
  await expect.poll(() => kept()).toEqual(['The gauge is back', 'Within two millimetres']);
  line = await Line.of(page);
  await line.cut();

  await page.reload();

  await expect(page.getByText(/^Reconnecting…|You are offline\. Reconnecting/).first()).toBeVisible();
  await option().click();
  await expect(row('Within two millimetres')).toBeVisible();
  await expect(page.getByText(/Offline\. Last updated \d\d:\d\d/)).toBeVisible();
});

test('what is written offline stands there at once, outlives a reload, and says that it waits', async () => {
  for (const text of ['First from the train', 'Second', 'Third']) {
    await composer().fill(text);
    await composer().press('Enter');
    await expect(row(text)).toBeVisible();
  }
  await expect(page.getByText('3 messages will be sent when online')).toBeVisible();

  await page.reload();

  for (const text of ['First from the train', 'Second', 'Third'])
    await expect(row(text)).toContainText('Offline. Will send later');
  await expect(page.getByText('3 messages will be sent when online')).toBeVisible();
  await expect(row('Within two millimetres')).toBeVisible();
});

test('back online it leaves in order, once, and what was missed is counted', async () => {
  await write(ana, 'Are you on the train?', 'Hello?');
  // It is shown for two seconds only.
  const welcome = expect(page.getByText('Back online · 2 new')).toBeVisible();
  await line.mend();

  await welcome;
  await expect(row('Hello?')).toBeVisible();
  const sent = async (): Promise<string[]> =>
    (await ana.get<{ items: Written[] }>(`${messages()}?limit=50`)).items.map(({ body }) => body).slice(4);
  await expect.poll(sent).toEqual(['First from the train', 'Second', 'Third']);
  for (const text of ['First from the train', 'Second', 'Third']) await expect(row(text)).toHaveCount(1);
  await expect(page.getByText(/You are offline/)).toHaveCount(0);
});

test('what a closed tab had not sent is sent by the next one', async () => {
  await line.cut();
  await composer().fill('Written before the end');
  await composer().press('Enter');
  await expect(row('Written before the end')).toContainText('Offline. Will send later');
  const context = page.context();
  const next = await context.newPage();
  await page.close();
  await context.setOffline(false);
  page = next;

  await page.goto(`/chats/${conversationId}`);

  await expect(row('Written before the end')).toHaveCount(1);
  await expect(row('Written before the end')).not.toContainText('Will send');
  const arrived = async (): Promise<number> =>
    (await ana.get<{ items: Written[] }>(messages())).items.filter(({ body }) => body === 'Written before the end')
      .length;
  await expect.poll(arrived).toBe(1);
});

test('what is deleted for everyone is gone from the device too', async () => {
  await expect.poll(() => kept()).toContain('Hello?');
  const { items } = await ana.get<{ items: (Written & { seq: number })[] }>(messages());
  const seq = items.find(({ body }) => body === 'Hello?')?.seq;

  await ana.delete(`${messages()}/${seq}?for=everyone`);

  await expect.poll(() => kept()).not.toContain('Hello?');
});

test('a draft begun in one browser is there in another, and gone when it is sent', async ({ browser }) => {
  const other = await signedIn(browser);
  await composer().fill('Begun at the desk');
  await expect(option(other)).toContainText('Draft: Begun at the desk');
  await takePicture(other, 'draft-in-list');
  await other.goto('/drafts');
  await expect(other.getByRole('link', { name: /Ana Berg.*Begun at the desk/ })).toBeVisible();
  await takePicture(other, 'drafts');

  await other.getByRole('button', { name: 'Discard the draft for Ana Berg' }).click();
  await expect(composer()).toHaveValue('');
  await other.getByRole('button', { name: 'Undo' }).click();
  await expect(composer()).toHaveValue('Begun at the desk');

  await other.getByRole('link', { name: /Ana Berg/ }).click();
  await expect(composer(other)).toHaveValue('Begun at the desk');
  await composer(other).press('Enter');
  await expect(composer()).toHaveValue('');
  await expect(row('Begun at the desk')).toHaveCount(1);
  await page.goto('/drafts');
  await expect(page.getByRole('heading', { name: 'No drafts' })).toBeVisible();
  await other.context().close();
});

test('signing out leaves nothing on the device', async () => {
  expect(await databases(page)).toEqual([`parley-${fay.id}`]);
  await page.getByRole('button', { name: 'My account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login/);

  await expect.poll(() => databases(page)).toEqual([]);
});

test('no console complained all the while', () => {
  expect(complaints).toEqual([]);
});
