import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { aPerson, PASSWORD, signInAt, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

async function signIn(browser: Browser, username: string, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, username, address);
  // Keys have somebody to hear them.
  await expect(page.getByRole('navigation').first()).toBeVisible();
  return page;
}

test('one field leads to chats, people and actions, by the keyboard alone', async ({ browser, playwright, baseURL }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const viola = await aPerson(request, ana, 'Viola');
  const waldo = await aPerson(request, ana, 'Waldo');
  const group = { kind: 'group', subject: 'Wandertag', memberIds: [viola.id, waldo.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Who comes?' });
  const page = await signIn(browser, viola.username, '/inbox');
  const field = page.getByRole('combobox', { name: 'People, chats and actions' });
  const active = page.getByRole('option', { selected: true });

  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await expect(page.getByRole('group', { name: 'Chats' }).getByRole('option')).toHaveText(/Wandertag/);
  await page.screenshot({ path: `${outputDir}/palette.png` });
  await page.keyboard.type('wa');
  await expect(page.getByRole('group', { name: 'People' }).getByRole('option', { name: /Waldo/ })).toBeVisible();
  await expect(active).toHaveText(/Wandertag/);
  await takePicture(page, 'palette');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /^Message Waldo/ })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('wandert');
  await expect(active).toHaveText(/Wandertag/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log', { name: /Wandertag/ })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('xyzzy');
  await expect(page.getByText('Nothing matches “xyzzy”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('settings');
  await expect(active).toHaveText(/Settings/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings$/);
});

test('two people talk, the one by the keyboard alone: from signing in to signing out', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const [yves, zora] = [await aPerson(request, ana, 'Yves'), await aPerson(request, ana, 'Zora')];
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript("addEventListener('pointerdown', () => sessionStorage.setItem('pointed', 'yes'), true)");
  const row = (text: string) => page.getByRole('article').filter({ hasText: text }).last();
  const composer = page.getByRole('textbox', { name: 'Message Zora Okafor' });

  await page.goto('/login');
  await expect(page.getByLabel('Username or email')).toBeFocused();
  await page.keyboard.type(yves.username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeFocused();

  // Somebody is found and written to, and answers.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zor');
  await expect(page.getByRole('option', { name: /Zora Okafor/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(composer).toBeFocused();
  await page.keyboard.type('Is the lock open?');
  await page.keyboard.press('Enter');
  await expect(row('Is the lock open?')).toHaveAccessibleName(/(sent|delivered)$/);
  const { items } = await zora.get<{ items: { id: string }[] }>('/conversations');
  const messages = `/conversations/${items[0]?.id}/messages`;
  await zora.post(messages, { clientId: randomUUID(), body: 'Since six.' });
  await expect(row('Since six.')).toBeVisible();

  // That is reacted to and answered; on the way to it lies the name of who wrote it.
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(row('Since six.')).toBeFocused();
  await page.keyboard.press('+');
  await expect(page.getByRole('menuitem', { name: 'React with 👍' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row('Since six.').getByRole('button', { name: /^👍 1/ })).toBeVisible();
  await expect(row('Since six.')).toBeFocused();
  await page.keyboard.press('r');
  await expect(composer).toBeFocused();
  await page.keyboard.type('Thanks');
  await page.keyboard.press('Enter');
  await expect(row('Thanks')).toContainText('Since six.');

  // The answer is changed and deleted.
  await expect(row('Thanks')).toHaveAccessibleName(/(sent|delivered)$/);
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeFocused();
  await page.keyboard.type(' a lot');
  await page.keyboard.press('Enter');
  await expect(row('Thanks a lot')).toContainText('edited');
  await expect(composer).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(row('Thanks a lot')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(row('Thanks a lot')).toHaveCount(0);
  const { items: heard } = await zora.get<{ items: { body: string; reactions: object[] }[] }>(messages);
  expect(heard.map(({ body }) => body)).toEqual(['Is the lock open?', 'Since six.', 'Thanks a lot']);
  expect(heard[1]?.reactions).toHaveLength(1);

  // Signing out forgets that, too.
  expect(await page.evaluate("sessionStorage.getItem('pointed')")).toBeNull();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('sign out');
  await expect(page.getByRole('option', { name: /Sign out/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('every key is on one sheet, and letters alone can be switched off', async ({ browser, playwright, baseURL }, {
  outputDir,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const xena = await aPerson(request, ana, 'Xena');
  const page = await signIn(browser, xena.username, '/settings');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });

  await page.keyboard.press('?');
  await expect(sheet.getByText('Mark everything read')).toBeHidden();
  await expect(sheet.locator('dl > div').filter({ hasText: 'New message' })).toContainText('C');
  await expect(sheet.locator('dl > div').filter({ hasText: 'Inbox' })).toContainText('GI');
  await page.screenshot({ path: `${outputDir}/keys.png` });
  await page.keyboard.press('Escape');
  await page.getByLabel('Shortcuts of a single key').uncheck();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).click();
  await page.keyboard.press('?');
  await page.keyboard.press('c');
  await page.keyboard.press('Control+k');

  await expect(page.getByRole('dialog')).toHaveAccessibleName('Go to or do something');
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByLabel('Shortcuts of a single key')).not.toBeChecked();
});

test('everything is read at once, and arrows with Alt lead from chat to chat', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const yara = await aPerson(request, ana, 'Yara');
  const zack = await aPerson(request, ana, 'Zack');
  for (const subject of ['First of three', 'Second of three', 'Third of three']) {
    const group = { kind: 'group', subject, memberIds: [yara.id, zack.id] };
    const { id } = await ana.post<{ id: string }>('/conversations', group);
    await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: `In ${subject}` });
  }
  const page = await signIn(browser, yara.username, '/chats');
  const title = (name: string) => page.getByRole('log', { name: new RegExp(name) });
  await expect(page.getByRole('option', { name: /of three/ })).toHaveCount(3);

  await page.keyboard.press('Alt+ArrowDown');
  await expect(title('Third of three')).toBeVisible();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(title('Second of three')).toBeVisible();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(title('Third of three')).toBeVisible();
  await page.getByRole('tab', { name: /Unread/ }).click();
  await page.getByRole('button', { name: 'Mark everything read' }).click();

  await expect(page.getByText('Everything is read')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Unread', exact: true })).toBeVisible();
});

test('the keys that the sheet has for messages do what it says, until single ones are switched off', async ({
  browser,
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const ottilie = await aPerson(request, ana, 'Ottilie');
  const group = { kind: 'group', subject: 'Keys', memberIds: [ottilie.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  const write = (who: typeof ana, body: string) =>
    who.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body });
  await write(ana, 'The oldest one');
  await write(ottilie, 'One of mine');
  await write(ana, 'For @ottilie to read');
  const page = await signIn(browser, ottilie.username, `/chats/${id}`);
  const row = (text: string) => page.getByRole('article').filter({ hasText: text });
  const [oldest, mine, newest] = [row('The oldest one'), row('One of mine'), row('For @')];
  const composer = page.getByRole('textbox', { name: 'Message Keys' });
  await expect(newest).toBeVisible();
  // Each press goes one step: the divider above what was unread is the first.
  await composer.press('Escape');

  const tried: Record<string, () => Promise<void>> = {
    'Up and down': async () => {
      await newest.press('ArrowUp');
      await expect(mine).toBeFocused();
      await page.keyboard.press('k');
      await expect(oldest).toBeFocused();
      await page.keyboard.press('ArrowDown');
      await expect(mine).toBeFocused();
      await page.keyboard.press('j');
      await expect(newest).toBeFocused();
    },
    'Oldest and newest': async () => {
      await page.keyboard.press('Home');
      await expect(oldest).toBeFocused();
      await page.keyboard.press('End');
      await expect(newest).toBeFocused();
    },
    Reply: async () => {
      await newest.press('r');
      await expect(page.getByRole('button', { name: 'Cancel reply' })).toBeVisible();
      await composer.press('Escape');
      await expect(page.getByRole('button', { name: 'Cancel reply' })).toBeHidden();
    },
    Forward: async () => {
      await newest.press('f');
      await expect(page.getByRole('dialog')).toHaveAccessibleName(/Forward/);
      await page.keyboard.press('Escape');
    },
    React: async () => {
      for (const key of ['+', 'Shift+R']) {
        await newest.press(key);
        await expect(page.getByRole('menuitem').first()).toBeFocused();
        await page.keyboard.press('Escape');
        await expect(newest).toBeFocused();
      }
    },
    'One of the usual reactions, by its place': async () => {
      await newest.press('+');
      await page.keyboard.press('2');
      await expect(newest.locator('app-reaction-chips button')).toHaveCount(1);
    },
    'Edit your own': async () => {
      await mine.press('e');
      await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(mine).toBeFocused();
    },
    'All actions of a message': async () => {
      await mine.press('Enter');
      await expect(page.getByRole('button', { name: 'Reply', exact: true })).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(mine).toBeFocused();
    },
    'Names and reactions of a message': async () => {
      await newest.press('ArrowRight');
      await expect(newest.locator('.mention')).toBeFocused();
      await page.keyboard.press('ArrowRight');
      await expect(newest.locator('app-reaction-chips button')).toBeFocused();
      await newest.press('ArrowLeft');
      await expect(newest.locator('.mention')).toBeFocused();
    },
    'Mark unread from here': async () => {
      await newest.press('u');
      await expect(page.getByRole('option', { name: /unread/ })).toHaveCount(1);
    },
    'Copy its link': async () => {
      await newest.press('y');
      await expect(page.getByText('Link copied')).toBeVisible();
    },
    'Search in the open chat': async () => {
      await newest.press('Control+f');
      await expect(page.getByRole('searchbox', { name: /^Search in Keys/ })).toBeFocused();
    },
    'Newer result': async () => {
      await page.keyboard.type('one');
      await page.keyboard.press('Shift+Enter');
      await expect(
        page
          .getByRole('status')
          .filter({ hasText: /result/i })
          .first(),
      ).toBeVisible();
    },
    'Older result': () => page.keyboard.press('Enter'),
    'Back to where you were before the search': async () => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('searchbox', { name: /^Search in Keys/ })).toBeHidden();
    },
    'Back to writing': async () => {
      await oldest.press('Escape');
      await expect(composer).toBeFocused();
    },
    'Delete for me': async () => {
      await oldest.press('Delete');
      await expect(oldest).toHaveCount(0);
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(oldest).toBeVisible();
    },
  };

  await newest.press('?');
  const section = page
    .locator('app-key-sheet section')
    .filter({ has: page.getByRole('heading', { name: 'Messages' }) });
  await expect(section.locator('dt').first()).toBeVisible();
  expect((await section.locator('dt').allInnerTexts()).sort()).toEqual(Object.keys(tried).sort());
  await page.keyboard.press('Escape');
  for (const [name, attempt] of Object.entries(tried)) await test.step(name, attempt);

  await page.goto('/settings');
  await page.getByLabel('Shortcuts of a single key').uncheck();
  await page.goto(`/chats/${id}`);
  for (const key of ['r', 'f', 'e', 'k', '+']) await mine.press(key);
  await expect(mine).toBeFocused();
  await expect(page.getByRole('button', { name: 'Cancel reply' })).toBeHidden();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await mine.press('ArrowUp');
  await expect(oldest).toBeFocused();
});
