import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { aPerson, PASSWORD, type Person, theOwner } from './support/company.js';
import { Line } from './support/line.js';

const HISTORY = 240;

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

async function topOf(locator: Locator): Promise<number> {
  return locator.evaluate((element) => element.getBoundingClientRect().top);
}

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  ana = await theOwner(request);
  eve = await aPerson(request, ana, 'Eve');
  ({ id: conversationId } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: eve.id }));
  const bodies = Array.from({ length: HISTORY }, (_, at) => `Line ${at}. ${'More of it. '.repeat((at * 7) % 23)}`);
  for (let at = 0; at < HISTORY; at += 20) await Promise.all(bodies.slice(at, at + 20).map((one) => write(ana, one)));
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

  await page.keyboard.press('Shift+Tab');
  await expect(row('Without a mouse, truly')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Reply', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Who has read it' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Delete for me' })).toBeFocused();
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

test('history comes in above without moving what is read', async () => {
  await page.goto(`/chats/${conversationId}`);
  await expect(row('Without a mouse, truly')).toBeVisible();

  let drift = 0;
  for (let step = 0; step < 400; step++) {
    const moved = await scrollUp(400);
    if (moved === undefined) break;
    drift = Math.max(drift, moved);
  }

  expect(drift).toBeLessThanOrEqual(1);
  await expect(row('Line 0.')).toBeVisible();
});

test('news below do not move who reads further up, and the pill leads to them', async () => {
  const reading = row('Line 3.');
  const before = await topOf(reading);
  await write(eve, 'News 1', 'News 2', 'News 3');
  const pill = page.getByRole('button', { name: /^3 new · Eve/ });
  await expect(pill).toBeVisible();
  expect(await topOf(reading)).toBe(before);
  expect(await unread()).toBe(3);

  await pill.click();

  await expect(row('News 3')).toBeInViewport();
  await expect.poll(unread).toBe(0);
});

test('a visit begins where the unread ones begin, below a divider', async () => {
  await page.goto('/settings');
  await write(eve, ...Array.from({ length: 30 }, (_, at) => `Unread ${at}. ${'And more. '.repeat(12)}`));
  await page.goto(`/chats/${conversationId}`);
  const divider = page.getByRole('separator', { name: 'New messages' });
  await expect(divider).toBeInViewport();
  await expect(row('Unread 0.')).toBeInViewport();

  const log = page.getByRole('log').first();
  const height = await log.evaluate((element) => element.clientHeight);
  const place = ((await topOf(divider)) - (await topOf(log))) / height;
  expect(place).toBeGreaterThan(0.1);
  expect(place).toBeLessThan(0.4);
  await page.getByRole('button', { name: /Jump to the latest/ }).click();
  await expect.poll(unread).toBe(0);
});

test('a refused message says why, outlives a reload, and Retry brings it over once', async () => {
  line.refusal = 'You may not write here.';
  await composer().fill('Signed off.');
  await composer().press('Enter');
  await expect(row('Signed off.')).toContainText('Not sent: you may not write here');
  await page.reload();
  await expect(row('Signed off.')).toContainText('Not sent: you may not write here');

  line.refusal = undefined;
  await row('Signed off.').getByRole('button', { name: 'Retry' }).click();

  await expect(row('Signed off.')).not.toContainText('Not sent');
  await expect(row('Signed off.')).toHaveCount(1);
  const sent = async (): Promise<number> =>
    (await eve.get<{ items: Written[] }>(messages())).items.filter(({ body }) => body === 'Signed off.').length;
  await expect.poll(sent).toBe(1);
});

test('what is written offline waits, leaves in order, and what was missed is there', async () => {
  await line.cut();
  await composer().fill('From the train');
  await composer().press('Enter');
  await composer().fill('Still on it');
  await composer().press('Enter');
  await expect(row('From the train')).toContainText('Will send when you are online');
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

test('a group says who came and went, and is gone at once for who was removed from it', async () => {
  const me = ana.id;
  const group = { kind: 'group', subject: 'Night shift', memberIds: [me] };
  const { id } = await eve.post<{ id: string }>('/conversations', group);
  await page.getByRole('option', { name: /Night shift/ }).click();
  await expect(page.getByText('Eve Okafor made the group “Night shift”').last()).toBeVisible();
  await eve.patch(`/conversations/${id}/members/${me}`, { role: 'admin' });
  await expect(page.getByText('Eve Okafor made you an admin').last()).toBeVisible();

  await eve.delete(`/conversations/${id}/members/${me}`);

  await expect(page.getByText('This conversation is not here')).toBeVisible();
  await expect(page.getByRole('option', { name: /Night shift/ })).toHaveCount(0);
});

test('a group that one was removed from while away is gone when the connection is back', async () => {
  const { id } = await eve.post<{ id: string }>('/conversations', {
    kind: 'group',
    subject: 'Day shift',
    memberIds: [ana.id],
  });
  const option = page.getByRole('option', { name: /Day shift/ });
  await expect(option).toBeVisible();
  await line.cut();
  await eve.delete(`/conversations/${id}/members/${ana.id}`);
  await line.mend();

  await expect(option).toHaveCount(0, { timeout: 40_000 });
});

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
