import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { barriersInBothSchemes } from './support/barriers.js';
import { aPerson, pageOf, type Person, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

test.describe.configure({ mode: 'serial' });

let rhoswen: Person;
let groupId: string;
let directId: string;

const field = (page: Page) => page.getByRole('combobox', { name: 'Search messages' });
const hit = (page: Page, text: string | RegExp) => page.locator('.hit').filter({ hasText: text });
const marks = (page: Page) => page.locator('.hit mark');
const row = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
/** What is marked in the messages that are open. */
const marked = (page: Page) =>
  page.evaluate("[...(CSS.highlights.get('search-hit') ?? [])].map((range) => range.toString())");

/** What is new is found a moment later. */
async function found(person: Person, q: string, count: number): Promise<void> {
  const search = () => person.get<{ items: unknown[] }>(`/messages/search?limit=200&q=${encodeURIComponent(q)}`);
  await expect.poll(async () => (await search()).items.length, { timeout: 30_000 }).toBe(count);
}

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  rhoswen = await aPerson(request, ana, 'Rhoswen');
  const group = { kind: 'group', subject: 'Riverside pilot', memberIds: [rhoswen.id] };
  ({ id: groupId } = await ana.post<{ id: string }>('/conversations', group));
  ({ id: directId } = await ana.post<{ id: string }>('/conversations', { kind: 'direct', userId: rhoswen.id }));
  const say = (who: Person, id: string, body: string, more: object = {}) =>
    who.post<{ seq: number }>(`/conversations/${id}/messages`, { clientId: randomUUID(), body, ...more });
  await say(ana, groupId, 'The **housing** of the turbine 🎉 arrives on Monday.', { subject: 'Turbine' });
  for (let n = 1; n <= 60; n++) await say(n % 2 === 0 ? ana : rhoswen, groupId, `Reading ${n} of the gauge is fine.`);
  await say(rhoswen, groupId, 'Is the housing painted?');
  await say(ana, directId, 'Bring the spare housing, see https://parley.example/plan.');
  await say(rhoswen, directId, 'The weir is closed today.');
  await found(rhoswen, 'housing', 3);
});

