import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { aPerson, pageOf, PASSWORD, type Person, theOwner } from './support/company.js';
import { edgesOf } from './support/layout.js';
import { takePicture } from './support/picture.js';

const MESSAGES = 60;
/** Beside those that stay: what heights that were guessed too low let in. */
const SPARE_ROWS = 4;
/** What an open conversation may fetch of code, in kB as it is sent, and by how much it may miss that before this fails. */
const [MOST_CODE, TOLERANCE] = [270, 1.05];
/** Of what is in view, as a share of it (CLS). */
const MOST_MOVED = 0.02;

test.describe.configure({ mode: 'serial' });

let page: Page;
let quinn: Person;
let conversationId: string;

/** How many rows of messages the page draws until it is told to stop. */
async function countDrawnRows(): Promise<() => Promise<number>> {
  await page.evaluate(`(() => {
    globalThis.drawn = new Set();
    const observer = new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          if (node.nodeType === Node.ELEMENT_NODE)
            for (const row of node.matches('article') ? [node] : node.querySelectorAll('article')) drawn.add(row);
    });
    observer.observe(document.body, { childList: true, subtree: true });
  })()`);
  return () => page.evaluate<number>('drawn.size');
}

/** A first visit of who signed in here before, and the scripts that it asks for. */
async function visit(
  browser: Browser,
  origin: string,
): Promise<{ readonly page: Page; readonly scripts: Set<string> }> {
  const localStorage = [{ name: 'parley.session', value: 'in' }];
  const storageState = { cookies: [], origins: [{ origin, localStorage }] };
  const context = await browser.newContext({ baseURL: origin, storageState });
  const credentials = { login: 'quinn', password: PASSWORD, delivery: 'cookie' };
  expect((await context.request.post('/api/v1/auth/login', { data: credentials })).ok()).toBe(true);
  const scripts = new Set<string>();
  const fresh = await context.newPage();
  fresh.on('request', (asked) => {
    const { pathname } = new URL(asked.url());
    if (pathname.endsWith('.js')) scripts.add(pathname);
  });
  return { page: fresh, scripts };
}

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  quinn = await aPerson(request, ana, 'Quinn');
  const ruth = await aPerson(request, ana, 'Ruth');
  const sami = await aPerson(request, ana, 'Sami');
  for (const other of [ruth, sami]) {
    ({ id: conversationId } = await quinn.post<{ id: string }>('/conversations', { kind: 'direct', userId: other.id }));
    for (let at = 1; at <= MESSAGES; at++)
      await quinn.post(`/conversations/${conversationId}/messages`, {
        clientId: randomUUID(),
        body: `**Line ${at}.** ${'More of it. '.repeat((at * 7) % 23)}`,
      });
  }
  page = await (await browser.newContext()).newPage();
  await page.goto('/login');
  await page.getByLabel('Username or email').fill('quinn');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /^Ruth Okafor/ }).click();
  await expect(page.getByRole('article').filter({ hasText: `Line ${MESSAGES}.` })).toBeInViewport();
  await page.getByRole('option', { name: /^Sami Okafor/ }).click();
  await expect(page.getByRole('log', { name: /Sami Okafor/ })).toBeVisible();
});

test('going to another conversation draws the rows at its end and no others', async () => {
  const drawnRows = await countDrawnRows();

  await page.getByRole('option', { name: /^Ruth Okafor/ }).click();

  const log = page.getByRole('log', { name: /Ruth Okafor/ });
  await expect(log.getByRole('article').filter({ hasText: `Line ${MESSAGES}.` })).toBeInViewport();
  expect(await drawnRows()).toBeLessThanOrEqual((await log.getByRole('article').count()) + SPARE_ROWS);
});

test('an open conversation fetches no more code than its budget', async ({ browser, baseURL }) => {
  const { page: fresh } = await visit(browser, String(baseURL));
  await fresh.goto(`/chats/${conversationId}`);
  await expect(fresh.locator('article strong').first()).toBeVisible();
  await fresh.waitForLoadState('networkidle');

  const bytes = await fresh.evaluate<number>(`performance.getEntriesByType('resource')
    .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`);

  expect(bytes / 1_000).toBeGreaterThan(100);
  expect(bytes / 1_000).toBeLessThan(MOST_CODE * TOLERANCE);
});

test('the code of a conversation is on its way before the session is renewed', async ({ browser, baseURL }) => {
  const whole = await visit(browser, String(baseURL));
  await whole.page.goto(`/chats/${conversationId}`);
  await expect(whole.page.locator('article strong').first()).toBeVisible();
  const early = await visit(browser, String(baseURL));
  let renew = (): void => undefined;
  const renewed = new Promise<void>((resolve) => (renew = resolve));
  await early.page.route('**/api/v1/auth/refresh', (route) => renewed.then(() => route.continue()));

  await early.page.goto(`/chats/${conversationId}`);

  await expect.poll(() => [...whole.scripts].filter((script) => !early.scripts.has(script))).toEqual([]);
  await expect(early.page.getByRole('article')).toHaveCount(0);
  // Meanwhile the outline of the app stands where the app will.
  const sides = async (what: Locator) => {
    const { left, right } = await edgesOf(what);
    return { left, right };
  };
  const outline = [await sides(early.page.locator('.boot-rail')), await sides(early.page.locator('.boot-list'))];
  await takePicture(early.page, 'outline');
  renew();
  await expect(early.page.getByRole('article').filter({ hasText: `Line ${MESSAGES}.` })).toBeInViewport();
  const list = early.page.getByRole('complementary', { name: 'Conversations' });
  expect([await sides(early.page.locator('app-shell .rail')), await sides(list)]).toEqual(outline);
});

test('what a press needs and could not be fetched is said, and there after a reload', async ({ browser, baseURL }) => {
  const { page: fresh } = await visit(browser, String(baseURL));
  await fresh.goto(`/chats/${conversationId}`);
  await expect(fresh.locator('article strong').first()).toBeVisible();
  const composer = fresh.locator('app-composer textarea');
  await fresh.route('**/chunk-*.js', (route) => route.abort());

  await composer.press('ArrowUp');

  await expect(fresh.getByText('Reload it and try again.')).toBeVisible();
  await expect(composer).toBeFocused();
  await fresh.unroute('**/chunk-*.js');
  await fresh.reload();
  await composer.press('ArrowUp');
  await expect(fresh.getByRole('textbox', { name: 'Edit message' })).toBeFocused();
});

/** From its next page on it counts by how much things move that stood already, on a slow device. */
async function countMoves(page: Page): Promise<void> {
  await page.addInitScript(`
    globalThis.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (moved += value)))
      .observe({ type: 'layout-shift', buffered: true });
  `);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

test('the sign-in page stands still from its first moment, on a slow device too', async ({ browser, baseURL }) => {
  const slow = await (await browser.newContext({ baseURL: String(baseURL) })).newPage();
  await countMoves(slow);

  await slow.goto('/login');

  await expect(slow.getByLabel('Username or email')).toBeVisible();
  await slow.waitForLoadState('networkidle');
  expect(await slow.evaluate<number>('moved')).toBeLessThanOrEqual(MOST_MOVED);
});

test('the overview of the console stands still while its figures come', async ({ browser }) => {
  const slow = await pageOf(browser, 'ana', '/groups');
  await countMoves(slow);

  await slow.goto('/admin/overview');

  await expect(slow.locator('canvas').first()).toBeVisible();
  await expect(slow.getByRole('group', { name: 'People' })).toContainText('deactivated');
  expect(await slow.evaluate<number>('moved')).toBeLessThanOrEqual(MOST_MOVED);
  await slow.context().close();
});
