import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Page, type Route, test } from '@playwright/test';
import { aPerson, PASSWORD, signInAt, theOwner, withoutUndo } from './support/company.js';

async function signIn(browser: Browser, username: string, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, username, address);
  return page;
}

test('an owner lets only owners and admins write, and everybody sees that at once', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const mia = await aPerson(request, ana, 'Mia');
  const { id } = await ana.post<{ id: string }>('/conversations', {
    kind: 'group',
    subject: 'Announcements',
    memberIds: [mia.id],
  });
  const hers = await signIn(browser, 'ana', `/chats/${id}`);
  const mias = await signIn(browser, mia.username, `/chats/${id}`);
  const composer = (page: Page) => page.getByRole('textbox', { name: 'Message Announcements' });
  await composer(mias).fill('my own words');
  await composer(mias).press('Enter');
  await expect(mias.getByRole('article')).toContainText('my own words');
  await composer(mias).pressSequentially('Dear all, ');

  await hers.getByRole('button', { name: 'Edit group' }).click();
  await hers.getByLabel('Who can write').selectOption('Owners and admins');
  await hers.getByLabel('New members start with an empty chat').check();
  await hers.screenshot({ path: `${outputDir}/rules.png` });
  await hers.getByRole('button', { name: 'Save' }).click();

  await expect(mias.getByText('Only owners and admins write in this group.')).toBeVisible();
  await expect(composer(mias)).toBeHidden();
  await expect(mias.getByText(/Ana Berg. let only owners and admins write/)).toBeVisible();
  await expect(
    mias
      .getByRole('log', { name: 'Messages with Announcements' })
      .getByText(/Ana Berg. hid earlier messages from new members/),
  ).toBeVisible();
  await expect(composer(hers)).toBeVisible();
  await mias.screenshot({ path: `${outputDir}/silent.png` });

  // Whoever was writing presses no key of a message by it, and what they wrote is there.
  await mias.keyboard.type('everybody is welcome');
  await expect(mias.getByRole('textbox', { name: 'Edit message' })).toBeHidden();
  await expect(mias.getByRole('dialog')).toBeHidden();
  await expect(mias.getByText('Dear all,')).toBeVisible();
  await mias.getByRole('article').focus();
  await mias.keyboard.press('r');
  await expect(mias.getByText('Reply to')).toBeHidden();

  await ana.patch(`/conversations/${id}/members/${mia.id}`, { role: 'admin' });
  await expect(composer(mias)).toHaveValue('Dear all, ');
});

