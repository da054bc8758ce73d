import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { aPerson, pageOf, theOwner } from './support/company.js';
import { takePicture } from './support/picture.js';

test.describe.configure({ mode: 'serial' });

let groupId: string;
let page: Page;

const row = (text: string) => page.getByRole('article').filter({ hasText: text });
const leftOf = async (element: Locator) => (await element.boundingBox())?.x ?? Number.NaN;

/** Where the text of an element begins to be painted, which is not where its box does. */
const leftOfText = (element: Locator) =>
  element.evaluate((node): number => {
    const range = node.ownerDocument.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect().left;
  });

/** Presses an arrow, and sees that the focus went from where it was to that side. */
async function goTo(side: 'Left' | 'Right'): Promise<void> {
  const before = await leftOf(page.locator(':focus'));
  await page.keyboard.press(`Arrow${side}`);
  const after = expect.poll(() => leftOf(page.locator(':focus')));
  await (side === 'Left' ? after.toBeLessThan(before) : after.toBeGreaterThan(before));
}

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const salma = await aPerson(request, ana, 'Salma');
  const group = { kind: 'group', subject: 'فريق الصيانة', memberIds: [salma.id] };
  ({ id: groupId } = await ana.post<{ id: string }>('/conversations', group));
  const say = (body: string) => salma.post(`/conversations/${groupId}/messages`, { clientId: randomUUID(), body });
  await say('السلام عليكم @ana وأيضًا @salma');
  await say('الأمر:\n\n```\nconst x = 1;\n```');
  page = await pageOf(browser, 'ana', `/chats/${groupId}`, { locale: 'ar' });
});

test('a page in Arabic is written from the right', async () => {
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByText('@Salma Okafor')).toBeVisible();
  await takePicture(page, 'arabic');
});

test('code in a message is written from the left', async () => {
  const code = row('const x').locator('pre');

  await expect(code).toHaveCSS('direction', 'ltr');
  await expect(row('const x').locator('app-markdown')).toHaveCSS('direction', 'rtl');
});

test('an arrow leads to the action of a message on that side', async () => {
  await row('السلام').focus();
  await page.keyboard.press('Enter');
  await expect(row('السلام').getByRole('toolbar').getByRole('button').first()).toBeFocused();

  await goTo('Left');
  await goTo('Right');
});

test('an arrow leads to the name in a message on that side', async () => {
  await row('السلام').focus();
  await page.keyboard.press('ArrowRight');
  await expect(row('السلام').locator('.mention').first()).toBeFocused();

  await goTo('Left');
  await goTo('Right');
});

test('an empty field runs as the page does, and a full one as what is written in it', async () => {
  await page.goto('/inbox');
  await page.getByRole('button', { name: 'رسالة جديدة' }).first().click();
  const text = page.getByPlaceholder('اكتب رسالتك');
  await expect(text).toHaveCSS('direction', 'rtl');

  await text.fill('The pumps are back.');

  await expect(text).toHaveCSS('direction', 'ltr');
});

test('the way back points to where the page begins', async () => {
  await page.goto('/admin/people/import');
  const back = page.locator('main a app-icon svg').first();

  await expect(back).toHaveCSS('transform', 'matrix(-1, 0, 0, 1, 0, 0)');
});

test('a number in a table stands under its heading', async () => {
  await page.goto('/admin/roles');
  const heading = page.getByRole('columnheader', { name: 'الأشخاص' });
  const number = page.locator('td.num').first();
  await expect(number).toBeVisible();

  expect(await leftOfText(number)).toBeCloseTo(await leftOfText(heading), 0);
});
