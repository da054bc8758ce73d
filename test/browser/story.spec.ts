import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { PASSWORD, SETUP_TOKEN, withoutUndo } from './support/company.js';
import { Line } from './support/line.js';

const SETUP = `/setup?token=${SETUP_TOKEN}`;

const NO_CONVERSATION = '/chats/00000000-0000-7000-8000-000000000000';

test.describe.configure({ mode: 'serial' });

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

test('a returning visitor is signed in without seeing the form', async () => {
  const again = await anaContext.newPage();
  await again.goto('/');

  await expect(again.getByRole('option', { name: /Ben Okafor/ })).toBeVisible();
  await expect(again.getByRole('heading', { name: 'Sign in' })).toHaveCount(0);
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

test('a wrong password is said beside the field, and the name stays', async ({ page }) => {
  await page.goto('/login');
  await page.getByLabel('Username or email').fill('ana');
  await page.getByLabel('Password', { exact: true }).fill('wrong password');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Username or email')).toHaveValue('ana');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`every page is without barriers, ${scheme}`, async ({ page }) => {
    // Looking into every corner of eight pages takes its time on a busy machine.
    test.slow();
    await page.emulateMedia({ colorScheme: scheme });
    await ana.emulateMedia({ colorScheme: scheme });
    await ana.goto('/chats');
    await ana.getByRole('option', { name: /Ben Okafor/ }).click();
    await expect(ana.getByRole('log').first().getByText('Are you still there?')).toBeVisible();
    const found = [];
    await page.goto('/login');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    found.push(...(await barriers(page)), ...(await barriers(ana)));
    await page.goto('/register');
    await expect(page.getByRole('heading').first()).toBeVisible();
    found.push(...(await barriers(page)));
    for (const path of [
      '/inbox',
      '/mentions',
      '/sent',
      '/drafts',
      '/trash',
      '/settings',
      '/admin/people',
      '/admin/invitations',
      '/admin/audit',
      '/admin/settings',
      '/nowhere',
      NO_CONVERSATION,
    ]) {
      await ana.goto(path);
      await expect(ana.getByRole('heading').first()).toBeVisible();
      found.push(...(await barriers(ana)));
    }
    await ana.keyboard.press('Escape');
    await ana.goto('/inbox');
    await ana.getByRole('button', { name: 'New message' }).first().click();
    await expect(ana.getByRole('dialog')).toBeVisible();
    found.push(...(await barriers(ana)));

    expect(found).toEqual([]);
  });
}

test('menus, questions, errors and a lost connection are without barriers, from right to left too', async () => {
  test.slow();
  const page = await anaContext.newPage();
  const line = await Line.of(page);
  const found: string[] = [];
  const check = async (): Promise<void> => {
    await page.locator('html').evaluate((root) => root.setAttribute('dir', 'rtl'));
    for (const colorScheme of ['light', 'dark'] as const) {
      // A colour on its way to another is neither.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      found.push(...(await barriers(page)));
    }
  };
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
  await page.route('**/api/v1/messages/inbox*', (route) => route.fulfill({ status: 503 }));
  await page.goto('/inbox');
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  await check();
  await page.goto('/admin');
  await page.getByRole('button', { name: /Ben Okafor/ }).click();
  await page.getByRole('button', { name: 'Deactivate…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await check();
  await page.close();

  expect(found).toEqual([]);
});

/** All of WCAG 2.2 A and AA, with the rules that the words of a control are part of its name, and that a page has one banner. */
const RULES = {
  runOnly: { type: 'tag' as const, values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'] },
  rules: {
    'label-content-name-mismatch': { enabled: true },
    'landmark-banner-is-top-level': { enabled: true },
    'landmark-no-duplicate-banner': { enabled: true },
  },
};

async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).options(RULES).analyze();
  return violations.map(({ id, nodes: [first] }) => {
    const why = first?.any[0]?.message ?? first?.failureSummary ?? '';
    return `${new URL(page.url()).pathname} ${id}: ${first?.target.join(' ')} (${why})`;
  });
}

test('on a phone the focus goes to what was opened, and back when it is closed', async () => {
  await ana.setViewportSize({ width: 390, height: 844 });
  await ana.goto('/inbox');
  const mail = ana.getByRole('button', { name: /Then we are ready/ });
  await mail.click();
  await expect(ana.locator('#mail-title')).toBeFocused();
  await ana.keyboard.press('Escape');
  await expect(mail).toBeFocused();

  await ana.goto('/admin');
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

  await ana.goto('/admin');
  await ana.getByRole('button', { name: /Ben Okafor/ }).click();
  await ana.getByRole('button', { name: 'Deactivate…' }).click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();

  await expect(ben).toHaveURL(/\/login/);
  await expect(ben.getByText('Your account was deactivated.')).toBeVisible();
});

test('no console complained all the while', () => {
  expect(complaints).toEqual([]);
});
