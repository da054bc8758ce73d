import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { barriers, barriersInBothSchemes } from './support/barriers.js';
import { pageOf, PASSWORD, SETUP_TOKEN, withoutUndo, prefer } from './support/company.js';
import { edgesOf, excess } from './support/layout.js';
import { Line } from './support/line.js';
import { takePicture } from './support/picture.js';

const SETUP = `/setup?token=${SETUP_TOKEN}`;

/** Every address for somebody who signed in, and two that lead nowhere. */
const PATHS = [
  ...['/groups', '/join', '/inbox', '/mentions', '/sent', '/saved', '/drafts', '/scheduled', '/trash', '/settings'],
  ...[
    '/admin/people',
    '/admin/invitations',
    '/admin/conversations',
    '/admin/roles',
    '/admin/teams',
    '/admin/audit',
    '/admin/settings',
  ],
  ...['/nowhere', '/chats/00000000-0000-7000-8000-000000000000'],
];

test.describe.configure({ mode: 'serial' });
// The page is what people get, its service worker too.
test.use({ serviceWorkers: 'allow' });

let anaContext: BrowserContext;
let ana: Page;
let ben: Page;
/** What the consoles of both browsers complained about. */
const complaints: string[] = [];

async function visit(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => {
    // A refused request is the server's answer, which the page shows; Chromium logs it by itself.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return page;
}

async function fillAccount(page: Page, first: string, last: string): Promise<void> {
  await page.getByLabel('First name').fill(first);
  await page.getByLabel('Last name').fill(last);
  await page.getByLabel('Username').fill(first.toLowerCase());
  await page.getByLabel('Email', { exact: true }).fill(`${first.toLowerCase()}@parley.example`);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
}

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

test.beforeAll(async ({ browser }) => {
  ana = await visit(browser);
  anaContext = ana.context();
  ben = await visit(browser);
});

test('the set-up link makes the first account, which is signed in', async () => {
  await ana.goto(SETUP);
  await fillAccount(ana, 'Ana', 'Berg');
  await ana
    .getByRole('main')
    .getByRole('button', { name: /account|start|set up/i })
    .click();

  await expect(ana).toHaveURL(/\/chats/);
});

test('an invited person makes an account of their own', async () => {
  await ana.goto('/admin/settings');
  await ana.getByRole('radio', { name: /Anyone/ }).check();
  await ana.getByRole('button', { name: 'Save' }).click();
  await expect(ana.getByText('Settings saved')).toBeVisible();
  await ana.getByRole('link', { name: 'Invitations' }).click();
  await ana.getByRole('button', { name: 'Invite people' }).first().click();
  await ana.getByRole('button', { name: 'Create link' }).click();
  const link = await ana.getByLabel('Invitation link', { exact: true }).inputValue();

  await ben.goto(link);
  await fillAccount(ben, 'Ben', 'Okafor');
  await ben
    .getByRole('main')
    .getByRole('button', { name: /account/i })
    .click();

  await expect(ben).toHaveURL(/\/chats/);
});

test('what one writes appears at the other at once, who answers', async () => {
  await ana.goto('/chats');
  await withoutUndo(ana);
  await ana.getByRole('button', { name: 'New message' }).first().click();
  await ana.getByRole('combobox', { name: 'To' }).fill('ben');
  await ana.getByRole('option', { name: /Ben Okafor/ }).click();
  await ana.getByLabel('Subject').fill('Gauge 4 drift');
  await ana.getByLabel('Message', { exact: true }).fill('Within **2 mm** again.');
  await ana.keyboard.press('Control+Enter');
  await expect(ana).toHaveURL(/\/chats\/[0-9a-f-]{36}/);

  await ben.getByRole('option', { name: /Ana Berg/ }).click();
  await expect(ben.getByRole('log').getByText('2 mm')).toBeVisible();
  const composer = ben.getByRole('textbox', { name: /Message/ }).last();
  await composer.fill('Then we are ready for the council.');
  await composer.press('Enter');

  await expect(ana.getByRole('log').first().getByText('Then we are ready for the council.')).toBeVisible();
});

test('the inbox and sent hold it as mail', async () => {
  await ben.goto('/inbox');
  await ben.getByRole('button', { name: /Ana Berg.*Gauge 4 drift/ }).click();
  await expect(ben.getByRole('heading', { name: 'Gauge 4 drift' })).toBeVisible();
  await ben.goto('/sent');

  await expect(ben.getByRole('button', { name: /Then we are ready/ })).toBeVisible();
});

test('a message deleted for me goes to the trash and comes back', async () => {
  await ben.goto('/inbox');
  await ben.getByRole('button', { name: /Gauge 4 drift/ }).click();
  await ben.getByRole('button', { name: 'Delete for me' }).click();
  await expect(ben.getByText('Message deleted for you')).toBeVisible();
  await ben.goto('/trash');
  await ben.getByRole('button', { name: /Gauge 4 drift/ }).click();
  await ben.getByRole('button', { name: 'Restore', exact: true }).click();
  await ben.goto('/inbox');

  await expect(ben.getByRole('button', { name: /Gauge 4 drift/ })).toBeVisible();
});

test('a returning visitor is signed in without seeing the form, not even for a moment', async () => {
  const again = await anaContext.newPage();
  await again.addInitScript(`new MutationObserver(() => (globalThis.sawForm ||= document.querySelector('app-login') !== null))
    .observe(document, { childList: true, subtree: true })`);
  await again.goto('/');

  await expect(again.getByRole('option', { name: /Ben Okafor/ })).toBeVisible();
  expect(await again.evaluate('globalThis.sawForm')).toBe(false);
  await again.close();
});

test('who was offline catches up', async () => {
  // It opens its connection through the line.
  const line = await Line.of(ben);
  await ben.goto('/chats');
  await ben.getByRole('option', { name: /Ana Berg/ }).click();
  await expect(ben.getByRole('log').first().getByText('ready for the council')).toBeVisible();
  await line.cut();
  await ana.goto('/chats');
  await ana.getByRole('option', { name: /Ben Okafor/ }).click();
  const composer = ana.getByRole('textbox', { name: /Message/ }).last();
  await composer.fill('Are you still there?');
  await composer.press('Enter');
  await line.mend();

  await expect(ben.getByRole('log').first().getByText('Are you still there?')).toBeVisible({ timeout: 40_000 });
});

test('the form to sign in is whole on every screen: labels above their fields, a ring around the first', async ({
  page,
}) => {
  const [name, password] = [page.getByLabel('Username or email'), page.getByLabel('Password', { exact: true })];
  for (const [device, viewport] of Object.entries({ desk: DESK, phone: PHONE }))
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await page.goto('/login');

      await expect(name).toBeFocused();
      await expect(page.locator('.input').filter({ has: name })).toHaveCSS('box-shadow', / 0px 0px 0px 1px/);
      await expect(page.locator('.input').filter({ has: password })).toHaveCSS('box-shadow', 'none');
      for (const [label, field] of [
        ['Username or email', name],
        ['Password', password],
      ] as const)
        expect((await edgesOf(page.getByText(label, { exact: true }))).bottom).toBeLessThanOrEqual(
          (await edgesOf(field)).top,
        );
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeInViewport({ ratio: 1 });
      expect(await excess(page)).toBe(0);
      await takePicture(page, `sign-in-${device}-${colorScheme}`);
    }
});

