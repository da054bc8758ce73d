import { type Browser, expect, type Page, test } from '@playwright/test';
import { barriersInBothSchemes } from './support/barriers.js';
import { aPerson, PASSWORD, type Person, SETUP_TOKEN, theOwner, withoutUndo } from './support/company.js';
import { databases } from './support/device.js';
import { OwnServer } from './support/own-server.js';
import { takePicture } from './support/picture.js';

test.describe.configure({ mode: 'serial' });

let server: OwnServer;
let owner: Page;
let newcomer: Page;
let api: Person;
const barriers: string[] = [];

const check = async (page: Page): Promise<void> => void barriers.push(...(await barriersInBothSchemes(page)));

const visit = async (browser: Browser): Promise<Page> => (await browser.newContext({ baseURL: server.url })).newPage();

async function signIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Username or email').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/chats/);
}

async function signInShared(page: Page): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('This is a shared device').check();
  await page.getByLabel('Username or email').fill('ben');
  await page.getByLabel('Password', { exact: true }).fill('another sentence nobody guesses');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('option', { name: /Ana Berg/ })).toBeVisible();
}

test.beforeAll(async ({ browser, baseURL }) => {
  server = await OwnServer.start(Number(new URL(baseURL ?? '').port) + 1);
  owner = await visit(browser);
  newcomer = await visit(browser);
});

test.afterAll(() => server.stop());

async function fillSetup(page: Page, firstName: string): Promise<void> {
  await page.getByLabel('First name').fill(firstName);
  await page.getByLabel('Last name').fill('Berg');
  await page.getByLabel('Username').fill(firstName.toLowerCase());
  await page.getByLabel('Email', { exact: true }).fill(`${firstName.toLowerCase()}@parley.example`);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
}

test('an owner names the organisation, and is offered to invite people while nobody else is there', async () => {
  await newcomer.goto(`/setup?token=${SETUP_TOKEN}`);
  await fillSetup(newcomer, 'Lea');
  await owner.goto(`/setup?token=${SETUP_TOKEN}`);
  await expect(owner.getByLabel(/Organisation name/)).toBeFocused();
  await check(owner);
  await owner.getByLabel(/Organisation name/).fill('Northwind Logistics');
  await fillSetup(owner, 'Ana');
  await owner.getByRole('button', { name: 'Create owner account' }).click();

  await expect(owner).toHaveTitle('Chats — Northwind Logistics');
  await expect(owner.getByRole('heading', { name: 'Nobody else is here yet', level: 1 })).toBeFocused();
  await check(owner);
  await owner.getByRole('main').getByRole('button', { name: 'Invite people' }).click();
  await expect(owner.getByRole('dialog', { name: 'Invite people' })).toBeVisible();
  await expect(owner).toHaveURL(/\/admin\/invitations$/);
});