test('the form of a group changes what was touched in it, and leaves what others changed meanwhile', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const nils = await aPerson(request, ana, 'Nils');
  const { id } = await ana.post<{ id: string }>('/conversations', {
    kind: 'group',
    subject: 'Two owners',
    memberIds: [nils.id],
  });
  await ana.patch(`/conversations/${id}/members/${nils.id}`, { role: 'owner' });
  const page = await signIn(browser, 'ana', `/chats/${id}`);
  await page.getByRole('button', { name: 'Edit group' }).click();
  await page.getByLabel('Group name').fill('Two of us');
  await nils.patch(`/conversations/${id}`, { postingBy: 'admins', historyFromJoin: true });
  await expect(page.getByRole('log', { name: 'Messages with Two owners' })).toContainText(
    'let only owners and admins write',
  );

  await page.getByRole('button', { name: 'Save' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Two of us' })).toBeVisible();
  expect(await nils.get(`/conversations/${id}`)).toMatchObject({ postingBy: 'admins', historyFromJoin: true });
});

test('Escape leaves the form of a group alone, also before it has come, and not the details around it', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const { items } = await ana.get<{ items: { id: string }[] }>('/users?limit=1');
  const { id } = await ana.post<{ id: string }>('/conversations', {
    kind: 'group',
    subject: 'In a hurry',
    memberIds: items.map((one) => one.id),
  });
  const page = await signIn(browser, 'ana', `/chats/${id}`);
  const edit = page.getByRole('button', { name: 'Edit group' });
  await expect(edit).toBeVisible();
  const held: Route[] = [];
  await page.route('**/*.js', (route) => void held.push(route));

  await edit.click();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  for (const route of held) await route.continue();
  await page.unroute('**/*.js');

  await expect(edit).toBeFocused();
  await edit.click();
  await expect(page.getByLabel('Group name')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(edit).toBeFocused();
});

test('members of a large group are found by name', async ({ browser, playwright, baseURL }, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const memberIds: string[] = [];
  for (let n = 0; n < 60; n++) {
    const [username, lastName] = [`crowd${n}`, n === 59 ? 'Zábrodská' : `Number ${n}`];
    const account = { username, email: `${username}@parley.example`, firstName: 'Crowd', lastName, password: PASSWORD };
    memberIds.push((await ana.post<{ id: string }>('/admin/users', account)).id);
  }
  const { id } = await ana.post<{ id: string }>('/conversations', { kind: 'group', subject: 'Everybody', memberIds });
  const page = await signIn(browser, 'ana', `/chats/${id}`);
  const members = page.getByRole('complementary', { name: 'Details' }).getByRole('listitem');
  const search = page.getByRole('searchbox', { name: 'Search members' });
  await expect(page.getByRole('button', { name: 'Show more' })).toBeVisible();

  await search.fill('zabrod');
  await expect(members).toHaveText([/Crowd Zábrodská/]);
  await page.screenshot({ path: `${outputDir}/members.png` });
  await search.fill('nobody of that name');
  await expect(page.getByText('Nobody here by that name.')).toBeVisible();
  await search.fill('');
  await expect(page.getByRole('button', { name: 'Show more' })).toBeVisible();
});

test('who reads mail of such a group, or writes to it, is told before they write', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const zoe = await aPerson(request, ana, 'Zoe');
  const group = { kind: 'group', subject: 'Canteen', memberIds: [zoe.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  await ana.patch(`/conversations/${id}`, { postingBy: 'admins' });
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), subject: 'Menu', body: 'Soup' });
  const page = await signIn(browser, zoe.username, '/inbox');

  await page.getByText('Menu').first().click();
  await expect(page.getByText('Only owners and admins write in this group.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Reply to Canteen' })).toBeHidden();
  await page.screenshot({ path: `${outputDir}/mail.png` });

  await withoutUndo(page);
  await page.getByRole('button', { name: 'New message' }).first().click();
  await page.getByRole('combobox', { name: 'To' }).fill('Canteen');
  await page.getByRole('option', { name: /Canteen/ }).click();
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('May I have some?');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Send(?! later)/ })
    .click();
  await expect(page.getByRole('dialog').getByText('Only owners and admins write in this group.')).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.screenshot({ path: `${outputDir}/compose.png` });
  await ana.patch(`/conversations/${id}`, { postingBy: 'everyone' });
  await page.getByRole('dialog').getByText('Only owners and admins write in this group.').waitFor({ state: 'hidden' });
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Send(?! later)/ })
    .click();

  await expect(page.getByRole('article').filter({ hasText: 'May I have some?' })).toBeVisible();
});

test('a link to a message from before one came says that it cannot be shown', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const leo = await aPerson(request, ana, 'Leo');
  const yan = await aPerson(request, ana, 'Yan');
  const { id } = await ana.post<{ id: string }>('/conversations', {
    kind: 'group',
    subject: 'Board',
    memberIds: [leo.id],
  });
  await ana.patch(`/conversations/${id}`, { historyFromJoin: true });
  const { seq } = await ana.post<{ seq: number }>(`/conversations/${id}/messages`, {
    clientId: randomUUID(),
    body: 'Before',
  });
  await ana.post(`/conversations/${id}/members`, { userIds: [yan.id] });

  const page = await signIn(browser, yan.username, `/chats/${id}?at=${seq}`);

  await expect(page.getByText("That message can't be shown.")).toBeVisible();
});
