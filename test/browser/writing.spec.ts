import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { aPerson, pageOf, PASSWORD, type Person, theOwner, withoutUndo } from './support/company.js';
import { filesMissing } from './support/device.js';
import { takePicture } from './support/picture.js';

test.describe.configure({ mode: 'serial' });

let ana: Person;
let gil: Person;
let conversationId: string;
let page: Page;

const composer = (on = page): Locator => on.getByRole('textbox', { name: 'Message Ana Berg' });
const row = (text: string, on = page): Locator => on.getByRole('article').filter({ hasText: text });
const bodies = async (): Promise<string[]> => {
  const { items } = await gil.get<{ items: { body: string }[] }>(`/conversations/${conversationId}/messages`);
  return items.map(({ body }) => body);
};

/** Types and presses Enter within one task, before anything is drawn in between. */
async function typeAndSendAtOnce(field: Locator, text: string, key: object = {}): Promise<void> {
  await field.focus();
  await field.page().evaluate(`(() => {
    const area = document.activeElement;
    area.value = ${JSON.stringify(text)};
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const key = { key: 'Enter', bubbles: true, cancelable: true, ...${JSON.stringify(key)} };
    area.dispatchEvent(new KeyboardEvent('keydown', key));
  })()`);
}

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  ana = await theOwner(request);
  gil = await aPerson(request, ana, 'Gil');
  await aPerson(request, ana, 'Hope');
  ({ id: conversationId } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: gil.id }));
  for (const [body, subject] of [
    ['Numbers attached', 'Budget'],
    ['Where do we meet?', 'Trip'],
  ] as const)
    await ana.post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), body, subject });
  page = await pageOf(browser, 'gil', '/chats');
  await page.getByRole('option', { name: /Ana Berg/ }).click();
});

test('what is typed and sent before anything is drawn leaves the field empty, and is sent once', async () => {
  await composer().click();

  for (const text of ['ok 1', 'ok 2', 'ok 3']) {
    await typeAndSendAtOnce(composer(), text);
    expect(await composer().inputValue()).toBe('');
  }
  await composer().press('Enter');

  await expect.poll(bodies).toEqual(expect.arrayContaining(['ok 1', 'ok 2', 'ok 3']));
  expect((await bodies()).filter((body) => body.startsWith('ok'))).toHaveLength(3);
  await expect(composer()).toHaveValue('');
});

test('an Enter that an input method takes sends nothing', async () => {
  for (const key of [{ isComposing: true }, { keyCode: 229 }]) {
    await typeAndSendAtOnce(composer(), 'にほん', key);
    await expect(composer()).toHaveValue('にほん');
  }

  await composer().press('Enter');

  await expect(row('にほん')).toBeVisible();
});

test('with one subject shown, what is written is about it and stays in view, unless that is removed', async () => {
  await page
    .getByRole('complementary', { name: 'Details' })
    .getByRole('button', { name: /^Budget/ })
    .click();
  await expect(row('Where do we meet?')).toBeHidden();
  await composer().fill('Looks good');
  await composer().press('Enter');
  await expect(row('Looks good')).toContainText('Budget');
  await expect(row('Where do we meet?')).toBeHidden();

  await page.getByRole('button', { name: 'Write without the subject Budget' }).click();
  await composer().fill('By the way');
  await composer().press('Enter');

  await expect(row('By the way')).toBeVisible();
  await expect(row('By the way')).not.toContainText('Budget');
  await expect(row('Where do we meet?')).toBeVisible();
});

test('the subject of a message can be changed, and what was begun is there after a reload', async () => {
  await row('By the way').hover();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('button', { name: 'Add subject' }).click();
  await page.getByRole('textbox', { name: 'Subject' }).fill('Trip');
  await page.getByRole('textbox', { name: 'Edit message' }).fill('By the way, when?');
  await page.reload();
  await row('By the way').hover();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toHaveValue('By the way, when?');

  await page.getByRole('textbox', { name: 'Edit message' }).press('Enter');

  await expect(row('By the way, when?')).toContainText('Trip');
  await expect(row('By the way, when?')).toContainText('edited');
});

