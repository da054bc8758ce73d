import { type Browser, expect, type Page, test } from '@playwright/test';
import { linksIn, MailServer } from '../support/mail-server.js';
import { barriersInBothSchemes } from './support/barriers.js';
import { PASSWORD, SETUP_TOKEN, signInAt } from './support/company.js';
import { OwnServer } from './support/own-server.js';
import { takePicture } from './support/picture.js';

const NEW_PASSWORD = 'eight herons dance at dawn';

test.describe.configure({ mode: 'serial' });

let mails: MailServer;
let server: OwnServer;
let ana: Page;

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(120_000);
  const port = Number(new URL(baseURL ?? '').port) + 1;
  mails = await MailServer.start();
  server = await OwnServer.start(port, undefined, { SMTP_URL: mails.url, PUBLIC_URL: `http://localhost:${port}` });
  ana = await visit(browser);
  const owner = {
    username: 'ana',
    email: 'ana@parley.example',
    firstName: 'Ana',
    lastName: 'Berg',
    password: PASSWORD,
  };
  await ana.request.post('/api/v1/setup', { data: { token: SETUP_TOKEN, ...owner } });
  await signInAt(ana, 'ana', '/admin/settings');
});
test.afterAll(async () => {
  await server.stop();
  await mails.stop();
});

const visit = async (browser: Browser, more: object = {}) =>
  (await browser.newContext({ baseURL: server.url, ...more })).newPage();
const linkTo = async (address: string, count = 1) => String(linksIn(await mails.next(address, count))[0]);