test('a word finds what begins with it, and a result opens in its place, from which Escape leads back', async ({
  browser,
}, { outputDir }) => {
  const page = await pageOf(browser, 'rhoswen', '/chats');

  // From the list of chats, which goes on finding chats and people.
  await page.getByRole('searchbox', { name: 'Search people and chats' }).fill('gauge');
  await page.getByRole('option', { name: 'Search messages for “gauge”' }).click();
  await expect(page).toHaveURL(/\/search\?q=gauge$/);
  await expect(field(page)).toBeFocused();
  await expect(hit(page, 'Reading 60 of')).toBeVisible();
  await expect(marks(page).first()).toHaveText('gauge');

  // By its beginning; what Markdown emphasises is marked without its marks.
  await field(page).fill('hous');
  await expect(page.locator('.hit')).toHaveCount(3);
  await expect(hit(page, 'of the turbine')).toContainText('The housing of the turbine 🎉 arrives on Monday.');
  await expect(marks(page)).toHaveText(['housing', 'housing', 'housing']);
  await page.screenshot({ path: `${outputDir}/results.png` });
  await takePicture(page, 'search');

  // Down to a result far down, and into it.
  await field(page).fill('reading');
  await expect(hit(page, 'Reading 31 of')).toBeVisible();
  await field(page).press('ArrowDown');
  await expect(hit(page, 'Reading 60 of')).toBeFocused();
  await page.keyboard.press('j');
  await expect(hit(page, 'Reading 59 of')).toBeFocused();
  // What follows is loaded on the way.
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(hit(page, 'Reading 1 of')).toBeFocused({ timeout: 500 });
  }).toPass();
  for (let n = 1; n < 20; n++) await page.keyboard.press(n % 2 === 0 ? 'k' : 'ArrowUp');
  await expect(hit(page, 'Reading 20 of')).toBeFocused();
  const scroller = page.locator('.scroll');
  const before = await scroller.evaluate((element) => element.scrollTop);
  expect(before).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/chats/${groupId}\\?at=\\d+&find=reading$`));
  await expect(row(page, 'Reading 20 of')).toBeFocused();
  await expect(row(page, 'Reading 20 of')).toBeInViewport();
  await expect.poll(() => marked(page)).toContain('Reading');
  await page.screenshot({ path: `${outputDir}/in-place.png` });

  // Back to the same place.
  await page.keyboard.press('Escape');
  await expect(hit(page, 'Reading 20 of')).toBeFocused();
  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(before);

  // The same with the browser's own way back.
  await page.keyboard.press('Enter');
  await expect(row(page, 'Reading 20 of')).toBeFocused();
  await page.goBack();
  await expect(hit(page, 'Reading 20 of')).toBeFocused();
  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(before);
  await page.context().close();
});

test('operators are picked, become chips, and are taken away again; one that means nobody is explained', async ({
  browser,
}, { outputDir }) => {
  const page = await pageOf(browser, 'rhoswen', '/inbox');

  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
  await page.keyboard.press('Control+Shift+f');
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole('button', { name: /^from:/ })).toBeVisible();
  await page.screenshot({ path: `${outputDir}/tips.png` });
  await page.keyboard.type('housing from:an');
  await expect(page.getByRole('option', { name: /Ana Berg/ })).toHaveAttribute('aria-selected', 'true');
  await page.screenshot({ path: `${outputDir}/completion.png` });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Remove filter From: .*Ana Berg/ })).toBeVisible();
  await expect(page.locator('.hit')).toHaveCount(2);
  await expect(page).toHaveURL(/q=from:ana%20housing|q=from:ana\+housing|q=from%3Aana/);

  await page.keyboard.type(' in:river');
  await page.getByRole('option', { name: 'Riverside pilot' }).click();
  await expect(page.locator('.hit')).toHaveCount(1);
  await page.getByRole('button', { name: /Remove filter In: .*Riverside pilot/ }).click();
  await expect(page.locator('.hit')).toHaveCount(2);
  await expect(field(page)).toBeFocused();

  // Typed to the end, and away with Backspace.
  await page.keyboard.type('has:link ');
  await expect(page.getByRole('button', { name: /Remove filter Has: .*Link/ })).toBeVisible();
  await expect(page.locator('.hit')).toHaveCount(1);
  await field(page).fill('');
  await page.keyboard.press('Backspace');
  await expect(page.getByRole('button', { name: /Remove filter Has/ })).toHaveCount(0);

  // Which days are meant by a word, and one that is picked.
  await field(page).fill('on:');
  await page.getByRole('option', { name: /Today/ }).click();
  await expect(page.getByRole('button', { name: /Remove filter On: .*Today/ })).toBeVisible();
  await expect(hit(page, 'Reading 60 of')).toBeVisible();
  await field(page).fill('before:');
  await page.getByRole('option', { name: 'Pick a date…' }).click();
  await page.getByLabel('Before', { exact: true }).fill('2020-01-31');
  await expect(page.getByRole('button', { name: /Remove filter Before: .*31 January 2020/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No messages found' })).toBeVisible();

  await page.getByRole('button', { name: 'Clear search' }).click();
  await page.keyboard.type('weir from:nobodyatall ');
  await expect(page.getByText(/No person matches “.*nobodyatall.*”\./)).toBeVisible();
  await page.screenshot({ path: `${outputDir}/nobody.png` });
  await page.context().close();
});

test('a slip of the finger is corrected, results follow what is changed, and stand together as one likes', async ({
  browser,
}, { outputDir }) => {
  const page = await pageOf(browser, 'rhoswen', '/search?q=houzing');

  await expect(page.locator('.hit')).toHaveCount(3);
  await expect(page.getByText(/Nothing matches “.*houzing.*”/)).toBeVisible();
  await page.screenshot({ path: `${outputDir}/corrected.png` });
  await page.getByRole('button', { name: /Search for .*housing/ }).click();
  await expect(page).toHaveURL(/q=housing/);
  await expect(page.getByText(/Nothing matches/)).toHaveCount(0);

  await page.getByRole('button', { name: 'By chat' }).click();
  await expect(page.getByRole('region', { name: 'Riverside pilot' }).locator('.hit')).toHaveCount(2);
  await page.screenshot({ path: `${outputDir}/by-chat.png` });
  await page.getByRole('button', { name: 'Best match' }).click();
  await expect(page).toHaveURL(/sort=best/);

  // Whatever is changed or deleted elsewhere.
  const { seq } = await rhoswen.post<{ seq: number }>(`/conversations/${directId}/messages`, {
    clientId: randomUUID(),
    body: 'A second housing would help.',
  });
  await found(rhoswen, 'housing', 4);
  await page.reload();
  await expect(hit(page, 'A second housing')).toBeVisible();
  await rhoswen.patch(`/conversations/${directId}/messages/${seq}`, { body: 'A third housing would help.' });
  await expect(hit(page, 'A third housing')).toBeVisible();
  await rhoswen.delete(`/conversations/${directId}/messages/${seq}?for=everyone`);
  await expect(hit(page, 'A third housing')).toHaveCount(0);

  // What was searched is offered again, until it is taken away.
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(page.getByRole('heading', { name: /Recent searches/ })).toBeVisible();
  await page.getByRole('button', { name: 'housing', exact: true }).click();
  await expect(page.locator('.hit')).toHaveCount(3);
  await page.getByRole('button', { name: 'Clear search' }).click();
  await page.getByRole('button', { name: 'Remove housing from recent searches' }).click();
  await expect(page.getByRole('button', { name: 'housing', exact: true })).toHaveCount(0);

  // Without a connection; what other words found is no answer to these.
  await field(page).fill('housing');
  await expect(page.locator('.hit')).toHaveCount(3);
  await page.context().setOffline(true);
  await field(page).fill('weir');
  await expect(page.getByRole('heading', { name: "You're offline" })).toBeVisible();
  await expect(page.locator('.hit')).toHaveCount(0);
  await page.context().setOffline(false);
  await expect(hit(page, 'The weir is closed')).toBeVisible({ timeout: 30_000 });
  await page.context().close();
});

test('what somebody types while the search is on its way is searched for, and never sent', async ({ browser }) => {
  const page = await pageOf(browser, 'rhoswen', `/chats/${groupId}`);
  const composer = page.getByRole('textbox', { name: /Message/ });
  await composer.fill('Half a thought');
  const going = Promise.withResolvers<void>();
  await page.route(/chunk-[^/]*\.js$/, async (route) => {
    await going.promise;
    await route.continue();
  });

  await page.keyboard.press('Control+Shift+f');
  await page.keyboard.type('gaugex');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  going.resolve();

  await expect(field(page)).toHaveValue('gauge');
  await expect(field(page)).toBeFocused();
  await expect(hit(page, 'Reading 60 of')).toBeVisible();
  await page.goBack();
  await expect(composer).toHaveValue('Half a thought');
  await page.context().close();
});

test('in the chat that is open one goes from result to result, and Escape leads back to where one was', async ({
  browser,
}, { outputDir }) => {
  await rhoswen.put(`/conversations/${groupId}/read`, { seq: 62 });
  const page = await pageOf(browser, 'rhoswen', `/chats/${groupId}`);
  const bar = page.getByRole('search', { name: 'Search in this chat' });
  const scroller = page.locator('app-message-log .scroller');
  await expect(row(page, 'Is the housing painted?')).toBeVisible();
  await row(page, 'Reading 55 of').focus();
  await scroller.evaluate((element) => (element.scrollTop -= 200));
  const before = await row(page, 'Reading 50 of').boundingBox();

  await page.keyboard.press('Control+f');
  await expect(bar.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('hous');
  await expect.poll(() => marked(page)).toEqual(['housing']);
  await expect(row(page, 'The housing of the turbine')).toBeInViewport();
  await expect(bar.getByRole('searchbox')).toBeFocused();
  await page.screenshot({ path: `${outputDir}/find.png` });
  await takePicture(page, 'search-in-chat');
  await page.keyboard.press('Enter');
  await expect(bar.getByRole('status')).toHaveText('No older results');
  await page.keyboard.press('Shift+Enter');
  await expect(row(page, 'Is the housing painted?')).toBeInViewport();
  await expect(bar.getByRole('status')).toHaveText(/^1 of .?2.?$/);
  await page.keyboard.type('xyz');
  await expect(bar.getByRole('status')).toHaveText('No results in this chat');

  // Where no answer came, Enter asks again.
  await page.route('**/messages/search?**', (route) => route.abort(), { times: 1 });
  await bar.getByRole('searchbox').fill('housing');
  await expect(bar.getByRole('status')).toContainText("The server can't be reached");
  await page.keyboard.press('Enter');
  await expect(bar.getByRole('status')).toHaveText(/of .?2.?$/);

  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect.poll(() => marked(page)).toEqual([]);
  await expect(row(page, 'Reading 55 of')).toBeFocused();
  await expect
    .poll(async () => Math.abs(((await row(page, 'Reading 50 of').boundingBox())?.y ?? 0) - (before?.y ?? -99)))
    .toBeLessThanOrEqual(1);
  await page.context().close();
});

test('the search keeps nobody out, and fits a phone', async ({ browser }, { outputDir }) => {
  const wide = await pageOf(browser, 'rhoswen', '/search');
  await expect(field(wide)).toBeFocused();
  const barriers = await barriersInBothSchemes(wide);
  await wide.keyboard.type('housing from:an');
  await expect(wide.getByRole('option', { name: /Ana Berg/ })).toBeVisible();
  barriers.push(...(await barriersInBothSchemes(wide)));
  await wide.keyboard.press('Enter');
  await expect(wide.locator('.hit')).toHaveCount(2);
  barriers.push(...(await barriersInBothSchemes(wide)));
  await wide.goto('/search?q=houzing');
  await expect(wide.locator('.hit')).toHaveCount(3);
  barriers.push(...(await barriersInBothSchemes(wide)));
  await wide.locator('.hit').first().click();
  await expect(wide.getByRole('search', { name: 'Search in this chat' })).toBeVisible();
  barriers.push(...(await barriersInBothSchemes(wide)));
  expect(barriers).toEqual([]);

  // From right to left.
  await wide.goto('/search?q=housing+from:ana');
  await expect(wide.locator('.hit')).toHaveCount(2);
  await wide.evaluate("document.documentElement.dir = 'rtl'");
  await wide.screenshot({ path: `${outputDir}/rtl.png` });
  await wide.context().close();

  const phone = await pageOf(browser, 'rhoswen', '/search?q=housing+from:ana', {
    viewport: { width: 390, height: 844 },
    locale: 'de-DE',
    colorScheme: 'dark',
    hasTouch: true,
    isMobile: true,
  });
  await expect(phone.locator('.hit')).toHaveCount(2);
  await expect(phone.getByRole('button', { name: /Filter Von: .*Ana Berg.* entfernen/ })).toBeVisible();
  expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await takePicture(phone, 'search-phone');
  await phone.screenshot({ path: `${outputDir}/phone.png` });
  await phone.locator('.hit').filter({ hasText: 'turbine' }).tap();
  await expect(row(phone, 'of the turbine')).toBeInViewport();
  await phone.screenshot({ path: `${outputDir}/phone-in-place.png` });
  await phone.getByRole('button', { name: 'Zurück zu den Ergebnissen' }).tap();
  await expect(phone.locator('.hit')).toHaveCount(2);
  await phone.getByRole('button', { name: 'Suche leeren' }).tap();
  await phone.screenshot({ path: `${outputDir}/phone-tips.png` });
  await phone.context().close();
});
