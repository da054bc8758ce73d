import { randomUUID } from 'node:crypto';
import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import { type Device, PushService } from '../support/push-service.js';
import { barriersInBothSchemes } from './support/barriers.js';
import { aPerson, type Person, signInAt, theOwner } from './support/company.js';
import { NotifiedPage } from './support/notified-page.js';
import { OwnServer } from './support/own-server.js';
import { takePicture } from './support/picture.js';

test.describe.configure({ mode: 'serial' });
// The worker is what shows notifications.
test.use({ serviceWorkers: 'allow' });

let service: PushService;
let server: OwnServer;
let ana: Person;
let rhea: Person;
let conversationId: string;

const write = (body: string): Promise<{ seq: number }> =>
  ana.post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), body });
const here = (page: Page) => page.getByRole('switch', { name: /Notify me on this device/ });

/** Rhea, with a browser that can be notified, in her settings. */
async function rheasBrowser(
  browser: Browser,
  device: Device,
  options: BrowserContextOptions = {},
): Promise<NotifiedPage> {
  const context = await browser.newContext({ ...options, baseURL: server.url, serviceWorkers: 'allow' });
  const notified = await NotifiedPage.of(await context.newPage(), device);
  await signInAt(notified.page, 'rhea', '/login?next=/settings%23notifications');
  await expect(notified.page.locator('#notifications')).toBeVisible();
  return notified;
}

test.beforeAll(async ({ playwright, baseURL }) => {
  service = await PushService.start();
  server = await OwnServer.start(Number(new URL(baseURL ?? '').port) + 1, undefined, { PUSH_HOSTS: service.host });
  const request = await playwright.request.newContext({ baseURL: server.url });
  ana = await theOwner(request);
  rhea = await aPerson(request, ana, 'Rhea');
  ({ id: conversationId } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: rhea.id }));
  await write('Welcome');
});
test.afterAll(async () => {
  await server.stop();
  await service.stop();
});

test('whoever turns notifications on hears of a message, is led to it by a press, and no more once it was read', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const device = service.device();
  const notified = await rheasBrowser(browser, device);
  const { page } = notified;

  await here(page).check();
  await expect(here(page)).toBeChecked();
  await expect(page.getByText('Not notified yet')).toBeVisible();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('Accepted by 127.0.0.1').first()).toBeVisible();
  await notified.next();
  await expect.poll(() => notified.shown()).toMatchObject([{ tag: 'test', title: 'It works' }]);

  // She looks at something else.
  await page.evaluate('window.isAsBefore = true');
  await notified.lookAway();
  await write('The gauge is stuck');
  await notified.next();
  const tag = `c:${conversationId}`;
  const ofChat = async () => (await notified.shown()).filter((one) => one.tag === tag);
  await expect.poll(ofChat).toEqual([{ tag, title: 'Ana Berg', body: 'The gauge is stuck' }]);
  const { seq } = await write('It moves again');
  await notified.next();
  await expect.poll(ofChat).toMatchObject([{ body: expect.stringContaining('It moves again') }]);

  expect(await notified.press(tag)).toEqual({ opened: [], focused: true });
  await expect(page).toHaveURL(new RegExp(`/chats/${conversationId}\\?at=\\d+$`));
  await expect(page.getByRole('article').filter({ hasText: 'It moves again' })).toBeVisible();
  expect(await page.evaluate('window.isAsBefore')).toBe(true);
  await page.goto('/inbox');

  // Another one; what she reads elsewhere is taken away here.
  await write('Last one');
  await notified.next();
  await expect.poll(ofChat).toHaveLength(1);
  await rhea.put(`/conversations/${conversationId}/read`, { seq: seq + 1 });
  await expect.poll(ofChat).toEqual([]);
  await page.context().close();
});

test('what is looked at is not notified, and what cannot be read is said to be something', async ({ browser }) => {
  const notified = await rheasBrowser(browser, service.device());
  const { page } = notified;
  await page.goto(`/chats/${conversationId}`);
  await expect(page.getByRole('article').first()).toBeVisible();
  const push = (more: object) =>
    notified.deliver(JSON.stringify({ v: 1, conversationId, title: 'Ana Berg', body: 'Hello', url: '/', ...more }));

  await push({ tag: 'looked-at' });
  await push({ tag: 'elsewhere', conversationId: randomUUID() });
  await expect.poll(() => notified.shown()).toMatchObject([{ tag: 'elsewhere' }]);

  // What was read meanwhile goes with the next one, and nothing is lost by what nobody understands.
  await push({ tag: 'next', conversationId: randomUUID(), read: ['elsewhere', 7] });
  await expect.poll(() => notified.shown()).toMatchObject([{ tag: 'next' }]);
  await notified.deliver('no JSON');
  await expect
    .poll(() => notified.shown())
    .toContainEqual({ tag: 'unreadable', title: 'Parley', body: 'There is something new.' });

  // Where no page is open a press opens one; an address of elsewhere is none of ours.
  await push({ tag: 'away', conversationId: null, url: 'https://elsewhere.example/chats' });
  await push({ tag: 'ours', conversationId: null, url: `/chats/${conversationId}?at=1` });
  await expect.poll(() => notified.shown()).toHaveLength(4);
  await page.goto('about:blank');
  expect(await notified.press('ours')).toEqual({ opened: [`/chats/${conversationId}?at=1`], focused: false });
  expect(await notified.press('away')).toEqual({ opened: ['/'], focused: false });
  await page.context().close();
});