test('an owner sees that mail works, or what the mail server says', async () => {
  await ana.getByRole('button', { name: 'Send test email' }).click();
  await expect(ana.getByText(/A test email is on its way to .*ana@parley\.example/)).toBeVisible();
  await expect
    .poll(() => mails.to('ana@parley.example').map(({ subject }) => subject))
    .toContain('Mail from Parley works');

  mails.refused.set('ana@parley.example', 550);
  await ana.getByRole('button', { name: 'Send test email' }).click();
  await expect(ana.getByText(/couldn't be sent to .*The mail server says: .*550 not now/)).toBeVisible();
  await takePicture(ana, 'mail-test');
  mails.refused.clear();
});

test('people are invited by mail, and each invitation says what became of it', async ({ browser }) => {
  mails.refused.set('lost@parley.example', 550);
  await ana.goto('/admin/invitations?invite=true');
  const dialog = ana.getByRole('dialog', { name: 'Invite people' });
  await dialog.getByRole('textbox', { name: /Email addresses/ }).fill('ben@parley.example, lost@parley.example');
  await expect(dialog.getByRole('checkbox', { name: 'Also send them by email' })).toBeChecked();
  await takePicture(ana, 'mail-invite');
  await dialog.getByRole('button', { name: 'Send 2 invitations' }).click();
  await expect(dialog.getByText('2 invitations are on their way')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const ben = await visit(browser);
  await ben.goto(await linkTo('ben@parley.example'));
  await ben.getByLabel('First name').fill('Ben');
  await ben.getByLabel('Username').fill('ben');
  await ben.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await ben
    .getByRole('main')
    .getByRole('button', { name: /account/i })
    .click();
  await expect(ben).toHaveURL(/\/chats/);
  await ben.context().close();

  await expect(async () => {
    await ana.reload();
    await expect(ana.getByRole('row', { name: /lost@/ })).toContainText("Email couldn't be delivered", {
      timeout: 1_000,
    });
  }).toPass();
  await expect(ana.getByRole('row', { name: /ben@/ })).toContainText('Used');
  await takePicture(ana, 'mail-invitations');
  mails.refused.clear();
});

test('who forgot their password gets in again by a link in a mail, and nobody is told who has an account', async ({
  browser,
}) => {
  const ben = await visit(browser, { viewport: { width: 390, height: 844 } });
  await ben.goto('/login');
  await ben.getByLabel('Username or email').fill('ben');
  await ben.getByRole('link', { name: 'Forgot password?' }).click();
  await expect(ben.getByLabel('Username or email')).toHaveValue('ben');
  await expect(ben.getByLabel('Username or email')).toBeFocused();
  expect(await barriersInBothSchemes(ben)).toEqual([]);
  await takePicture(ben, 'mail-forgot');
  await ben.keyboard.press('Enter');
  await expect(ben.getByRole('heading', { name: 'Check your email' })).toBeFocused();
  expect(await barriersInBothSchemes(ben)).toEqual([]);
  await takePicture(ben, 'mail-sent');
  const link = await linkTo('ben@parley.example', 2);

  await ben.getByRole('button', { name: 'Use another name' }).click();
  await ben.getByLabel('Username or email').fill('nobody');
  await ben.keyboard.press('Enter');
  await expect(ben.getByText(/If there is an account for “nobody”/)).toBeVisible();

  await ben.goto(link);
  await ben.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
  await ben.keyboard.press('Enter');
  await expect(ben.getByRole('heading', { name: 'Password changed' })).toBeFocused();
  await ben.goto(link);
  await expect(ben.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
  await ben.getByRole('link', { name: 'Get a new link' }).click();
  await expect(ben.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
  await ben.context().close();
});

test('who has an account sees what happened to it elsewhere, until they say that it is fine', async ({ browser }) => {
  const phone = await visit(browser, { viewport: { width: 390, height: 844 }, locale: 'de-DE' });
  await signInAt(phone, 'ana', '/chats');
  await phone.getByRole('option', { name: /Ben/ }).click();
  // Below the header: what one writes grows with its text, its quote and its files.
  const said = await phone.locator('app-toast-outlet').getByText('Neue Anmeldung bei deinem Konto').boundingBox();
  expect((said?.y ?? Infinity) + (said?.height ?? 0)).toBeLessThan(200);

  const desk = await visit(browser);
  await signInAt(desk, 'ana', '/chats');
  const toast = desk.locator('app-toast-outlet').getByText('New sign-in to your account');
  await expect(toast).toBeVisible();
  const asked = desk.waitForResponse(/security-notices/);
  await desk.reload();
  await asked;
  await expect(desk.getByRole('option', { name: /Ben/ })).toBeVisible();
  await expect(toast).toHaveCount(0);
  await desk.evaluate('sessionStorage.clear()');
  await desk.reload();
  await expect(toast).toBeVisible();
  await takePicture(desk, 'security-toast');
  const search = desk.getByRole('searchbox', { name: 'Search people and chats' });
  await search.focus();
  await desk.keyboard.press('Alt+t');
  await expect(desk.getByRole('button', { name: 'Review' })).toBeFocused();
  await desk.keyboard.press('Enter');
  const dialog = desk.getByRole('dialog', { name: 'Changes to your account' });
  await expect(dialog.getByRole('listitem').first()).toContainText(/Chrome on .*127\.0\.0\.1|::1/s);
  expect(await barriersInBothSchemes(desk)).toEqual([]);
  await takePicture(desk, 'security-review');
  await dialog.getByRole('button', { name: "That's fine" }).click();
  await expect(toast).toHaveCount(0);
  await expect(search).toBeFocused();
  await desk.reload();
  await expect(desk.getByRole('navigation', { name: 'Main' }).first()).toBeVisible();
  await expect(toast).toHaveCount(0);
  await phone.context().close();
  await desk.context().close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a mail is readable without pictures, on a ${colorScheme} screen`, async ({ browser }) => {
    const { html } = await mails.next('ben@parley.example', 2);
    const page = await (
      await browser.newContext({ colorScheme, javaScriptEnabled: false, viewport: { width: 390, height: 640 } })
    ).newPage();
    await page.setContent(html || '');

    await expect(page.getByRole('link', { name: 'Choose new password' })).toBeVisible();
    expect(await page.locator('img').count()).toBe(0);
    await takePicture(page, `mail-${colorScheme}`);
    await page.context().close();
  });
}
