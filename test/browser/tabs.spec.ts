import { type Browser, type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { aPerson, PASSWORD, type Person, theOwner } from './support/company.js';
import { databases, filesMissing } from './support/device.js';
import { OwnServer } from './support/own-server.js';

test.describe.configure({ mode: 'serial' });
// The page is what people get, its service worker too.
test.use({ serviceWorkers: 'allow' });

let server: OwnServer;
let ana: Person;
let ben: Person;
let conversationId: string;

const visit = (browser: Browser): Promise<BrowserContext> => browser.newContext({ baseURL: server.url });
const adminPlace = (page: Page): Locator => page.getByRole('link', { name: 'Admin', exact: true });
const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Message Ana Berg' });

async function fillIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('Username or email').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/chats/);
}

/** Ana's console, with a link that is shown this once, beside a tab that somebody else is about to sign in in. */
async function consoleBeside(page: Page): Promise<Page> {
  const entry = await page.context().newPage();
  await entry.goto('/login');
  await page.goto('/login');
  await fillIn(page, 'ana');
  await signIn(page);
  await page.goto('/admin/people');
  await expect(adminPlace(page)).toBeVisible();
  await page.getByRole('button', { name: /Cyd Okafor/ }).click();
  await page.getByRole('button', { name: 'Create password link' }).click();
  await expect(page.getByLabel('Password link')).toHaveValue(/reset-password/);
  await fillIn(entry, 'ben');
  return entry;
}

async function expectStartPageOfBen(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/chats/);
  await expect(page.getByLabel('Password link')).toHaveCount(0);
  await expect(page.getByRole('option', { name: /Ana Berg/ })).toBeVisible();
  await expect(adminPlace(page)).toHaveCount(0);
}

test.beforeAll(async ({ playwright, baseURL }) => {
  server = await OwnServer.start(Number(new URL(baseURL ?? '').port) + 1);
  const request = await playwright.request.newContext({ baseURL: server.url });
  ana = await theOwner(request);
  ben = await aPerson(request, ana, 'Ben');
  await aPerson(request, ana, 'Cyd');
  ({ id: conversationId } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: ben.id }));
});

test.afterAll(() => server.stop());

test('when somebody else signs in in another tab, a page is theirs at once, and nothing of it stays', async ({
  browser,
}) => {
  const context = await visit(browser);
  const page = await context.newPage();
  const entry = await consoleBeside(page);

  await signIn(entry);

  await expectStartPageOfBen(page);
  await context.close();
});

test('when the same person signs in in another tab, a page goes on, and signing out there ends all', async ({
  browser,
}) => {
  const context = await visit(browser);
  const [page, entry] = [await context.newPage(), await context.newPage()];
  for (const tab of [page, entry]) await tab.goto('/login');
  await fillIn(page, 'ben');
  await signIn(page);
  await page.goto(`/chats/${conversationId}`);
  await composer(page).fill('Begun before');
  await expect.poll(async () => (await ben.get<{ items: object[] }>('/drafts')).items.length).toBe(1);
  const sessions = async () => (await ben.get<{ items: object[] }>('/auth/sessions')).items.length;
  const before = await sessions();

  await fillIn(entry, 'ben');
  const isTakenOver = page.waitForResponse(/\/auth\/refresh$/);
  await signIn(entry);

  expect((await isTakenOver).ok()).toBe(true);
  expect(await sessions()).toBe(before);
  await expect(composer(page)).toHaveValue('Begun before');
  await composer(page).fill('');
  await expect.poll(() => ben.get('/drafts')).toMatchObject({ items: [] });
  await context.setOffline(true);
  await page.getByRole('button', { name: 'My account' }).first().click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await context.setOffline(false);
  for (const tab of [page, entry]) await expect(tab.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await sessions()).toBe(before - 1);
  expect((await context.request.post('/api/v1/auth/refresh', { data: {} })).status()).toBe(401);
  await context.close();
});

test('when the same person signs in in another tab as on a shared device, nothing is kept there', async ({
  browser,
}) => {
  const context = await visit(browser);
  const [page, entry] = [await context.newPage(), await context.newPage()];
  for (const tab of [page, entry]) await tab.goto('/login');
  await fillIn(page, 'ben');
  await signIn(page);
  await expect.poll(() => databases(page)).toEqual([`parley-${ben.id}`]);

  await fillIn(entry, 'ben');
  await entry.getByLabel('This is a shared device').check();
  const isAnew = page.waitForEvent('load');
  await signIn(entry);
  await isAnew;

  await expect(page.getByRole('option', { name: /Ana Berg/ })).toBeVisible();
  await expect.poll(() => databases(page)).toEqual([]);
  expect(await page.evaluate("localStorage.getItem('parley.session')")).toBeNull();
  await page.close();
  await entry.close();
  const next = await context.newPage();
  await next.goto('/chats');
  await expect(next.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await context.close();
});

test('where they say that the device is shared, it is shared for that page too', async ({ browser }) => {
  const context = await visit(browser);
  const page = await context.newPage();
  const entry = await consoleBeside(page);
  await entry.getByLabel('This is a shared device').check();

  await signIn(entry);

  await expectStartPageOfBen(page);
  expect(await databases(page)).toEqual([]);
  await context.close();
});

test('a page that did not hear of it is theirs as soon as the server ends its session', async ({ browser }) => {
  const context = await visit(browser);
  const page = await context.newPage();
  await page.addInitScript("addEventListener('storage', (event) => event.stopImmediatePropagation())");
  const entry = await consoleBeside(page);

  await signIn(entry);

  await expectStartPageOfBen(page);
  await context.close();
});

for (const [where, isShared] of [
  ['', false],
  [' on a shared device', true],
] as const)
  test(`signing out without a connection${where} ends every tab, and what was typed there is not sent`, async ({
    browser,
  }) => {
    const context = await visit(browser);
    const page = await context.newPage();
    await page.goto('/login');
    if (isShared) await page.getByLabel('This is a shared device').check();
    await fillIn(page, 'ben');
    await signIn(page);
    const another = await context.newPage();
    await another.goto(`/chats/${conversationId}`);
    await expect(composer(another)).toBeVisible();
    await expect.poll(() => filesMissing(another), { timeout: 45_000 }).toBe(0);
    await context.setOffline(true);
    await composer(another).fill('Typed by Ben');

    await page.getByRole('button', { name: 'My account' }).first().click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();

    await expect(composer(another)).toHaveCount(0);
    await expect(another.getByRole('heading', { name: 'You signed out' })).toBeVisible();
    await context.setOffline(false);
    for (const tab of [page, another]) await expect(tab.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    expect(await ben.get(`/conversations/${conversationId}/messages`)).toMatchObject({ items: [] });
    expect(await ben.get('/drafts')).toMatchObject({ items: [] });
    await context.close();
  });
