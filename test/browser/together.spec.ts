import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { aPerson, PASSWORD, type Person, signInAt, theOwner } from './support/company.js';
import { edgesOf, excess } from './support/layout.js';
import { takePicture } from './support/picture.js';

test.describe.configure({ mode: 'serial' });

let hers: Page;
let his: Page;
let ana: Person;
let femi: Person;
let conversationId: string;
let groupId: string;

const option = (page: Page, name: RegExp): Locator => page.getByRole('option', { name });
const row = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text });
const ticksOf = (text: string): Locator => row(hers, text).getByRole('button', { name: /who has read it/ });
const unreadOfHers = async (): Promise<number> =>
  (await ana.get<{ unreadCount: number }>(`/conversations/${conversationId}`)).unreadCount;
const header = (page: Page): Locator => page.locator('app-conversation-header');

async function write(text: string, to = 'Femi Okafor'): Promise<void> {
  await hers.getByRole('textbox', { name: `Message ${to}` }).fill(text);
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
  const wilma = await aPerson(request, ana, 'Wilma');
  await ana.post('/conversations', { kind: 'direct', userId: wilma.id });
  const group = { kind: 'group', subject: 'Slipway crew', memberIds: [femi.id, wilma.id] };
  ({ id: groupId } = await ana.post<{ id: string }>('/conversations', group));
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

test('who is there, who is away and who is not have marks of different shapes', async ({ browser }) => {
  const shapeOf = (name: RegExp): Promise<string> =>
    option(hers, name)
      .locator('app-presence-dot svg')
      .evaluate((svg) => [...svg.children].map((one) => `${one.tagName} ${one.getAttribute('fill')}`).join(', '));
  await expect(option(hers, /Wilma Okafor, offline/)).toBeVisible();
  const offline = await shapeOf(/Wilma/);
  const page = await (await browser.newContext()).newPage();
  await page.clock.install();
  await signInAt(page, 'wilma', '/login');
  await expect(option(hers, /Wilma Okafor, active/)).toBeVisible();

  // She does nothing for a while.
  await page.clock.fastForward('05:01');

  await expect(option(hers, /Wilma Okafor, away/)).toBeVisible();
  expect(new Set([offline, await shapeOf(/Wilma/), await shapeOf(/Femi/)]).size).toBe(3);
  await page.context().close();
});

test('a message is sent, delivered and read, and says by whom and when', async () => {
  await write('Are you there?');
  const ticks = ticksOf('Are you there?');
  await expect(ticks).toHaveAccessibleName('delivered, who has read it');

  await option(his, /^Ana Berg/).click();

  await expect(ticks).toHaveAccessibleName('read, who has read it');
  await ticks.click();
  const receipts = hers.getByRole('dialog', { name: 'Who has read it' });
  await expect(receipts.getByRole('heading')).toHaveText(/^Read \d\d:\d\d$/);
  await expect(receipts.getByRole('listitem')).toHaveCount(0);
  await hers.keyboard.press('Escape');
  await expect(receipts).toBeHidden();
});

test('a message to a group says how many have read it, who and when', async () => {
  await option(hers, /Slipway crew/).click();
  await write('High water at four.', 'Slipway crew');
  await his.goto(`/chats/${groupId}`);

  await expect(ticksOf('High water')).toHaveAccessibleName(/^read by 1 of 2/);
  await expect(ticksOf('High water')).toContainText('1 of 2');
  await ticksOf('High water').click();
  const receipts = hers.getByRole('dialog', { name: 'Who has read it' });
  await expect(receipts.getByRole('heading', { name: 'Read by 1 of 2' })).toBeVisible();
  await expect(receipts.getByRole('listitem')).toHaveText([/Femi Okafor\s*\d\d:\d\d/, /Wilma Okafor/]);
  await takePicture(hers, 'read-by');
  await hers.keyboard.press('Escape');
  for (const page of [hers, his]) await page.goto(`/chats/${conversationId}`);
});

test('a message is changed where it stands, and the other one sees that at once', async () => {
  await write('The valve opens left.');
  await expect(row(his, 'The valve opens left.')).toBeVisible();
  await hers.keyboard.press('ArrowUp');
  const editor = row(hers, '').getByRole('textbox', { name: 'Edit message' });
  await editor.fill('The valve opens right.');
  await takePicture(hers, 'editing');
  await hers.keyboard.press('Enter');

  await expect(row(his, 'The valve opens right.')).toContainText('edited');
  await expect(row(hers, 'The valve opens right.')).toContainText('edited');
  await expect(row(his, 'The valve opens left.')).toHaveCount(0);
  await takePicture(his, 'edited');
});

test('what is deleted for me comes back by undo; what is deleted for everyone leaves a mark until it is restored', async () => {
  const choose = async (page: Page, item: string): Promise<void> => {
    await row(page, 'opens right').hover();
    await row(page, 'opens right').getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose(his, 'Delete for me');
  await expect(row(his, 'opens right')).toHaveCount(0);
  await expect(row(hers, 'opens right')).toBeVisible();
  await expect(his.getByText('Message deleted for you')).toBeVisible();
  await takePicture(his, 'deleted-for-me');
  await his.getByRole('button', { name: 'Undo' }).click();
  await expect(row(his, 'opens right')).toBeVisible();

  await choose(hers, 'Delete for everyone');
  await hers.getByRole('dialog').getByRole('button', { name: 'Delete for everyone' }).click();
  await expect(row(his, 'This message was deleted')).toBeVisible();
  await expect(row(hers, 'You deleted this message')).toBeVisible();
  for (const page of [hers, his]) await expect(row(page, 'opens right')).toHaveCount(0);
  await takePicture(hers, 'deleted');
  await hers.getByRole('button', { name: 'Restore' }).click();

  for (const page of [hers, his]) await expect(row(page, 'opens right')).toBeVisible();
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
  await takePicture(hers, 'typing');
  await expect(hers.locator('app-typing-line')).toBeEmpty({ timeout: 8_000 });
});

test('three panes stand side by side on a wide screen, two on a narrower one, and one with a way back on a phone', async () => {
  const list = hers.getByRole('complementary', { name: 'Conversations' });
  const talk = hers.getByRole('main');
  const details = hers.getByRole('complementary', { name: 'Details' });
  for (const { width, height, panes } of [
    { width: 1440, height: 900, panes: [list, talk, details] },
    { width: 1024, height: 768, panes: [list, talk] },
    { width: 768, height: 1024, panes: [list, talk] },
    { width: 390, height: 844, panes: [talk] },
  ]) {
    await hers.setViewportSize({ width, height });
    await hers.reload();
    await expect(row(hers, 'opens right')).toBeVisible();
    for (const pane of [list, talk, details]) await expect(pane).toBeVisible({ visible: panes.includes(pane) });

    expect(await excess(hers)).toBe(0);
    const placeholder = hers.locator('app-composer .placeholder');
    expect(await placeholder.evaluate((words) => words.scrollWidth - words.clientWidth)).toBe(0);
    let end = 0;
    for (const pane of panes) {
      const { left, right } = await edgesOf(pane);
      expect(left).toBeGreaterThanOrEqual(end);
      end = right;
    }
    expect(end).toBe(width);
    const back = hers.getByRole('link', { name: 'Back to chats' });
    await expect(back).toBeVisible({ visible: panes.length === 1 });
    await takePicture(hers, `messenger-${width}`);
    if (panes.length > 1) continue;
    await back.click();
    await expect(list).toBeVisible();
    await expect(option(hers, /Femi Okafor/)).toBeInViewport();
  }
  await hers.setViewportSize({ width: 1440, height: 900 });
  await hers.goto(`/chats/${conversationId}`);
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
