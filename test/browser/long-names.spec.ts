import { randomUUID } from 'node:crypto';
import { type Browser, type BrowserContextOptions, expect, type Locator, type Page, test } from '@playwright/test';
import { pageOf, PASSWORD, type Person, theOwner } from './support/company.js';
import { excess } from './support/layout.js';
import { OwnServer } from './support/own-server.js';

test.describe.configure({ mode: 'serial' });

const LONG = 'W'.repeat(60);
const FIELD = 'W'.repeat(40);
const SIZES: Record<string, BrowserContextOptions> = {
  'a phone': { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  'a tablet': { viewport: { width: 768, height: 1024 } },
  'a desktop': { viewport: { width: 1440, height: 900 } },
};

let server: OwnServer;
let owner: Person;
let directId: string;
let groupId: string;

/** A page of Ana on the server of this story. */
const anasPage = (browser: Browser, options: BrowserContextOptions): Promise<Page> =>
  pageOf(browser, 'ana', '/chats', { ...options, baseURL: server.url });

/** Where the box of something ends on the right. */
async function endOf(what: Locator): Promise<number> {
  const { x = Infinity, width = 0 } = (await what.boundingBox()) ?? {};
  return x + width;
}

test.beforeAll(async ({ playwright, baseURL }) => {
  server = await OwnServer.start(Number(new URL(baseURL ?? '').port) + 1);
  const request = await playwright.request.newContext({ baseURL: server.url });
  owner = await theOwner(request);
  const account = { username: 'wide', email: 'wide@parley.example', firstName: LONG, lastName: 'Okafor' };
  const { id: userId } = await owner.post<{ id: string }>('/admin/users', { ...account, password: PASSWORD });
  ({ id: directId } = await owner.post<{ id: string }>('/conversations', { kind: 'direct', userId }));
  const group = { kind: 'group', subject: 'A group', memberIds: [userId] };
  ({ id: groupId } = await owner.post<{ id: string }>('/conversations', group));
  const login = await request.post('/api/v1/auth/login', { data: { login: 'wide', password: PASSWORD } });
  const { accessToken } = (await login.json()) as { accessToken: string };
  const message = { clientId: randomUUID(), body: 'About something', subject: 'S'.repeat(150) };
  await owner.post(`/conversations/${groupId}/messages`, message);
  const headers = { authorization: `Bearer ${accessToken}` };
  for (let count = 1; count <= 40; count++)
    await request.post(`/api/v1/conversations/${directId}/messages`, {
      data: { clientId: randomUUID(), body: `Message ${count}` },
      headers,
    });
  await request.post(`/api/v1/conversations/${groupId}/messages`, {
    data: { clientId: randomUUID(), body: 'To the group, @ana' },
    headers,
  });
  await owner.patch('/admin/settings', { profileFields: [{ key: 'wide', label: FIELD }] });
  await request.patch('/api/v1/users/me', { data: { fields: [{ key: 'wide', value: '3.14' }] }, headers });
});

test.afterAll(() => server.stop());

for (const [name, options] of Object.entries(SIZES))
  test(`a name or subject without a space makes no page wider than ${name}`, async ({ browser }) => {
    const page = await anasPage(browser, options);

    await page.goto(`/chats/${directId}`);
    const composer = page.getByRole('textbox', { name: `Message ${LONG} Okafor` });
    await expect(page.getByRole('article').first()).toBeVisible();
    expect(await excess(page)).toBe(0);
    // One line of its own, however many the name would fill.
    expect((await composer.boundingBox())?.height).toBeLessThan(60);

    await page.getByRole('article').last().click();
    await page.getByRole('article').last().press('r');
    await expect(page.getByText('Reply to W')).toBeVisible();
    expect(await excess(page)).toBe(0);
    const cancel = await page.getByRole('button', { name: 'Cancel reply' }).boundingBox();
    expect((cancel?.x ?? Infinity) + (cancel?.width ?? 0)).toBeLessThanOrEqual(options.viewport?.width ?? 0);
    await page.getByRole('button', { name: 'Cancel reply' }).click();

    await page.goto(`/chats/${groupId}`);
    const details = page.getByRole('complementary', { name: 'Details' });
    const toggle = page.getByRole('button', { name: 'Details', exact: true });
    await expect(toggle).toBeVisible();
    if ((await toggle.getAttribute('aria-pressed')) !== 'true') await toggle.click();
    await expect(details.getByText('Ana Berg (you)')).toBeVisible();
    expect(await excess(page)).toBe(0);
    const manage = await details.getByRole('button', { name: `Manage ${LONG}` }).boundingBox();
    expect((manage?.x ?? Infinity) + (manage?.width ?? 0)).toBeLessThanOrEqual(options.viewport?.width ?? 0);

    await page.goto(`/chats/${groupId}`);
    await page.getByRole('button', { name: 'All subjects' }).click();
    await page.getByRole('menuitemradio', { name: /^SSS/ }).click();
    const all = page.getByRole('button', { name: 'Show all' });
    await expect(all).toBeVisible();
    expect(await excess(page)).toBe(0);
    const { x = Infinity, width = 0 } = (await all.boundingBox()) ?? {};
    expect(x + width).toBeLessThanOrEqual(options.viewport?.width ?? 0);

    await page.goto('/inbox');
    const mail = page.locator('.mail').filter({ hasText: LONG }).first();
    await expect(mail).toBeVisible();
    expect((await mail.locator('time').boundingBox())?.height).toBeLessThan(24);
  });

for (const [name, options] of Object.entries(SIZES)) {
  test(`a profile field with a long label stays within the settings and the card of a person on ${name}`, async ({
    browser,
  }) => {
    const page = await anasPage(browser, options);

    await page.goto('/settings');
    await expect(page.getByLabel(FIELD)).toBeVisible();
    const about = page.getByLabel('About', { exact: true });
    const end = await endOf(page.locator('app-field').filter({ has: about }));
    expect(await endOf(page.getByText(FIELD, { exact: true }))).toBeLessThanOrEqual(end);
    expect(await endOf(page.getByLabel(FIELD))).toBeLessThanOrEqual(end);

    await page.goto(`/chats/${groupId}`);
    await page
      .getByRole('article')
      .getByRole('button', { name: `${LONG} Okafor` })
      .click();
    const card = page.getByRole('dialog', { name: `${LONG} Okafor` });
    await expect(card.getByText('3.14')).toBeVisible();
    expect(await endOf(card.getByText(FIELD, { exact: true }))).toBeLessThanOrEqual(await endOf(card));
    expect(await endOf(card.getByText('3.14'))).toBeLessThanOrEqual(await endOf(card));
  });

  test(`beside a name that leaves no room mail does not begin to say to which group it is on ${name}`, async ({
    browser,
  }) => {
    const page = await anasPage(browser, options);

    for (const box of ['/inbox', '/mentions']) {
      await page.goto(box);
      const mail = page.locator('.mail').filter({ hasText: 'To the group' });
      await expect(mail.locator('time')).toBeInViewport();
      await expect(mail.locator('.to')).toContainText('A group');
      await expect(mail.locator('.to')).not.toBeInViewport();
      expect(await endOf(mail.locator('.nm'))).toBeLessThan((await mail.locator('time').boundingBox())?.x ?? 0);
    }
  });
}

test('on the narrowest phone the settings of the organisation, with a field of profiles, are no wider than it', async ({
  browser,
}) => {
  const page = await anasPage(browser, { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });

  await page.goto('/admin/settings');

  await expect(page.getByRole('textbox', { name: 'Name of field 1' })).toBeVisible();
  const remove = page.getByRole('button', { name: `Remove ${FIELD}` });
  expect(await endOf(remove)).toBeLessThanOrEqual(320 - 16);
  expect(await endOf(page.getByRole('textbox', { name: 'Organisation name' }))).toBeLessThanOrEqual(320 - 16);
});

test('on a phone the buttons of the console stand side by side, and fields begin where the others do', async ({
  browser,
}) => {
  const page = await anasPage(browser, SIZES['a phone'] ?? {});
  const placeOf = async (name: string): Promise<number | undefined> =>
    (await page.getByRole('button', { name, exact: true }).boundingBox())?.y;

  await page.goto('/admin/people');
  await expect(page.getByRole('button', { name: 'Create account' })).toBeVisible();
  expect(await placeOf('Create account')).toBe(await placeOf('Invite people'));

  await page.goto('/settings');
  const receipts = await page.getByRole('switch', { name: /Send read receipts/ }).boundingBox();
  const choice = await page
    .getByRole('radio', { name: /Nobody/ })
    .first()
    .boundingBox();
  expect(receipts).toMatchObject({ x: choice?.x, width: choice?.width });
});