test('a pause and quiet hours are set on a phone and in German, and the way is free of barriers', async ({ browser }, {
  outputDir,
}) => {
  const options = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'de-DE' };
  const { page } = await rheasBrowser(browser, service.device(), options);
  const phone = page.getByRole('switch', { name: /Auf diesem Gerät benachrichtigen/ });
  await expect(page.getByRole('heading', { name: 'Benachrichtigungen' })).toBeInViewport();
  await phone.check();
  await expect(page.getByText('Noch nicht benachrichtigt')).toBeVisible();

  await page.getByRole('button', { name: 'Ruhezeit hinzufügen' }).click();
  await expect(page.getByText('An diesen Tagen ab 22:00 bis 07:00 am Tag danach.')).toBeVisible();
  await page.getByRole('button', { name: 'Jeden Tag' }).click();
  await expect(page.getByText('Wähle mindestens einen Tag.')).toBeVisible();
  await page.getByRole('button', { name: 'Sa', exact: true }).click();
  await page.getByLabel('Von', { exact: true }).fill('00:00');
  await page.getByLabel('Bis', { exact: true }).fill('00:00');
  await page.getByLabel('Bis', { exact: true }).blur();
  await expect(page.getByText('Den ganzen Tag.')).toBeVisible();
  const settings = () => rhea.get<{ quietHours: object[]; pausedUntil: string | null }>('/users/me/notifications');
  await expect.poll(async () => (await settings()).quietHours).toEqual([{ weekday: 6, from: '00:00', to: '00:00' }]);
  await page.getByRole('button', { name: 'Bis morgen früh' }).click();
  await expect(page.getByText(/Pausiert bis/)).toBeVisible();
  await expect.poll(async () => (await settings()).pausedUntil).not.toBeNull();

  const section = page.locator('#notifications');
  await section.screenshot({ path: `${outputDir}/phone-german.png` });
  expect(await barriersInBothSchemes(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await section.screenshot({ path: `${outputDir}/phone-dark.png` });
  await page.evaluate("document.documentElement.dir = 'rtl'");
  await section.screenshot({ path: `${outputDir}/phone-rtl.png` });
  await page.evaluate("document.documentElement.dir = 'ltr'");
  await page.reload();
  await expect(page.getByText('Den ganzen Tag.')).toBeVisible();
  await expect(page.getByText(/Pausiert bis/)).toBeVisible();
  await page.context().close();
});

test('a pause is begun and ended in the account menu, and a sign-out ends the notifications of a browser', async ({
  browser,
}, { outputDir }) => {
  const device = service.device();
  const { page } = await rheasBrowser(browser, device);
  await here(page).check();
  await expect(page.getByText('Chrome on Linux').first()).toBeVisible();
  await page.locator('#notifications').scrollIntoViewIfNeeded();
  await takePicture(page, 'notifications');
  await page.locator('#notifications').screenshot({ path: `${outputDir}/desk.png` });
  const menu = () => page.getByRole('button', { name: 'My account' }).click();

  await menu();
  await page.getByRole('menuitem', { name: 'Resume notifications' }).click();
  await expect(page.getByText(/^Paused until/)).toHaveCount(0);
  await menu();
  await page.getByRole('menuitem', { name: 'Pause notifications' }).press('ArrowRight');
  await page.screenshot({ path: `${outputDir}/menu.png` });
  await page.getByRole('menuitem', { name: 'For an hour' }).press('Enter');
  await expect(page.getByText(/^Paused until/).first()).toBeVisible();

  const devices = async () => (await rhea.get<{ items: object[] }>('/push/subscriptions')).items.length;
  const before = await devices();
  await menu();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect.poll(devices).toBe(before - 1);
  expect(await page.evaluate("localStorage.getItem('test.subscribed')")).toBeNull();
  await page.context().close();
});

test('a browser that forbids notifications is told how to allow them, and asks nothing', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: server.url, serviceWorkers: 'allow' });
  await context.addInitScript(`
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
    Notification.requestPermission = () => { throw new Error('Nobody pressed.'); };
  `);
  const page = await context.newPage();
  await signInAt(page, 'rhea', '/login?next=/settings%23notifications');

  await expect(here(page)).toBeDisabled();
  await expect(page.getByText(/Your browser blocks notifications from Parley/)).toBeVisible();
  await context.close();
});
