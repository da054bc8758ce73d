import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { aPerson, PASSWORD, type Person, theOwner } from './support/company.js';

test.describe.configure({ mode: 'serial' });

let hers: Page;
let his: Page;
let ana: Person;
let femi: Person;
let conversationId: string;

const option = (page: Page, name: RegExp): Locator => page.getByRole('option', { name });
const row = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text });
const ticksOf = (text: string): Locator => row(hers, text).getByRole('button', { name: /who has read it/ });
const unreadOfHers = async (): Promise<number> =>
  (await ana.get<{ unreadCount: number }>(`/conversations/${conversationId}`)).unreadCount;
const header = (page: Page): Locator => page.locator('app-conversation-header');

async function write(text: string): Promise<void> {
  await hers.getByRole('textbox', { name: 'Message Femi Okafor' }).fill(text);
  await hers.keyboard.press('Enter');
  await expect(row(hers, text)).toBeVisible();
}

async function signIn(browser: Browser, username: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto('/login');
  await page.getByLabel('Username or email').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(/chats/);
  return page;
}

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  ana = await theOwner(request);
  femi = await aPerson(request, ana, 'Femi');
  ({ id: conversationId } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: femi.id }));
  hers = await signIn(browser, 'ana');
});

test('somebody who comes is seen to be there, in the list and above the conversation', async ({ browser }) => {
  await hers.goto(`/chats/${conversationId}`);
  await expect(header(hers)).toContainText('Offline');

  his = await signIn(browser, 'femi');

  await expect(header(hers)).toContainText('Active');
  await expect(option(hers, /Femi Okafor, active/)).toBeVisible();
});

test('a message is sent, delivered and read, and says by whom and when', async () => {
  await write('Are you there?');
  const ticks = ticksOf('Are you there?');
  await expect(ticks).toHaveAccessibleName('delivered, who has read it');

  await option(his, /Ana Berg/).click();

  await expect(ticks).toHaveAccessibleName('read, who has read it');
  await ticks.click();
  const receipts = hers.getByRole('dialog', { name: 'Who has read it' });
  await expect(receipts.getByRole('heading')).toHaveText(/^Read \d\d:\d\d$/);
  await expect(receipts.getByRole('listitem')).toHaveCount(0);
  await hers.keyboard.press('Escape');
  await expect(receipts).toBeHidden();
});

test('the title does not flash for messages in front of one’s eyes', async () => {
  await hers.evaluate(`(() => {
    window.titles = [];
    new MutationObserver(() => window.titles.push(document.title)).observe(document.querySelector('title'), {
      childList: true,
    });
  })()`);
  for (const text of ['One', 'Two', 'Three']) {
    await femi.post(`/conversations/${conversationId}/messages`, { clientId: crypto.randomUUID(), body: text });
    await expect(row(hers, text)).toBeVisible();
    await expect.poll(unreadOfHers).toBe(0);
  }

  expect(await hers.evaluate('window.titles.filter((title) => title.startsWith("("))')).toEqual([]);
});

test('messages do not make the details ask again, and a subject that begins shows there', async () => {
  const subjects = hers
    .getByRole('complementary', { name: 'Details' })
    .getByRole('button')
    .filter({ hasText: /Boats|Oars/ });
  const send = (body: string, subject?: string) =>
    femi.post(`/conversations/${conversationId}/messages`, {
      clientId: randomUUID(),
      body,
      ...(subject && { subject }),
    });
  await send('About boats', 'Boats');
  await expect(subjects).toHaveText([/Boats\s*1/]);
  let asked = 0;
  hers.on('request', (request) => {
    if (request.url().includes('/subjects')) asked++;
  });

  for (const text of ['One', 'Two', 'Three']) await send(text);
  for (const text of ['Four', 'Five']) await send(text, 'Boats');
  await expect(row(hers, 'Five')).toBeVisible();
  await expect(subjects).toHaveText([/Boats\s*3/]);
  expect(asked).toBe(0);

  await send('About oars', 'Oars');
  await expect(subjects).toHaveText([/Oars\s*1/, /Boats\s*3/]);
});

test('the list reads a text as it was written, whatever its author is called', async () => {
  const { id } = await ana.post<{ id: string }>('/conversations', {
    kind: 'group',
    subject: 'Breakwater',
    memberIds: [femi.id],
  });
  await femi.patch('/users/me', { firstName: 'דב' });
  await femi.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'left to right' });
  const preview = option(hers, /Breakwater/).locator('.tx');
  await expect(preview).toHaveText(/דב.*left to right/);
  await expect(preview).toHaveCSS('direction', 'ltr');
  // So the colon stands behind the name.
  await expect(preview.locator('bdi')).toHaveCSS('direction', 'ltr');
  await femi.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'מימין לשמאל' });
  await expect(preview).toHaveCSS('direction', 'rtl');
  await femi.patch('/users/me', { firstName: 'Femi' });
  // The space is between the two, also where they run in different directions.
  const parts = () =>
    preview.evaluate((all) =>
      [all.querySelector('bdi'), all].map((one) => one?.textContent?.replaceAll(/[\u2068\u2069]/g, '')),
    );
  await expect.poll(parts).toEqual(['Femi:', 'Femi: מימין לשמאל']);
});

test('who writes is seen to write until they stop', async () => {
  await his.getByRole('textbox', { name: 'Message Ana Berg' }).pressSequentially('I am');

  await expect(hers.locator('app-typing-line')).toContainText(/Femi.? is typing/);
  await expect(hers.locator('app-typing-line')).toBeEmpty({ timeout: 8_000 });
});

test('a status is seen by the other one, and goes when it is cleared', async () => {
  await his.goto('/settings');
  await his.getByRole('button', { name: /In a meeting/ }).click();
  await his.getByRole('button', { name: 'Set status' }).click();
  await expect(header(hers)).toContainText('In a meeting');

  await his.getByRole('button', { name: 'Clear', exact: true }).click();

  await expect(header(hers)).not.toContainText('In a meeting');
});

test('who hides is offline to others', async () => {
  const choice = his.getByRole('group', { name: "Who can see when you're online" });
  await choice.getByRole('radio', { name: /Nobody/ }).check();
  await expect(header(hers)).toContainText('Offline');

  await choice.getByRole('radio', { name: /Everyone/ }).check();

  await expect(header(hers)).toContainText('Active');
});

test('who hides what they read does not see it of others either', async () => {
  const toggle = his.getByRole('switch', { name: /Send read receipts/ });
  await toggle.uncheck();
  await expect(his.getByText('Saved').last()).toBeVisible();
  await his.goto(`/chats/${conversationId}`);
  await write('And now?');
  await expect
    .poll(async () => (await femi.get<{ unreadCount: number }>(`/conversations/${conversationId}`)).unreadCount)
    .toBe(0);
  // What is told of this one comes after what would have been told of the one before.
  await write('And then?');
  await expect(ticksOf('And then?')).toHaveAccessibleName('delivered, who has read it');

  await expect(ticksOf('And now?')).toHaveAccessibleName('delivered, who has read it');
});
