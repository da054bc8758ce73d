import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import { aPerson, PASSWORD, theOwner } from './support/company.js';
import { OwnServer } from './support/own-server.js';

test.describe.configure({ mode: 'serial' });

let server: OwnServer;
let conversationId: string;

async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ ...options, baseURL: server.url })).newPage();
  await page.goto('/login');
  return page;
}

test.beforeAll(async ({ playwright, baseURL }) => {
  server = await OwnServer.start(Number(new URL(baseURL ?? '').port) + 1);
  const request = await playwright.request.newContext({ baseURL: server.url });
  const ana = await theOwner(request);
  const cleo = await aPerson(request, ana, 'Cleo');
  ({ id: conversationId } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: cleo.id }));
  await ana.post(`/conversations/${conversationId}/messages`, { clientId: crypto.randomUUID(), body: 'Moin' });
});

test.afterAll(() => server.stop());

test('a browser that prefers German is spoken to in German, also when something is wrong', async ({ browser }) => {
  const page = await visit(browser, { locale: 'de-AT' });
  await expect(page.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
  await expect(page).toHaveTitle(/^Anmelden — /);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');

  await page.getByLabel('Benutzername oder E-Mail').fill('ana');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByText('Gib dein Passwort ein.')).toBeVisible();
  await page.getByLabel('Passwort', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Anmelden' }).click();

  await expect(page.getByText('Benutzername oder Passwort ist falsch.')).toBeVisible();
});

test('another language is spoken at once and everywhere, and stays after signing out', async ({ browser }) => {
  const page = await visit(browser);
  await page.getByLabel('Username or email').fill('ana');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/chats/);
  await page.goto('/settings');

  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');

  await expect(page.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/^Einstellungen — /);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByRole('link', { name: 'Posteingang' }).click();
  await expect(page.getByRole('heading', { name: 'Posteingang' })).toBeVisible();
  await page.goto(`/chats/${conversationId}`);
  await expect(page.getByText('Heute')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Nachricht an Cleo Okafor' })).toBeVisible();
  await page.getByRole('button', { name: 'Mein Konto' }).click();
  await page.getByRole('menuitem', { name: 'Abmelden' }).click();
  await expect(page.getByRole('heading', { name: 'Anmelden' })).toBeVisible();

  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('English');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('nothing is shown before its words are there, and English is not fetched for a page in German', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: server.url, locale: 'de' });
  const page = await context.newPage();
  const fetched: string[] = [];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/chunk-.*\.js$/, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    if (/^var \w+=\{"[a-z]+\.[\w.]+":/.test(text)) {
      fetched.push(text);
      await held;
    }
    await route.fulfill({ response });
  });
  await page.goto('/login', { waitUntil: 'commit' });
  await expect.poll(() => fetched.length).toBeGreaterThan(0);
  expect(await page.locator('app-root').innerText()).toBe('');

  release();

  await expect(page.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
  expect(fetched.every((text) => !text.includes('Forgot password?') && !text.includes('Cancel'))).toBe(true);
  await context.close();
});
