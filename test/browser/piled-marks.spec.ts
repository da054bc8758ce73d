import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { PASSWORD, type Person, theOwner } from './support/company.js';
import { OwnServer } from './support/own-server.js';

/** More marks than any script puts on a letter; where they are painted depends on the font, as does how high. */
const piled = (word: string): string => `${word}e${'\u0301'.repeat(60)}`;

/** So many pixels differ where the edge of a clipped mark is smoothed; a mark that is painted over others has fifty. */
const SMOOTHED = 20;

let server: OwnServer;
let owner: Person;
let groupId: string;
let directId: string;
let page: Page;

async function signIn(browser: Browser): Promise<Page> {
  const opened = await (await browser.newContext({ baseURL: server.url })).newPage();
  await opened.goto('/login');
  await opened.getByLabel('Username or email').fill('ana');
  await opened.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await opened.getByRole('button', { name: 'Sign in' }).click();
  await expect(opened.getByRole('option').first()).toBeVisible();
  return opened;
}

/** Where piled marks stand now, with the room that scripts need above and below their lines, and fonts beside them. */
const BOXES = `[...function* () {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (!/\\u0301{3}/.test(texts.currentNode.data)) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    for (const { left, top, right, bottom } of range.getClientRects()) yield [left - 12, top - 8, right + 12, bottom + 8];
  }
}()]`;

/** The same page with no more than two marks on a letter. */
const UNPILE = `(() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\\u0301{3,}/g, '\\u0301\\u0301');
})()`;

/** How many pixels outside the boxes the two pictures differ in, beyond what smoothing makes of the same edge. */
const DIFFERENCE = `async ([one, other, boxes]) => {
  const pixels = async (base64) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.fromBase64(base64)], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    canvas.drawImage(picture, 0, 0);
    return canvas.getImageData(0, 0, picture.width, picture.height);
  };
  const [before, after] = [await pixels(one), await pixels(other)];
  const isIn = (x, y) => boxes.some(([left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom);
  const changed = new Set();
  for (const [at, value] of before.data.entries())
    if (Math.abs(value - after.data[at]) > 48) changed.add(at >> 2);
  return [...changed].filter((at) => !isIn(at % before.width, Math.floor(at / before.width))).length;
}`;

/** Opens a conversation and waits until it is known who is there, so that nothing comes in between two pictures. */
async function open(id: string, isThere: RegExp): Promise<void> {
  await page.goto(`/chats/${id}`);
  await expect(page.getByRole('article').last()).toBeVisible();
  await expect(page.locator('app-conversation-header')).toContainText(isThere);
}

/** How much of the page changes, beside the names themselves, when their marks are taken away. */
async function paintedOutside(): Promise<number> {
  const picture = async (): Promise<string> =>
    (await page.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64');
  // What a page shows late, such as a part that is loaded when it is first needed, is no paint of marks.
  let before = '';
  await expect.poll(async () => before === (before = await picture())).toBe(true);
  const boxes = await page.evaluate<number[][]>(BOXES);
  expect(boxes).not.toEqual([]);
  await page.evaluate(UNPILE);
  const after = await picture();
  const blank = await page.context().newPage();
  const count = await blank.evaluate<number>(`(${DIFFERENCE})(${JSON.stringify([before, after, boxes])})`);
  await blank.close();
  return count;
}

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  server = await OwnServer.start(Number(new URL(baseURL ?? '').port) + 1);
  const request = await playwright.request.newContext({ baseURL: server.url });
  owner = await theOwner(request);
  await owner.patch('/admin/settings', { organisationName: piled('North') });
  const zoe = { username: 'zoe', email: 'zoe@parley.example', firstName: piled('Zo'), lastName: piled('Okafor') };
  const { id: userId } = await owner.post<{ id: string }>('/admin/users', { ...zoe, password: PASSWORD });
  await owner.patch('/users/me', { title: piled('Sales'), about: piled('About'), status: { text: piled('Away') } });
  ({ id: directId } = await owner.post<{ id: string }>('/conversations', { kind: 'direct', userId }));
  const group = { kind: 'group', subject: piled('Group'), memberIds: [userId] };
  ({ id: groupId } = await owner.post<{ id: string }>('/conversations', group));
  await owner.patch(`/conversations/${groupId}`, { description: piled('What for') });
  const login = await request.post('/api/v1/auth/login', { data: { login: 'zoe', password: PASSWORD } });
  const { accessToken } = (await login.json()) as { accessToken: string };
  const asZoe = { headers: { authorization: `Bearer ${accessToken}` } };
  await request.patch('/api/v1/users/me', {
    ...asZoe,
    data: { title: piled('Sales'), about: piled('About'), status: { text: piled('Away') } },
  });
  for (const id of [directId, groupId])
    for (const text of ['One', 'Two'])
      await request.post(`/api/v1/conversations/${id}/messages`, {
        ...asZoe,
        data: { clientId: randomUUID(), body: piled(text), subject: piled('About') },
      });
  page = await signIn(browser);
  // What is read counts down while it is looked at.
  for (const id of [directId, groupId]) {
    await page.goto(`/chats/${id}`);
    await expect(page.getByRole('article').last()).toBeVisible();
  }
  await expect(page).toHaveTitle(/^[^(]/);
});

test.afterAll(() => server.stop());

test.describe('piled marks are not painted over what stands around', () => {
  test('on the sign-in page', async ({ browser }) => {
    const signedIn = page;
    page = await (await browser.newContext({ baseURL: server.url })).newPage();
    await page.goto('/login');
    await expect(page.getByText(/^to North/)).toBeVisible();

    expect(await paintedOutside()).toBeLessThan(SMOOTHED);
    await page.context().close();
    page = signedIn;
  });

  test('in a group, its members and its details', async () => {
    await open(groupId, /1 of 2 active/);
    await expect(page.getByRole('complementary', { name: 'Details' }).getByText('Ana Berg (you)')).toBeVisible();

    expect(await paintedOutside()).toBeLessThan(SMOOTHED);
  });

  test('in a conversation with somebody, and their profile', async () => {
    await open(directId, /Offline/);
    await expect(page.getByRole('definition').filter({ hasText: /^Sales/ })).toBeVisible();
    await page.getByRole('article').last().click();
    await page.getByRole('article').last().press('r');
    await expect(page.getByRole('button', { name: 'Cancel reply' })).toBeVisible();

    expect(await paintedOutside()).toBeLessThan(SMOOTHED);
  });

  test('in a question', async () => {
    await open(groupId, /1 of 2 active/);
    await page.getByRole('button', { name: /^Manage Zo/ }).click();
    await page.getByRole('menuitem', { name: /Remove/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();

    expect(await paintedOutside()).toBeLessThan(SMOOTHED);
  });

  test('in a list of mail, and in what is read there', async () => {
    await page.goto('/inbox');
    await page.locator('.mail').first().click();
    await expect(page.getByRole('heading', { name: /^About/ })).toBeVisible();

    expect(await paintedOutside()).toBeLessThan(SMOOTHED);
  });

  test('in the settings and the menu of one’s own account', async () => {
    await page.goto('/settings');
    await expect(page.locator('dd').filter({ hasText: /^Sales/ })).toBeVisible();
    await page.getByRole('button', { name: 'My account' }).first().click();

    expect(await paintedOutside()).toBeLessThan(SMOOTHED);
  });

  test('in the console', async () => {
    await page.goto('/admin/people');
    await page.getByRole('button', { name: /Zo/ }).first().click();
    await expect(page.getByRole('button', { name: 'Create password link' })).toBeVisible();

    expect(await paintedOutside()).toBeLessThan(SMOOTHED);
  });
});
