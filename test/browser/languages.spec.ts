import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import { aPerson, PASSWORD, signInAt, theOwner } from './support/company.js';
import { latinWords } from './support/latin-words.js';
import { OwnServer } from './support/own-server.js';

/** Languages that are not written in Latin letters: one in which counting has one form, one in which it has six. */
const OTHERS = [
  { code: 'ja', name: '日本語', dir: 'ltr', username: 'dai', categoryOfThree: 'other' },
  { code: 'ar', name: 'العربية', dir: 'rtl', username: 'cleo', categoryOfThree: 'few' },
] as const;
const MAIN_PAGES = ['/chats', '/inbox', '/drafts', '/compose', '/search', '/settings', '/admin', '/admin/people'];

test.describe.configure({ mode: 'serial' });

let server: OwnServer;
let conversationId: string;
let groupId: string;

async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ ...options, baseURL: server.url })).newPage();
  await page.goto('/login');
  return page;
}

/** What a page says for a key; of a plural, what it says for numbers of this category. */
async function wordsOf(code: 'ar' | 'ja'): Promise<(key: string, category?: Intl.LDMLPluralRule) => string> {
  type Plural = Partial<Record<Intl.LDMLPluralRule, string>>;
  const load = (part: string) =>
    import(`../../admin-ui/src/app/core/words/${code}/${part}.js`) as Promise<{ readonly words: object }>;
  const parts = await Promise.all(['base', 'account', 'messenger'].map(load));
  const words = Object.assign({}, ...parts.map((part) => part.words)) as Readonly<Record<string, string | Plural>>;
  return (key, category = 'other') => {
    const entry = words[key];
    const text = typeof entry === 'object' ? (entry[category] ?? entry.other) : entry;
    if (text === undefined) throw new Error(`There is no text ${key}.`);
    return text;
  };
}

/** Where a language is chosen; whatever language that is called in. */
const languagesOf = (page: Page) => page.getByRole('combobox').filter({ hasText: '日本語' });

test.beforeAll(async ({ playwright, baseURL }) => {
  server = await OwnServer.start(Number(new URL(baseURL ?? '').port) + 1);
  const request = await playwright.request.newContext({ baseURL: server.url });
  const ana = await theOwner(request);
  const cleo = await aPerson(request, ana, 'Cleo');
  const dai = await aPerson(request, ana, 'Dai');
  ({ id: conversationId } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: cleo.id }));
  await ana.post(`/conversations/${conversationId}/messages`, { clientId: crypto.randomUUID(), body: 'Moin' });
  const crew = { kind: 'group', subject: 'Harbour crew', memberIds: [cleo.id, dai.id] };
  ({ id: groupId } = await ana.post<{ id: string }>('/conversations', crew));
  for (const body of ['Moin', 'Moin moin', 'Moin Moin'])
    await ana.post(`/conversations/${groupId}/messages`, { clientId: crypto.randomUUID(), body });
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

for (const { code, name, dir, username, categoryOfThree } of OTHERS) {
  test(`${name} is spoken without a reload, counts and dates are its own, and it stays`, async ({ browser }) => {
    const say = await wordsOf(code);
    const page = await visit(browser);
    await signInAt(page, username, '/settings');
    await page.waitForURL(({ pathname }) => pathname === '/settings');
    await page.evaluate('globalThis.isTheSamePage = true');

    await languagesOf(page).selectOption(name);

    await expect(page.getByRole('heading', { name: say('settings.title'), level: 1 })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', code);
    await expect(page.locator('html')).toHaveAttribute('dir', dir);
    await page
      .getByRole('link', { name: say('place.inbox') })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: say('place.inbox') })).toBeVisible();
    expect(await page.evaluate('globalThis.isTheSamePage')).toBe(true);

    await page.goto('/chats');
    await expect(page.locator('html')).toHaveAttribute('lang', code);
    const three = say('message.unread', categoryOfThree).replace('{{ count }}', new Intl.NumberFormat(code).format(3));
    await expect(page.getByRole('option', { name: three })).toContainText('Harbour crew');
    await page.goto(`/chats/${groupId}`);
    await expect(page.getByText(say('time.today'), { exact: true }).first()).toBeVisible();
    const time = page.getByRole('log').locator('time[title]').last();
    const sentAt = await time.getAttribute('datetime');
    const full = { dateStyle: 'full', timeStyle: 'short' } as const;
    const written = await page.evaluate(
      ([language, at, how]) => new Intl.DateTimeFormat(language, how).format(new Date(at)),
      [code, sentAt ?? '', full] as const,
    );
    await expect(time).toHaveAttribute('title', written);
    await page.context().close();
  });

  test(`no English is left on the main pages in ${name}, before and after signing in`, async ({ browser }) => {
    test.slow();
    const say = await wordsOf(code);
    const page = await visit(browser, { locale: code });
    await expect(page.getByRole('heading', { name: say('login.title') })).toBeVisible();
    expect(await latinWords(page)).toEqual([]);

    await signInAt(page, 'ana', '/settings');
    await page.waitForURL(({ pathname }) => pathname === '/settings');
    await languagesOf(page).selectOption(name);
    await expect(page.locator('html')).toHaveAttribute('lang', code);
    for (const path of [...MAIN_PAGES, `/chats/${conversationId}`, `/chats/${groupId}`]) {
      await page.goto(path);
      await expect(page.getByRole('heading').first()).toBeVisible();
      await expect.soft.poll(() => latinWords(page)).toEqual([]);
    }
    await page.context().close();
  });
}
