import { randomUUID } from 'node:crypto';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { PASSWORD, SETUP_TOKEN } from './support/company.js';
import { OwnServer } from './support/own-server.js';
import { faults, said, speakPseudo } from './support/pseudo.js';

test.describe.configure({ mode: 'serial' });

const WIDE = { width: 1440, height: 900 };
const SIZES = [WIDE, { width: 390, height: 844 }];
const NOWHERE = '/chats/00000000-0000-7000-8000-000000000000';

let server: OwnServer;
let ana: Page;
let groupId: string;

/** Nothing is wrong on the page as it is, in both sizes. What goes on with what follows, whatever is found. */
async function look(page: Page): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await expect
      .configure({ soft: true })
      .poll(() => faults(page))
      .toEqual([]);
  }
  await page.setViewportSize(WIDE);
}

async function lookAt(page: Page, path: string, isThere = page.getByRole('heading').first()): Promise<void> {
  await page.goto(path);
  await expect(isThere).toBeVisible();
  await look(page);
}

async function visit(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url });
  await speakPseudo(context);
  const page = await context.newPage();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return page;
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel(said('login.name')).fill(username);
  await page.getByLabel(said('account.password'), { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(/chats/);
}

const button = (page: Page, key: Parameters<typeof said>[0]) => page.getByRole('button', { name: said(key) }).first();

test.beforeAll(async ({ browser, baseURL }) => {
  server = await OwnServer.start(Number(new URL(baseURL ?? '').port) + 1);
  ana = await visit(browser);
});

/** Words may still be on their way, such as those that are fetched while there is nothing else to do. */
async function leave(context: BrowserContext): Promise<void> {
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
}

test.afterAll(async ({ browser }) => {
  // Words that are still on their way through the route would be lost with the server, and fail whatever runs next.
  for (const context of browser.contexts()) await leave(context);
  await server.stop();
});

test('the pages before the app have no word that is not in a catalogue, and room for longer ones', async ({
  browser,
}) => {
  test.slow();
  await lookAt(ana, '/');
  await ana.goto(`/setup?token=${SETUP_TOKEN}`);
  await button(ana, 'setup.create').click();
  await look(ana);
  await ana.getByLabel(said('account.firstName')).fill('Άννα');
  await ana.getByLabel(said('account.lastName')).fill('Μπεργκ');
  await ana.getByLabel(said('account.username')).fill('ana');
  await ana.getByLabel(said('account.email')).fill('ana@parley.example');
  await ana.getByLabel(said('account.password'), { exact: true }).fill(PASSWORD);
  await button(ana, 'setup.create').click();
  await ana.waitForURL(/chats/);
  await expect(ana.getByRole('heading', { name: said('first.alone') }).first()).toBeVisible();
  await look(ana);

  const stranger = await visit(browser);
  await stranger.goto('/login');
  await button(stranger, 'login.forgot').click();
  await stranger.getByRole('checkbox').check();
  await stranger.keyboard.press('Enter');
  await look(stranger);
  await button(stranger, 'login.title').click();
  await look(stranger);
  await lookAt(stranger, '/register');
  await lookAt(stranger, '/register?invite=none');
  await lookAt(stranger, '/reset-password');
  await lookAt(stranger, '/reset-password?token=none');
  await leave(stranger.context());
});

test('nor have chats, mail and drafts', async ({ playwright }) => {
  test.slow();
  const request = await playwright.request.newContext({ baseURL: server.url });
  const login = await request.post('/api/v1/auth/login', { data: { login: 'ana', password: PASSWORD } });
  const headers = { authorization: `Bearer ${((await login.json()) as { accessToken: string }).accessToken}` };
  const post = async (path: string, data: object): Promise<{ id: string }> => {
    const answer = await request.post(`/api/v1${path}`, { data, headers });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as { id: string };
  };
  const people = ['nikos', 'maria'].map((username, at) => {
    const name = { firstName: ['Νίκος', 'Μαρία'][at], lastName: 'Παππάς' };
    return post('/admin/users', { username, email: `${username}@parley.example`, ...name, password: PASSWORD });
  });
  const [nikos, maria] = await Promise.all(people);
  const { id: directId } = await post('/conversations', { kind: 'direct', userId: nikos?.id });
  ({ id: groupId } = await post('/conversations', {
    kind: 'group',
    subject: 'Ομάδα',
    memberIds: [nikos?.id, maria?.id],
  }));
  const say = (id: string, body: string, subject?: string) =>
    post(`/conversations/${id}/messages`, { clientId: randomUUID(), body, ...(subject && { subject }) });
  await say(directId, 'Καλημέρα');
  await say(groupId, 'Αριθμοί', 'Προϋπολογισμός');

  await lookAt(ana, '/chats', ana.getByRole('option').first());
  const menuOf = async (open: () => Promise<void>): Promise<void> => {
    await open();
    await expect(ana.getByRole('menu')).toBeVisible();
    await look(ana);
    await ana.keyboard.press('Escape');
  };
  await menuOf(() => ana.getByRole('option').first().click({ button: 'right' }));
  await menuOf(() => button(ana, 'shell.account').click());
  for (const tab of ['chats.unread', 'chats.archive'] as const) {
    await ana.getByRole('tab', { name: said(tab) }).click();
    await look(ana);
  }
  await ana.getByRole('searchbox').fill('ξξξ');
  await expect(ana.getByRole('status').filter({ hasText: 'ξξξ' })).toBeVisible();
  await look(ana);
  await lookAt(ana, NOWHERE, ana.getByRole('heading', { name: said('conversation.notFound') }));

  for (const id of [directId, groupId]) {
    const article = ana.getByRole('article').first();
    await lookAt(ana, `/chats/${id}`, article);
    await article.hover();
    await menuOf(() => article.getByRole('button', { name: said('tools.more') }).click());
    await article.getByRole('button', { name: said('action.edit') }).click();
    await look(ana);
    await ana.keyboard.press('Escape');
    await ana.locator('.reach').first().click();
    await expect(ana.getByRole('dialog')).toBeVisible();
    await look(ana);
    await ana.keyboard.press('Escape');
    await article.hover();
    await article.getByRole('button', { name: said('tools.more') }).click();
    await ana.getByRole('menuitem', { name: said('tools.deleteForEveryone') }).click();
    await look(ana);
    await ana.keyboard.press('Escape');
    await menuOf(() => ana.locator('.subjects').click());
    await article.focus();
    await ana.keyboard.press('r');
    await look(ana);
    await button(ana, 'message.subject').click();
    await ana.getByRole('textbox').last().fill('Ψ'.repeat(19_990));
    await look(ana);
    await ana.getByRole('textbox').last().fill('Σχεδόν');
  }
  await button(ana, 'action.add').click();
  await ana.getByRole('dialog').locator('[actions] button').last().click();
  await look(ana);
  await ana.keyboard.press('Escape');
  await button(ana, 'details.editGroup').click();
  await look(ana);
  await ana.keyboard.press('Escape');
  await menuOf(() => ana.locator('app-group-members .iconbtn').first().click());

  await lookAt(ana, '/drafts', ana.getByRole('listitem').first());
  await button(ana, 'drafts.discardHint').or(ana.locator('li > .iconbtn').first()).first().click();
  await look(ana);
  for (const box of ['inbox', 'mentions', 'sent', 'trash']) await lookAt(ana, `/${box}`);
  await ana.goto('/sent');
  await ana.locator('.mail').first().click();
  await look(ana);

  await button(ana, 'action.newMessage').click();
  await expect(ana.getByRole('dialog')).toBeVisible();
  await ana.getByRole('combobox').fill('ξξξ');
  await expect(ana.getByText('ξξξ')).toBeVisible();
  await look(ana);
  await ana.getByRole('combobox').fill('');
  await ana.keyboard.press('Control+Enter');
  await look(ana);
  for (const name of ['Νίκος', 'Μαρία']) {
    await ana.getByRole('combobox').fill(name);
    await ana.getByRole('option').first().click();
  }
  await ana.getByRole('textbox').last().fill('Γεια');
  await look(ana);
  await ana.keyboard.press('Escape');
  await expect(ana.getByText(said('drafts.saved'))).toBeVisible();
  await look(ana);
});

test('nor have the settings, the console, and what is said of the connection', async ({ browser }) => {
  test.slow();
  await lookAt(ana, '/settings', button(ana, 'device.signOutOthers'));
  await button(ana, 'device.signOutOthers').click();
  await look(ana);
  await ana.keyboard.press('Escape');
  await button(ana, 'password.change').click();
  await button(ana, 'status.meeting').click();
  await button(ana, 'status.set').click();
  await expect(button(ana, 'status.clear')).toBeVisible();
  await look(ana);
  await lookAt(ana, '/nowhere');

  await lookAt(ana, '/admin/people', ana.getByRole('row').nth(2));
  await ana.getByRole('rowheader').getByRole('button').last().click();
  const person = await ana.getByRole('complementary').getByRole('link').first().getAttribute('href');
  await look(ana);
  await button(ana, 'access.createLink').click();
  await expect(ana.getByLabel(said('access.link'))).toBeVisible();
  await look(ana);
  await button(ana, 'peek.deactivateDots').click();
  await look(ana);
  await ana.keyboard.press('Escape');
  await ana.getByLabel(said('account.firstName')).fill('Νέα');
  await ana.getByRole('link', { name: said('page.invitations') }).click();
  await look(ana);
  await button(ana, 'console.discard').click();
  await expect(ana.getByRole('heading', { name: said('page.invitations') })).toBeVisible();
  await look(ana);
  await button(ana, 'action.invitePeople').click();
  await look(ana);
  await ana.getByRole('textbox').fill('a@parley.example b@parley.example');
  await ana.getByRole('dialog').locator('[actions] button').last().click();
  await expect(button(ana, 'invite.copyAll')).toBeVisible();
  await look(ana);
  await button(ana, 'action.done').click();
  await look(ana);
  await ana.goto('/admin/people');
  await button(ana, 'account.create').click();
  await ana.getByRole('dialog').locator('[actions] button').last().click();
  await look(ana);
  await ana.keyboard.press('Escape');
  await lookAt(ana, '/admin/jobs', ana.getByRole('heading', { name: said('jobs.none') }));
  await lookAt(ana, '/admin/teams', ana.getByRole('heading', { name: said('teams.none') }));
  await lookAt(ana, '/admin/people/import', button(ana, 'import.choose'));
  const people = Buffer.from('Login,Mail\nφίλιππος,\nniobe,niobe@parley.example');
  await ana.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: people });
  await expect(button(ana, 'import.check')).toBeVisible();
  await look(ana);
  await button(ana, 'import.check').click();
  await expect(button(ana, 'import.saveRejects')).toBeVisible();
  await look(ana);
  await lookAt(ana, '/admin/settings', ana.getByRole('radio').first());
  for (const part of ['overview', 'access', 'roles', 'groups', 'activity', 'danger']) {
    await lookAt(ana, `${person}?part=${part}`, ana.getByRole('tabpanel'));
  }
  await ana.getByRole('tabpanel').getByRole('button').last().click();
  await ana.getByRole('dialog').locator('[actions] button').last().click();
  await look(ana);

  const nikos = await visit(browser);
  await signIn(nikos, 'nikos');
  await lookAt(nikos, '/admin');
  await nikos.goto(`/chats/${groupId}`);
  await expect(nikos.getByRole('article').first()).toBeVisible();
  await nikos.context().setOffline(true);
  await nikos.routeWebSocket(/realtime/, (socket) => socket.close());
  await nikos.evaluate("dispatchEvent(new Event('offline'))");
  await look(nikos);
  await leave(nikos.context());
});