test('a reply in the inbox waits for who goes to another message and comes back', async () => {
  await page.goto('/inbox');
  await page.getByRole('button', { name: /Numbers attached/ }).click();
  await page.getByRole('textbox', { name: /Reply to/ }).fill('Half a reply');
  await page.goto('/drafts');
  await expect(page.getByRole('link', { name: /Half a reply/ })).toBeVisible();

  await page.goto('/inbox');
  await page.getByRole('button', { name: /Numbers attached/ }).click();

  await expect(page.getByRole('textbox', { name: /Reply to/ })).toHaveValue('Half a reply');
  await page.getByRole('textbox', { name: /Reply to/ }).press('Control+Enter');
  await expect(page.getByText(/Reply sent to .?Ana Berg/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: /Reply to/ })).toHaveValue('');
});

test('a new message is a draft: saved, listed, there after a reload, and sent from there', async () => {
  await page.keyboard.press('Escape');
  await withoutUndo(page);
  await page.goto('/drafts');
  await page.getByRole('button', { name: 'New message' }).first().click();
  const dialog = page.getByRole('dialog');
  // A name that fits only one is taken when the field is left.
  await dialog.getByRole('combobox', { name: 'To' }).fill('ana');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('button', { name: 'Remove Ana Berg' })).toBeVisible();
  await dialog.getByLabel('Subject').fill('Council');
  await dialog.getByRole('textbox', { name: 'Message' }).fill('We are ready');
  await expect(dialog.getByText(/^Saved \d\d:\d\d/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Draft saved')).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: /Ana Berg.*Council/ }).click();

  await expect(dialog.getByRole('textbox', { name: 'Message' })).toHaveValue('We are ready');
  await dialog.getByRole('button', { name: /^Send(?! later)/ }).click();
  await expect(row('We are ready')).toBeVisible();
  await page.goto('/drafts');
  await expect(page.getByText('No drafts')).toBeVisible();
});

test('a new message to several says that its subject names the group, and that it needs none', async () => {
  await page.getByRole('button', { name: 'New message' }).first().click();
  const dialog = page.getByRole('dialog');
  const to = dialog.getByRole('combobox', { name: 'To' });
  for (const name of ['Ana Berg', 'Hope Okafor']) {
    await to.fill(name);
    await page.getByRole('option', { name }).last().click();
  }
  await expect(dialog.getByText('Without a subject, the new group is named after its people.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Subject' }).fill('Spring connectors');
  await expect(dialog.getByRole('textbox', { name: 'Subject' })).toHaveAccessibleDescription(
    'This is also the name of the new group.',
  );
  await dialog.getByText('Separate messages').click();
  await expect(dialog.getByText('This is also the name of the new group.')).toBeHidden();
  await dialog.getByText('One group chat').click();
  await dialog.getByRole('textbox', { name: 'Message' }).fill('The supplier can hold the price');
  await dialog.getByRole('button', { name: /^Send(?! later)/ }).click();

  await expect(page.getByRole('heading', { name: 'Spring connectors', level: 1 })).toBeVisible();
  await expect(row('The supplier can hold the price')).toContainText('Spring connectors');
});

test('what is typed while a message is on its way is not lost: in the inbox, in a new message, in a change', async () => {
  const slowly = async (path: RegExp, act: () => Promise<void>): Promise<void> => {
    let go: () => void = () => undefined;
    const isOn = new Promise<void>((resolve) => (go = resolve));
    await page.route(path, async (route) => {
      if (!['POST', 'PATCH'].includes(route.request().method())) return route.fallback();
      await isOn;
      await route.continue();
    });
    const sent = page.waitForResponse((answer) => path.test(answer.url()) && answer.request().method() !== 'GET');
    await act();
    go();
    await sent;
    await page.unroute(path);
  };

  await page.goto('/inbox');
  await page.getByRole('button', { name: /Where do we meet/ }).click();
  const reply = page.getByRole('textbox', { name: 'Reply to Ana Berg' });
  await slowly(/\/messages$/, async () => {
    await reply.fill('At nine');
    await reply.press('Control+Enter');
    await reply.pressSequentially(', or ten?');
  });
  await expect(reply).toHaveValue(', or ten?');
  await expect.poll(bodies).toContain('At nine');
  for (const again of ['Yes', 'Yes']) {
    await reply.fill(again);
    await reply.press('Control+Enter');
    await expect(reply).toHaveValue('');
  }
  await expect.poll(async () => (await bodies()).filter((body) => body === 'Yes')).toHaveLength(2);

  await page.getByRole('button', { name: /^New message/ }).click();
  await page.getByRole('combobox', { name: 'To' }).fill('ana');
  await page.getByRole('option', { name: /Ana Berg/ }).click();
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('A new message');
  await slowly(/\/messages$/, async () => {
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: /Sending/ })).toBeVisible();
    await page.getByRole('textbox', { name: 'Message', exact: true }).pressSequentially(', and one more');
  });
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toHaveValue(', and one more');
  await page.getByRole('button', { name: 'Discard draft' }).click();

  await composer().press('ArrowUp');
  const change = page.getByRole('textbox', { name: 'Edit message' });
  await slowly(/\/messages\/\d+$/, async () => {
    await change.fill('A changed message');
    await change.press('Enter');
    await change.pressSequentially(', again');
  });
  await expect(change).toHaveValue('A changed message, again');
  await expect.poll(bodies).toContain('A changed message');
  await change.press('Enter');
  await expect(row('A changed message, again')).toBeVisible();
});