test('who had begun to set up when somebody else finished is led to sign in', async () => {
  await newcomer.getByRole('button', { name: 'Create owner account' }).click();

  await expect(newcomer.getByRole('heading', { name: 'Already set up' })).toBeFocused();
  await check(newcomer);
  await newcomer.getByRole('link', { name: 'Sign in' }).click();
  await expect(newcomer.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(newcomer.getByText('to Northwind Logistics')).toBeVisible();
});

test('several are invited at once, and each gets a link', async () => {
  const dialog = owner.getByRole('dialog');
  const field = dialog.getByLabel(/Email addresses/);
  await field.fill('ben@parley.example, nonsense');
  await dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(field).toHaveAccessibleDescription(/“\u2068nonsense\u2069” isn't an email address/);
  await field.fill('ben@parley.example\nCy Diaz <cy@parley.example>');
  await dialog.getByRole('button', { name: 'Create 2 links' }).click();
  await expect(dialog.getByLabel('cy@parley.example')).toHaveValue(/\/register\?invite=/);
  await expect(dialog.getByLabel('ben@parley.example')).toBeFocused();
  await check(owner);
});

test('who opens the link sees who invites them to what, and lands in the conversation with them', async () => {
  const link = await owner.getByRole('dialog').getByLabel('ben@parley.example').inputValue();
  await newcomer.goto(link);
  await expect(newcomer.getByText(/Ana Berg invited you to .?Northwind Logistics.?\./)).toBeVisible();
  await expect(newcomer.getByLabel('First name')).toBeFocused();
  await expect(newcomer.getByLabel('Email', { exact: true })).toHaveValue('ben@parley.example');
  await check(newcomer);
  await newcomer.getByLabel('First name').fill('Ben');
  await newcomer.getByLabel('Last name').fill('Okafor');
  await newcomer.getByLabel('Username').fill('ben');
  await newcomer.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await newcomer.getByRole('button', { name: 'Create account' }).click();

  await expect(newcomer).toHaveURL(/\/chats\/[0-9a-f-]{36}$/);
  await expect(newcomer.getByRole('textbox', { name: 'Message Ana Berg' })).toBeVisible();
  const details = newcomer.getByRole('complementary', { name: 'Details' });
  await expect(details).toContainText('@ana');
  await expect(details).not.toContainText('Members');
  await check(newcomer);

  // Another invitation, on the device of somebody who has an account.
  const tab = await newcomer.context().newPage();
  await tab.goto(await owner.getByRole('dialog').getByLabel('cy@parley.example').inputValue());
  await expect(tab.getByRole('heading', { name: "You're signed in as Ben Okafor" })).toBeVisible();
  await check(tab);
  await tab.close();

  await expect(owner.getByRole('dialog').getByLabel('ben@parley.example')).toHaveValue(link);
  await owner.getByRole('button', { name: 'Done' }).click();
});

test('an invitation that lets nobody in says why instead of showing a form', async ({ browser }) => {
  const visitor = await visit(browser);
  const row = owner.getByRole('row', { name: /cy@parley.example/ });
  await row.getByRole('button', { name: /Withdraw/ }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Withdraw invitation' }).click();
  await expect(row).toContainText('Withdrawn');
  await expect(owner.getByRole('row', { name: /ben@parley.example/ })).toContainText('Used');
  await check(owner);
  await visitor.goto('/register?invite=unknown');

  await expect(visitor.getByRole('heading', { name: 'Invitation not found' })).toBeVisible();
  await expect(visitor.getByRole('textbox')).toHaveCount(0);
  await expect(visitor.getByRole('link', { name: 'Go to sign in' })).toBeVisible();
  await check(visitor);
  await visitor.context().close();
});

test('settings change when they are saved, and are not lost by accident', async () => {
  await owner.getByRole('link', { name: 'Settings', exact: true }).last().click();
  await owner.getByRole('textbox', { name: 'Organisation name' }).fill('Northwind');
  await owner.getByRole('link', { name: 'People' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(owner).toHaveURL(/\/admin\/settings/);
  await check(owner);
  await owner.getByRole('button', { name: 'Save' }).click();

  await expect(owner.getByText('Settings saved')).toBeVisible();
  await expect(owner).toHaveTitle(/— Northwind$/);
  await owner.getByRole('link', { name: 'People' }).click();
  await expect(owner).toHaveURL(/\/admin\/people/);
});

test('somebody locked out chooses a new password by a link', async ({ browser }) => {
  const locked = await visit(browser);
  await locked.goto('/login');
  await locked.getByRole('button', { name: 'Forgot password?' }).click();
  await expect(locked.getByText('Ask an administrator of Northwind for a password link.')).toBeVisible();
  await check(locked);
  await owner.getByRole('button', { name: /Ben Okafor/ }).click();
  await expect(owner.getByRole('button', { name: 'Sign out everywhere' })).toBeVisible();
  // What is being changed of somebody is not lost by a click on somebody else.
  await owner.getByLabel('Last name').fill('Changed');
  await owner.getByRole('button', { name: /Ana Berg/ }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(owner.getByLabel('Last name')).toHaveValue('Changed');
  await owner.getByLabel('Last name').fill('Okafor');
  await owner.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(owner.getByText('Account saved')).toBeVisible();
  await owner.getByRole('button', { name: 'Create password link' }).click();
  await expect(owner.getByLabel('Password link')).toBeFocused();
  const link = await owner.getByLabel('Password link').inputValue();
  await check(owner);

  await locked.goto(link);
  await expect(locked.getByText('for Ben Okafor (\u2068@ben\u2069)')).toBeVisible();
  await check(locked);
  await locked.getByLabel('New password', { exact: true }).fill('another sentence nobody guesses');
  await locked.getByRole('button', { name: 'Change password' }).click();
  await expect(locked.getByRole('heading', { name: 'Password changed' })).toBeFocused();

  // Whoever was signed in as them is not any more.
  await expect(newcomer.getByText('Your password was changed. Sign in with the new one.')).toBeVisible();
  await signIn(locked, 'ben', 'another sentence nobody guesses');
  await locked.goto(link);
  await expect(locked.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
  await check(locked);

  // That is not news for whoever comes to the same page later.
  await newcomer.reload();
  await expect(newcomer.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(newcomer.getByText('Your password was changed.')).toBeHidden();
  await locked.context().close();
});

test('a shared device keeps nothing: other tabs are signed in as long as one is open', async ({ browser }) => {
  const page = await visit(browser);
  await signInShared(page);
  await page.getByRole('option', { name: /Ana Berg/ }).click();
  const composer = page.getByRole('textbox', { name: 'Message Ana Berg' });
  await expect(composer).toBeVisible();
  await page.reload();
  await expect(composer).toBeVisible();

  expect(await databases(page)).toEqual([]);
  expect(await page.evaluate('Object.keys(localStorage).filter((key) => key !== "parley.theme")')).toEqual([]);
  const cookies = await page.context().cookies(`${new URL(page.url()).origin}/api/v1/auth`);
  expect(cookies.map(({ expires }) => expires)).toEqual([-1]);

  const another = await page.context().newPage();
  await another.goto('/');
  await expect(another.getByRole('option', { name: /Ana Berg/ })).toBeVisible();
  expect(await databases(another)).toEqual([]);
  // The first one need not stay: the session is that of all tabs, with whatever token the last one got.
  await page.close();
  await another.reload();
  const third = await another.context().newPage();
  await third.goto('/');
  await expect(third.getByRole('option', { name: /Ana Berg/ })).toBeVisible();

  await another.close();
  await third.close();
  const later = await third.context().newPage();
  await later.goto('/');
  await expect(later.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await later.context().close();
});

test('on a shared device signing out in one tab signs out all', async ({ browser }) => {
  const page = await visit(browser);
  await signInShared(page);
  const another = await page.context().newPage();
  await another.goto('/');
  await expect(another.getByRole('option', { name: /Ana Berg/ })).toBeVisible();

  await page.getByRole('button', { name: 'My account' }).first().click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();

  await expect(another.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await another.reload();
  await expect(another.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.context().close();
});

test('a group is managed by two people', async ({ browser, playwright }) => {
  const request = await playwright.request.newContext({ baseURL: server.url });
  api = await theOwner(request);
  await aPerson(request, api, 'Cyd');
  await aPerson(request, api, 'Dee');
  const cyd = await visit(browser);
  await signIn(cyd, 'cyd');
  // To begin with there is nothing, and one thing to do about it in each half.
  for (const half of [cyd.getByRole('complementary', { name: 'Conversations' }), cyd.locator('app-nothing-open')]) {
    await expect(half.getByRole('heading', { name: 'No conversations yet' })).toBeVisible();
    await expect(half.locator('.btn')).toHaveText('New message');
    await expect(half.locator('.btn')).toBeVisible();
  }
  await takePicture(cyd, 'first-visit');
  await owner.goto('/chats');
  await withoutUndo(owner);
  await owner.getByRole('button', { name: 'New message' }).first().click();
  // Whom nobody knows here can be invited by whoever may do that.
  await owner.getByRole('combobox', { name: 'To' }).fill('Nadia');
  await expect(owner.getByRole('button', { name: 'Invite people' })).toBeVisible();
  await takePicture(owner, 'found-nobody');
  for (const name of ['Ben Okafor', 'Cyd Okafor']) {
    await owner.getByRole('combobox', { name: 'To' }).fill(name);
    await owner.getByRole('option', { name }).click();
  }
  await owner.getByLabel('Subject').fill('Riverside');
  await owner.getByLabel('Message', { exact: true }).fill('Welcome to the group');
  await owner.keyboard.press('Control+Enter');
  const hers = owner.getByRole('complementary', { name: 'Details' });
  await expect(hers.getByRole('heading', { name: 'Riverside' })).toBeVisible();
  await expect(hers).toContainText("You're the only group owner.");
  await cyd.getByRole('option', { name: /Riverside/ }).click();
  const his = cyd.getByRole('complementary', { name: 'Details' });
  await expect(his.getByRole('button', { name: 'Leave group' })).toBeVisible();
  await expect(his.getByRole('button', { name: /Manage|Add people|Edit group/ })).toHaveCount(0);

  await hers.getByRole('button', { name: 'Manage Cyd Okafor' }).click();
  await check(owner);
  await owner.getByRole('menuitem', { name: 'Make group owner' }).click();
  await expect(his.getByRole('button', { name: 'Add people' })).toBeVisible();
  // The same menu again says what can be done now.
  await expect(hers).toContainText(/Cyd Okafor.*Owner/s);
  await hers.getByRole('button', { name: 'Manage Cyd Okafor' }).click();
  await expect(owner.getByRole('menuitem')).toHaveText(['Make group admin', 'Make member', 'Remove from group']);
  await owner.keyboard.press('Escape');
  await his.getByRole('button', { name: 'Edit group' }).click();
  await his.getByLabel('Group name').fill('Riverside pilot');
  await his.getByLabel('Description').fill('Six gauges, until March');
  await check(cyd);
  await his.getByRole('button', { name: 'Save' }).click();
  await expect(hers.getByRole('heading', { name: 'Riverside pilot' })).toBeVisible();
  await expect(hers).toContainText('Six gauges, until March');
  await his.getByRole('button', { name: 'Add people' }).click();
  await cyd.getByRole('combobox', { name: 'People' }).fill('dee');
  await cyd.getByRole('option', { name: /Dee Okafor/ }).click();
  await check(cyd);
  await cyd.getByRole('dialog').getByRole('button', { name: 'Add people' }).click();
  await expect(hers).toContainText('Dee Okafor');
  await his.getByRole('button', { name: 'Manage Ben Okafor' }).click();
  await cyd.getByRole('menuitem', { name: 'Remove from group' }).click();
  await cyd.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(hers).not.toContainText('Ben Okafor');
  // The button went with the row; the focus did not.
  await expect(his.locator(':focus')).toHaveAccessibleName(/(Cyd|Dee|Ana) /);
  await hers.getByRole('button', { name: 'Leave group' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Leave group' }).click();

  await expect(owner).toHaveURL(/\/chats$/);
  await expect(owner.getByRole('option', { name: /Riverside/ })).toHaveCount(0);
  await expect(his).toContainText("You're the only group owner.");
});

test('a password link that is used where somebody else is signed in leaves them signed in', async () => {
  const { items } = await api.get<{ items: { id: string; username: string }[] }>('/admin/users');
  const ben = items.find(({ username }) => username === 'ben');
  const { url } = await api.post<{ url: string }>(`/admin/users/${ben?.id}/password-link`, {});
  await owner.goto(url);
  await expect(owner.getByText('Ben Okafor will be signed out on all devices.')).toBeVisible();
  await owner.getByLabel('New password', { exact: true }).fill('Okafor-2026');
  await expect(owner.getByText('Easy to guess. It contains something others know about you.')).toBeVisible();
  await check(owner);
  await owner.getByLabel('New password', { exact: true }).fill('another sentence nobody guesses');
  await expect(owner.getByText('Strong password')).toBeVisible();
  await owner.getByRole('button', { name: 'Change password' }).click();

  await expect(owner.getByText(/On this device you're signed in as .?Ana Berg.?\./)).toBeVisible();
  await expect(owner.getByText('You were signed out everywhere')).toBeHidden();
  await check(owner);
  await owner.getByRole('link', { name: 'Go to your chats' }).click();
  await expect(owner.getByRole('option', { name: /Ben Okafor/ })).toBeVisible();
});

test('none of these pages has a barrier', () => {
  expect(barriers).toEqual([]);
});