test('a wrong password is said beside the field, the name stays, and one can try again', async ({ page }) => {
  const [name, password] = [page.getByLabel('Username or email'), page.getByLabel('Password', { exact: true })];
  await page.goto('/login');
  await name.fill('ana');
  await password.fill('wrong password');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(password).toHaveAccessibleDescription('Wrong username or password.');
  await expect(password).toBeFocused();
  await expect(name).toHaveValue('ana');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  await takePicture(page, 'sign-in-wrong');
});

for (const [colorScheme, language] of [
  ['light', 'en'],
  ['dark', 'de'],
] as const) {
  test(`every page is without barriers, ${colorScheme}, ${language}`, async ({ page }) => {
    // Looking into every corner of so many pages takes its time on a busy machine.
    test.slow();
    for (const one of [page, ana]) {
      await one.emulateMedia({ colorScheme });
      await one.goto('/login');
    }
    await page.evaluate(`localStorage.setItem('parley.language', '${language}')`);
    await prefer(ana, 'language', language);
    await ana.goto('/chats');
    await ana.getByRole('option', { name: /Ben Okafor/ }).click();
    await expect(ana.getByRole('log').first().getByText('Are you still there?')).toBeVisible();
    const found = await barriers(ana);
    for (const [visitor, path] of [
      ...['/login', '/register', '/reset-password'].map((path) => [page, path] as const),
      ...PATHS.map((path) => [ana, path] as const),
    ]) {
      await visitor.goto(path);
      await expect(visitor.getByRole('heading').first()).toBeVisible();
      await expect(visitor.locator('html')).toHaveAttribute('lang', language);
      found.push(...(await barriers(visitor)));
    }
    await ana.goto('/inbox');
    await expect(ana.locator('.mail').first()).toBeVisible();
    await ana.keyboard.press('c');
    await expect(ana.getByRole('dialog')).toBeVisible();
    found.push(...(await barriers(ana)));
    // Other stories speak with her in the language of their browser.
    await prefer(ana, 'language', null);

    expect(found).toEqual([]);
  });
}