test('a search for people that failed is tried again where it failed', async () => {
  const away = (): Promise<unknown> => page.route(/\/api\/v1\/users\?/, (request) => request.abort());
  const back = (): Promise<void> => page.unroute(/\/api\/v1\/users\?/);

  await away();
  await page.getByRole('searchbox', { name: 'Search people and chats' }).fill('berg');
  await expect(page.getByText("People search isn't available right now.")).toBeVisible();
  await back();
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('option').filter({ hasText: '@ana' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search people and chats' }).fill('');

  await away();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New message' }).first().click();
  await page.getByRole('combobox', { name: 'To' }).fill('berg');
  await expect(page.getByText("Search isn't available right now.")).toBeVisible();
  await back();
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.getByRole('option', { name: /Ana Berg/ }).click();
  await expect(page.getByRole('button', { name: 'Remove Ana Berg' })).toBeVisible();
});

test('whoever is found by a part of their name is shown with face, presence and that part; nobody is said with why', async () => {
  const field = page.getByRole('combobox', { name: 'To' });
  await field.fill('hop');
  const hope = page.getByRole('option', { name: /Hope Okafor/ });
  await expect(hope.locator('mark').first()).toHaveText('Hop');
  await expect(hope.locator('app-avatar')).toBeVisible();
  await expect(hope).toHaveAccessibleName(/offline/);
  await takePicture(page, 'found-people');

  await field.fill('xyzzy');
  await expect(
    page.getByText(/No match for “.?xyzzy.?”\. You can only message people who have an account/),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Invite people' })).toHaveCount(0);
  await field.fill('');
  await page.getByRole('button', { name: 'Discard draft' }).click();
});

test('nobody sees what the one before had begun, not even in memory', async () => {
  await page.getByRole('button', { name: 'New message' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Message' }).fill('For my eyes only');
  await page.keyboard.press('Escape');
  await page.evaluate('void (window.leftover = true)');
  await page.getByRole('button', { name: 'My account' }).first().click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login$/);
  expect(await page.evaluate('window.leftover')).toBeUndefined();

  // Here, as a page that is loaded anew remembers nothing.
  await page.getByLabel('Username or email').fill('ana');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('c');

  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Message' })).toHaveValue('');
  await expect(page.getByText('Draft saved')).toBeHidden();
  await page.context().close();
});

test.describe('with what the service worker keeps', () => {
  test.use({ serviceWorkers: 'allow' });

  test('signing out without a connection clears the device, and the server hears of it later', async ({ browser }) => {
    const train = await pageOf(browser, 'gil', '/chats');
    await expect.poll(() => filesMissing(train), { timeout: 45_000 }).toBe(0);
    await train.context().setOffline(true);
    await train.getByRole('button', { name: 'My account' }).first().click();
    await train.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect.poll(() => train.evaluate('indexedDB.databases().then((all) => all.length)').catch(() => -1)).toBe(0);

    await train.context().setOffline(false);
    await train.goto('/login');

    await expect(train.getByLabel('Username or email')).toBeVisible();
    const { items } = await gil.get<{ items: { userAgent: string; current: boolean }[] }>('/auth/sessions');
    expect(items.filter(({ current, userAgent }) => !current && /Chrome/.test(userAgent))).toEqual([]);
    await train.context().close();
  });
});

test('Enter on a touch screen begins a new line', async ({ browser }) => {
  const phone = await pageOf(browser, 'gil', '/chats', {
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
  });
  await phone.getByRole('option', { name: /Ana Berg/ }).click();
  await composer(phone).fill('one');
  await composer(phone).press('End');
  await composer(phone).press('Enter');
  await composer(phone).pressSequentially('two');

  await expect(composer(phone)).toHaveValue('one\ntwo');
  await phone.getByRole('button', { name: /^Send(?! later)/ }).click();

  await expect(row('two', phone)).toBeVisible();
  await phone.context().close();
});
