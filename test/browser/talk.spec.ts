import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { aPerson, PASSWORD, type Person, theOwner, withoutUndo } from './support/company.js';
import { aHistory } from './support/history.js';
import { Line } from './support/line.js';
import { takePicture } from './support/picture.js';

/** What somebody scrolls through is a small part of it. */
const HISTORY = 10_000;
const LOADS = 5;

interface Written {
  readonly body: string;
}

test.describe.configure({ mode: 'serial' });

let ana: Person;
let eve: Person;
let conversationId: string;
let page: Page;
let line: Line;

const messages = (): string => `/conversations/${conversationId}/messages`;
const row = (text: string): Locator => page.getByRole('article').filter({ hasText: text });
const composer = (): Locator => page.getByRole('textbox', { name: 'Message Eve Okafor' });
const unread = async (): Promise<number> =>
  (await ana.get<{ unreadCount: number }>(`/conversations/${conversationId}`)).unreadCount;

async function write(who: Person, ...bodies: string[]): Promise<void> {
  for (const body of bodies) await who.post(messages(), { clientId: randomUUID(), body });
}

/** How often the other one has it. */
async function countOf(text: string): Promise<number> {
  return (await eve.get<{ items: Written[] }>(messages())).items.filter(({ body }) => body === text).length;
}

async function topOf(locator: Locator): Promise<number> {
  return locator.evaluate((element) => element.getBoundingClientRect().top);
}

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  ana = await theOwner(request);
  eve = await aPerson(request, ana, 'Eve');
  ({ id: conversationId } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: eve.id }));
  await aHistory(conversationId, ana, HISTORY);
  page = await (await browser.newContext()).newPage();
  line = await Line.of(page);
});