/** What is in the way of somebody on the page as it is, from right to left. */
async function barriersFromTheRight(page: Page): Promise<string[]> {
  await page.locator('html').evaluate((root) => root.setAttribute('dir', 'rtl'));
  return barriersInBothSchemes(page);
}

test('menus, questions and a lost connection are without barriers, from right to left too', async () => {
  test.slow();
  const page = await anaContext.newPage();
  const line = await Line.of(page);
  const found: string[] = [];
  const check = async (): Promise<void> => void found.push(...(await barriersFromTheRight(page)));
  await page.goto('/chats');
  await check();
  const option = page.getByRole('option', { name: /Ben Okafor/ });
  await option.click();
  line.refusal = 'You may not write here.';
  await page
    .getByRole('textbox', { name: /Message/ })
    .last()
    .fill('Refused');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article').filter({ hasText: 'Refused' })).toContainText('Not sent');
  await check();
  const message = page.getByRole('article').filter({ hasText: 'ready for the council' });
  await message.hover();
  await message.getByRole('button', { name: 'More', exact: true }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await check();
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /who has read it/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: 'Who has read it' })).toBeVisible();
  await check();
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('ben');
  await expect(page.locator('mark').first()).toBeVisible();
  await check();
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'My account' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await check();
  await page.keyboard.press('Escape');
  await option.focus();
  await page.keyboard.press('.');
  await expect(page.getByRole('menu')).toBeVisible();
  await check();
  await page.keyboard.press('Escape');
  await line.cut();
  await expect(page.getByRole('button', { name: 'Retry now' })).toBeVisible();
  await check();
  await line.mend();
  await page.goto('/admin/people');
  await page.getByRole('button', { name: /Ben Okafor/ }).click();
  await page.getByRole('button', { name: 'Deactivate…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await check();
  await page.close();

  expect(found).toEqual([]);
});

test('a list that cannot be read is without barriers, from right to left too', async ({ browser }) => {
  // What passes through the worker of the app would pass by the refusal.
  const page = await pageOf(browser, 'ana', '/groups', { serviceWorkers: 'block' });
  await page.route('**/api/v1/messages/inbox*', (route) => route.fulfill({ status: 503 }));

  await page.goto('/inbox');

  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  expect(await barriersFromTheRight(page)).toEqual([]);
  await page.context().close();
});

test('on a phone the focus goes to what was opened, and back when it is closed', async () => {
  await ana.setViewportSize({ width: 390, height: 844 });
  await ana.goto('/inbox');
  const mail = ana.getByRole('button', { name: /Then we are ready/ });
  await mail.click();
  await expect(ana.locator('#mail-title')).toBeFocused();
  await ana.keyboard.press('Escape');
  await expect(mail).toBeFocused();

  await ana.goto('/admin/people');
  const account = ana.getByRole('button', { name: /Ben Okafor/ });
  await account.click();
  await expect(ana.getByRole('heading', { name: 'Ben Okafor' })).toBeFocused();
  await ana.keyboard.press('Escape');
  await expect(account).toBeFocused();

  await ana.goto('/chats');
  await ana.getByRole('option', { name: /Ben Okafor/ }).click();
  await ana.getByRole('button', { name: 'Details', exact: true }).click();
  await expect(ana.getByRole('button', { name: 'Close details' })).toBeFocused();
  await ana.keyboard.press('Escape');
  await expect(ana.getByRole('button', { name: 'Details', exact: true })).toBeFocused();
  await ana.setViewportSize({ width: 1440, height: 900 });
});

test('the console is closed to plain people, and deactivating one ends their session', async () => {
  await ben.goto('/admin');
  await expect(ben.getByText('This page is for administrators')).toBeVisible();
  await expect(ben.getByText(/Ask one of the administrators/)).toBeVisible();
  await ben.goto('/chats');
  await expect(ben.getByRole('option', { name: /Ana Berg/ })).toBeVisible();

  await ana.goto('/admin/people');
  await ana.getByRole('button', { name: /Ben Okafor/ }).click();
  await ana.getByRole('button', { name: 'Deactivate…' }).click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();

  await expect(ben).toHaveURL(/\/login/);
  await expect(ben.getByText('Your account was deactivated.')).toBeVisible();
});

test('no console complained all the while', () => {
  expect(complaints).toEqual([]);
});
