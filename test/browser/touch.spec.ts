import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { aPerson, PASSWORD, theOwner } from './support/company.js';
import { edgesOf } from './support/layout.js';

const HISTORY = 80;
const LONG = Array.from({ length: 1_500 }, (_, at) => `Word ${at}.`).join(' ');

test.describe.configure({ mode: 'serial' });

let page: Page;
let conversationId: string;

const row = (text: string): Locator => page.getByRole('article').filter({ hasText: text });
const pill = (): Locator => page.getByRole('button', { name: 'Jump to the latest message' });
const scroller = (): Locator => page.locator('app-virtual-log .scroller');

async function scrollUpTo(text: string): Promise<void> {
  await expect
    .poll(async () => {
      await scroller().evaluate((element) => element.scrollBy(0, -400));
      return page.getByText(text).evaluateAll((found) => found.some((one) => one.getBoundingClientRect().top > 200));
    })
    .toBe(true);
}

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const tom = await aPerson(request, ana, 'Tom');
  ({ id: conversationId } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: tom.id }));
  for (let at = 1; at <= HISTORY; at++) {
    const body = at === HISTORY - 20 ? `Line ${at}. ${LONG}` : `Line ${at}.`;
    await tom.post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), body });
  }
  const phone = { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } };
  page = await (await browser.newContext(phone)).newPage();
  await page.goto('/login');
  await page.getByLabel('Username or email').fill('tom');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).tap();
  await expect(page).toHaveURL(/\/chats/);
});

test.beforeEach(async () => {
  await page.goto(`/chats/${conversationId}`);
  await expect(row(`Line ${HISTORY}.`)).toBeInViewport();
});

test('who tapped a message further up gets to the newest one by the pill, and stays there', async () => {
  await scrollUpTo('Line 45.');
  await row('Line 45.').getByText('Line 45.').tap();
  await expect(row('Line 45.')).toBeFocused();

  await pill().tap();

  await expect(pill()).toHaveCount(0);
  await expect(scroller()).toBeFocused();
  await expect(row(`Line ${HISTORY}.`)).toBeInViewport();
});

test('what is written has the whole width, and the tools below it are large enough for a finger', async () => {
  const text = page.locator('.cbox textarea');
  await text.fill('See you at the harbour at six');
  const box = await edgesOf(page.locator('.cbox'));
  const field = await edgesOf(text);
  expect(field.right - field.left).toBeGreaterThan(box.right - box.left - 20);
  for (const name of ['Add files', 'Formatting', 'Subject', 'Send']) {
    const tool = await edgesOf(page.locator('.cbox').getByRole('button', { name, exact: true }));
    expect(tool.top, name).toBeGreaterThanOrEqual(field.bottom);
    expect(tool.bottom - tool.top, name).toBeGreaterThanOrEqual(44);
    expect(tool.right, name).toBeLessThanOrEqual(box.right);
  }
  await text.fill('');
});

test('nothing of a new message is beyond the edge, its formatting neither', async () => {
  await page.goto('/inbox');
  await page.getByRole('button', { name: 'New message' }).first().tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Formatting' }).tap();
  await expect(dialog.getByRole('toolbar')).toBeVisible();
  for (const button of await dialog.getByRole('button').all()) {
    const { left, right, top, bottom } = await edgesOf(button);
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(390);
    expect(bottom - top).toBeGreaterThanOrEqual(44);
  }
});

test('so does who unfolded a long one', async () => {
  await scrollUpTo('Show more');
  await page.getByRole('button', { name: 'Show more' }).tap();
  await expect(page.getByRole('button', { name: 'Show less' })).toBeAttached();

  await pill().tap();

  await expect(pill()).toHaveCount(0);
  await expect(scroller()).toBeFocused();
  await expect(row(`Line ${HISTORY}.`)).toBeInViewport();
});