test('the keyboard alone signs in, writes, changes, deletes and restores', async () => {
  await page.goto('/login');
  await expect(page.getByLabel('Username or email')).toBeFocused();
  await page.keyboard.type('ana');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: /Eve Okafor/ })).toBeVisible();
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeFocused();

  await withoutUndo(page);
  await expect(page.getByRole('option', { name: /Eve Okafor/ })).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByRole('combobox', { name: 'To' })).toBeFocused();
  await page.keyboard.type('eve');
  await expect(page.getByRole('option', { name: /Eve Okafor @/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Without a mouse');
  await page.keyboard.press('Control+Enter');
  await expect(composer()).toBeFocused();
  await expect(row('Without a mouse')).toBeVisible();

  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeFocused();
  await page.keyboard.type(', truly');
  await page.keyboard.press('Enter');
  await expect(row('Without a mouse, truly')).toContainText('edited');
  await expect(composer()).toBeFocused();

  await page.keyboard.press('Escape');
  await expect(page.getByRole('option', { name: /Eve Okafor/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(composer()).toBeFocused();

  await page.keyboard.press('Shift+Tab');
  await expect(row('Without a mouse, truly')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Reply', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Reply' })).toBeFocused();
  for (const name of [
    'React…',
    'Edit',
    'Forward…',
    'Copy text',
    'Copy link',
    'Pin for everyone',
    'Move to subject…',
    'Save for later',
    'Remind me…',
    'Earlier versions',
    'Who has read it',
    'Notifications…',
    'Delete for me',
  ]) {
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name })).toBeFocused();
  }
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Delete for everyone' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row('You deleted this message')).toBeVisible();
  await page.keyboard.press('Alt+t');
  await expect(page.getByRole('button', { name: 'Restore' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row('Without a mouse, truly')).toBeVisible();
});

test('the menu of a conversation can be used without a mouse and gives the focus back', async () => {
  const option = page.getByRole('option', { name: /Eve Okafor/ });
  await option.focus();
  await page.keyboard.press('.');
  await expect(page.getByRole('menuitem', { name: 'Pin to the top' })).toBeFocused();
  await page.keyboard.press('Escape');

  await expect(option).toBeFocused();
});

test('the keys that go somewhere lead to the heading of the page, whatever the layout', async () => {
  for (const [key, heading] of [
    ['i', 'Inbox'],
    ['s', 'Sent'],
    ['v', 'Saved'],
    ['d', 'Drafts'],
    ['t', 'Trash'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeFocused();
  }
  await page.evaluate(`document.activeElement.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'с', code: 'KeyC', bubbles: true, cancelable: true }))`);
  await expect(page.getByRole('combobox', { name: 'To' })).toBeFocused();
  await page.keyboard.press('Escape');
});

test('history that is slow to come in does not move what is read at the top', async () => {
  const older = /\/messages\?(.*&)?before=/;
  let answer = (): void => undefined;
  const whenAllowed = new Promise<void>((resolve) => (answer = resolve));
  await page.route(older, (route) => whenAllowed.then(() => route.continue()));
  await page.goto(`/chats/${conversationId}`);
  await expect(row('Without a mouse, truly')).toBeVisible();
  await scrollToTop();
  await expect(page.getByText('Loading earlier messages…')).toBeVisible();
  const seen = await bubblesInView();
  await takePicture(page, 'history-before');

  answer();
  await expect(page.getByText('Loading earlier messages…')).toHaveCount(0);
  await page.unroute(older);
  await takePicture(page, 'history-after');

  expect(seen.size).toBeGreaterThan(3);
  expect(await bubblesInView()).toEqual(seen);
});

test('a history of 10,000 comes in above without moving what is read', async () => {
  let loads = 0;
  page.on('response', (response) => {
    if (/\/messages\?(.*&)?before=/.test(response.url())) loads++;
  });
  await page.goto(`/chats/${conversationId}`);
  await expect(row('Without a mouse, truly')).toBeVisible();

  // While the visit is still being led to its place, it is led back there from anywhere.
  await expect.poll(() => scrollUp(400)).toBe(0);

  let drift = 0;
  for (let step = 0; step < 400; step++) {
    const moved = await scrollUp(400);
    if (moved === undefined || loads > LOADS) break;
    drift = Math.max(drift, moved);
  }

  expect(loads).toBeGreaterThan(LOADS);
  expect(drift).toBeLessThanOrEqual(1);
});

test('news below do not move who reads further up, and the pill leads to them', async () => {
  const [first = ''] = [...(await bubblesInView()).keys()];
  const reading = page.locator(`[data-key="${first}"]`);
  const before = await topOf(reading);
  await write(eve, 'News 1', 'News 2', 'News 3');
  const pill = page.getByRole('button', { name: /^3 new · Eve/ });
  await expect(pill).toBeVisible();
  expect(await topOf(reading)).toBe(before);
  expect(await unread()).toBe(3);
  await takePicture(page, 'news-below');

  await pill.click();

  await expect(row('News 3')).toBeInViewport();
  await expect.poll(unread).toBe(0);
  await expect(page.locator('.pill')).toHaveCount(0);
});

test('nothing covers the newest message when a conversation is opened again', async () => {
  await page.goto('/chats');
  await page.getByRole('option', { name: /Eve Okafor/ }).click();
  await expect(row('News 3')).toBeInViewport();
  await page.goto('/inbox');
  await page.getByRole('link', { name: /Chats/ }).first().click();
  await page.getByRole('option', { name: /Eve Okafor/ }).click();

  await expect(row('News 3')).toBeInViewport();
  await expect(page.locator('.pill')).toHaveCount(0);
});

test('a quote leads to its message, and Escape back to where one was', async () => {
  const [first] = (await ana.get<{ items: { seq: number }[] }>(`${messages()}?around=5&limit=2`)).items;
  await eve.post(messages(), { clientId: randomUUID(), body: 'About the beginning', replyToSeq: first?.seq });
  const quote = row('About the beginning').getByRole('button', { name: /Line/ });
  await quote.click();
  await page.mouse.move(0, 0);
  const quoted = page.locator('article:focus');
  await expect(quoted).toContainText(/^Line/);
  await expect(quoted).toHaveClass(/\bflashed\b/);
  await expect(quoted).toBeInViewport();
  await takePicture(page, 'quoted', { animations: 'allow' });

  await page.keyboard.press('Escape');

  await expect(row('About the beginning')).toBeFocused();
  await expect(row('About the beginning')).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(composer()).toBeFocused();
});

test('a conversation marked unread shows it in the list, the title and the inbox until it is read', async () => {
  const dot = page.getByRole('button', { name: /Eve Okafor unread .*About the beginning/ });
  const option = page.getByRole('option', { name: /Eve Okafor/ });
  // Other stories write to Ana too.
  await ana.post('/conversations/read', {});
  await composer().fill('The last word is mine');
  await composer().press('Enter');
  await expect.poll(unread).toBe(0);
  await page.goto('/inbox');
  await expect(page.getByRole('button', { name: /About the beginning/ })).toBeVisible();
  await expect(dot).toHaveCount(0);
  await page.goto('/chats');
  await option.focus();
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Mark as unread' }).click();

  await expect(option).toContainText('1 unread');
  await expect(page).toHaveTitle(/^\(1\)/);
  await page.getByRole('link', { name: 'Inbox' }).first().click();
  await expect(dot).toBeVisible();
  await page.getByRole('link', { name: /Chats/ }).first().click();
  await option.focus();
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Mark as read' }).click();
  await expect(option).not.toContainText('unread');
  await expect(page).not.toHaveTitle(/^\(/);
  await page.getByRole('link', { name: 'Inbox' }).first().click();
  await expect(dot).toHaveCount(0);
});

test('a visit begins where the unread ones begin, below a divider', async () => {
  await page.goto('/settings');
  await write(eve, ...Array.from({ length: 40 }, (_, at) => `Unread ${at}. ${'And more. '.repeat(12)}`));
  await page.goto(`/chats/${conversationId}`);
  const divider = page.getByRole('separator', { name: 'New messages' });
  await expect(divider).toBeInViewport();
  await expect(row('Unread 0.')).toBeInViewport();

  const log = page.getByRole('log').first();
  const height = await log.evaluate((element) => element.clientHeight);
  const place = ((await topOf(divider)) - (await topOf(log))) / height;
  expect(place).toBeGreaterThan(0.1);
  expect(place).toBeLessThan(0.4);
  // What was not in view is not read.
  expect(await unread()).toBeGreaterThan(20);
  await expect(page.getByRole('option', { name: /Eve Okafor/ })).toContainText(/\d+ unread/);
  await takePicture(page, 'unread');
  await page.getByRole('button', { name: /Jump to the latest/ }).click();
  await expect.poll(unread).toBe(0);
  await expect(page.getByRole('option', { name: /Eve Okafor/ })).not.toContainText('unread');
});

test('a message is there at once with a clock, and does not move when the server has it', async () => {
  line.hold();
  await composer().fill('On its way');
  await composer().press('Enter');
  await expect(row('On its way').locator('.waits')).toBeVisible();
  await expect(row('On its way')).toHaveAccessibleName(/sending$/);
  await expect(page.getByRole('option', { name: /Eve Okafor/ })).toContainText('On its way');
  const before = await topOf(row('On its way'));
  await takePicture(page, 'sending');

  line.letGo();

  await expect(row('On its way')).toHaveAccessibleName(/(sent|delivered)$/);
  await expect(row('On its way').getByRole('button', { name: /^(sent|delivered), / })).toBeVisible();
  expect(await topOf(row('On its way'))).toBe(before);
});

test('a message that the server could not take is tried again, outlives a reload, and is not lost on the way', async () => {
  line.refusal = 'Something went wrong.';
  line.refusalStatus = 500;
  const sends = (url: URL): boolean => url.pathname.endsWith('/messages');
  await page.route(sends, (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 500, body: '' }) : route.fallback(),
  );
  await composer().fill('Through thick and thin');
  await composer().press('Enter');
  await expect(row('Through thick and thin')).toContainText("Not sent. The server isn't responding.");
  await page.reload();
  for (const name of ['Retry', 'Edit', 'Copy', 'Discard'])
    await expect(row('Through thick and thin').locator('.fail').getByRole('button', { name })).toBeVisible();
  await expect(page.getByRole('option', { name: /Eve Okafor.*a message was not sent/ })).toBeVisible();
  await row('Through thick and thin').focus();
  await page.keyboard.press('e');
  await expect(composer()).toHaveValue('Through thick and thin');
  await composer().press('Enter');
  await expect(row('Through thick and thin')).toContainText('Not sent.');
  await line.cut();
  await expect(row('Through thick and thin')).toContainText('Not sent. Offline. Will send later');
  line.refusal = undefined;
  line.refusalStatus = 403;
  await page.unroute(sends);
  await line.mend();

  await expect(row('Through thick and thin')).toHaveAccessibleName(/(sent|delivered)$/);
  expect(await countOf('Through thick and thin')).toBe(1);
});

test('a refused message says why, outlives a reload, and Retry brings it over once', async () => {
  line.refusal = 'You may not write here.';
  await composer().fill('Signed off.');
  await composer().press('Enter');
  await expect(row('Signed off.')).toContainText('Not sent. You may not write here.');
  await page.reload();
  await expect(row('Signed off.')).toContainText('Not sent. You may not write here.');
  for (const name of ['Retry', 'Edit', 'Copy', 'Discard'])
    await expect(row('Signed off.').locator('.fail').getByRole('button', { name })).toBeVisible();
  await expect(page.getByRole('option', { name: /Eve Okafor.*a message was not sent/ })).toBeVisible();
  await takePicture(page, 'not-sent');

  line.refusal = undefined;
  await row('Signed off.').getByRole('button', { name: 'Retry' }).click();

  await expect(row('Signed off.')).not.toContainText('Not sent');
  await expect(row('Signed off.')).toHaveCount(1);
  await expect.poll(() => countOf('Signed off.')).toBe(1);
  await takePicture(page, 'sent-again');
});

test('a refused message that is taken back leaves what is being written', async () => {
  line.refusal = 'You may not write here.';
  await composer().fill('Refused.');
  await composer().press('Enter');
  await expect(row('Refused.')).toContainText('Not sent');
  line.refusal = undefined;
  await composer().fill('Something else');

  await row('Refused.').getByRole('button', { name: 'Edit' }).click();

  await expect(composer()).toHaveValue('Refused.\n\nSomething else');
  await composer().fill('');
});

test('what is written offline waits, leaves in order, and what was missed is there', async () => {
  await line.cut();
  await composer().fill('From the train');
  await composer().press('Enter');
  await composer().fill('Still on it');
  await composer().press('Enter');
  await expect(row('From the train')).toContainText('Offline. Will send later');
  await expect(page.getByRole('button', { name: 'Retry now' })).toBeVisible();
  await expect(row('Still on it')).toBeInViewport();
  await write(eve, 'Are you there?');
  await line.mend();

  await expect(page.getByText('Back online')).toBeVisible();
  await expect(row('Are you there?')).toBeVisible();
  await expect(row('Still on it')).toBeInViewport();
  const sent = async (): Promise<string[]> =>
    (await eve.get<{ items: Written[] }>(`${messages()}?limit=3`)).items.map(({ body }) => body);
  await expect.poll(sent).toEqual(['Are you there?', 'From the train', 'Still on it']);
});

/** To the first message that is loaded, at once. */
async function scrollToTop(): Promise<void> {
  await page.locator('app-virtual-log .scroller').evaluate(async (scroller) => {
    const view = scroller.ownerDocument.defaultView;
    if (!view) throw new Error('There is no window.');
    // The rows up there are measured when they are drawn.
    do {
      scroller.scrollTop = 0;
      await new Promise((resolve) => view.requestAnimationFrame(resolve));
    } while (scroller.scrollTop > 0);
  });
}

/** Where each text that is wholly in view stands, once it has been painted: before, rows may be drawn and not scrolled to. */
async function bubblesInView(): Promise<Map<string, number>> {
  const places = await page.locator('app-virtual-log').evaluate(async (log) => {
    for (let frames = 0; frames < 2; frames++) {
      await new Promise((resolve) => log.ownerDocument.defaultView?.requestAnimationFrame(resolve));
    }
    const view = log.getBoundingClientRect();
    return [...log.querySelectorAll('article')]
      .map((one) => ({ key: one.dataset['key'] ?? '', box: one.querySelector('.bub')?.getBoundingClientRect() }))
      .filter(({ box }) => box && box.top >= view.top && box.bottom <= view.bottom)
      .map(({ key, box }) => [key, Math.round(box?.top ?? 0)] as const);
  });
  return new Map(places);
}

/** By how many pixels too much or too little the rows in view moved; undefined at the top. */
function scrollUp(by: number): Promise<number | undefined> {
  return page.locator('app-virtual-log').evaluate(async (log, pixels) => {
    const view = log.ownerDocument.defaultView;
    const scroller = log.querySelector('.scroller');
    if (!view || !scroller) throw new Error('There is no log.');
    const frame = (): Promise<unknown> => new Promise((resolve) => view.requestAnimationFrame(resolve));
    const tops = (): Map<unknown, number> =>
      new Map([...log.querySelectorAll('article')].map((one) => [one.dataset['key'], one.getBoundingClientRect().top]));
    if (scroller.scrollTop < pixels) return undefined;
    const before = tops();
    scroller.scrollTop -= pixels;
    do await frame();
    while (log.getAttribute('aria-busy') === 'true');
    await frame();
    const after = [...tops()].filter(([key]) => before.has(key));
    return Math.max(0, ...after.map(([key, top]) => Math.abs(top - (before.get(key) ?? top) - pixels)));
  }, by);
}
