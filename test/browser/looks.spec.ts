import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { barriers } from './support/barriers.js';
import { aPerson, pageOf, prefer, theOwner } from './support/company.js';
import { excess } from './support/layout.js';
import { withLargeText } from './support/large-text.js';
import { takePicture } from './support/picture.js';

test.describe.configure({ mode: 'serial' });

let page: Page;
let path: string;

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const swantje = await aPerson(request, ana, 'Swantje');
  const group = { kind: 'group', subject: 'Lock keepers of the lower canal', memberIds: [swantje.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', group);
  path = `/chats/${id}`;
  const say = (who: typeof ana, body: string, more = {}) =>
    who.post<{ seq: number }>(`/conversations/${id}/messages`, { clientId: randomUUID(), body, ...more });
  const { seq } = await say(swantje, 'The upper gate needs **new seals**, see `gate.upper.seal`', {
    subject: 'Upper gate',
  });
  await ana.put(`/conversations/${id}/messages/${seq}/reactions/${encodeURIComponent('👍')}`);
  await say(ana, 'Ordered. They come on Thursday.', { replyToSeq: seq });
  await say(ana, 'Until then: every two hours, please.');
  await say(swantje, '- morning: done\n- noon: done\n\n> and the evening is mine, @ana');
  page = await pageOf(browser, 'swantje', path);
});
test.afterAll(() => page.context().close());

/** What is wrong with how the open conversation is laid out. */
function faults(): Promise<string[]> {
  return page.locator('app-message-log').evaluate((log) => {
    const found: string[] = [];
    const rows = [...log.querySelectorAll('article')];
    const boxes = rows.map((row) => row.getBoundingClientRect());
    boxes.forEach((box, at) => {
      const next = boxes[at + 1];
      if (next && next.top < box.bottom - 1) found.push(`row ${at} lies over the next one`);
    });
    for (const text of log.querySelectorAll('.bub, .who, .md, .subj')) {
      if (text.scrollWidth > text.clientWidth + 1) found.push(`${text.className} is cut off: ${text.textContent}`);
      const { left, right } = text.getBoundingClientRect();
      const edges = log.getBoundingClientRect();
      if (left < edges.left - 1 || right > edges.right + 1) found.push(`${text.className} is beyond the edge`);
    }
    return found;
  });
}

const LOOKS = {
  dark: [['theme', 'dark']],
  contrast: [['contrast', 'more']],
  compact: [['density', 'compact']],
  comfortable: [['density', 'comfortable']],
  'large-text': [['textSize', 150]],
  'from-the-right': [['language', 'ar']],
} as const;

for (const [look, choices] of Object.entries(LOOKS)) {
  test(`a conversation is whole: ${look}`, async () => {
    for (const [key, value] of choices) await prefer(page, key, value);
    await expect(page.getByRole('article')).toHaveCount(4);
    await page.locator('body').hover({ position: { x: 1, y: 1 } });

    expect(await excess(page)).toBe(0);
    expect(await faults()).toEqual([]);
    expect(await barriers(page)).toEqual([]);

    await takePicture(page, `look-${look}`);
    for (const [key] of choices) await prefer(page, key, null);
  });
}

test('text of 150 % and of 200 % leaves a conversation whole', async () => {
  await prefer(page, 'textSize', 150);
  await expect(page.locator('html')).toHaveCSS('font-size', '24px');
  await page.locator('html').evaluate((root) => (root.style.fontSize = '200%'));

  expect(await excess(page)).toBe(0);
  expect(await faults()).toEqual([]);
  await prefer(page, 'textSize', null);
});

test('compact is one column: whoever writes, it begins at the same edge', async () => {
  const edges = async (): Promise<number> => {
    const lefts = await page
      .locator('app-message-log .bub')
      .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
    return new Set(lefts).size;
  };
  await expect(page.getByRole('article')).toHaveCount(4);
  const apart = await edges();

  await prefer(page, 'density', 'compact');
  await expect(page.getByRole('article')).toHaveCount(4);

  expect([apart > 1, await edges()]).toEqual([true, 1]);
  await prefer(page, 'density', null);
});

test('a look is chosen in the settings, shows at once, and is there before the app is', async () => {
  const root = page.locator('html');
  await page.goto('/settings');
  await page.getByRole('radio', { name: 'Compact' }).check();
  await expect(root).toHaveAttribute('data-density', 'compact');
  await page.getByRole('radio', { name: '125%' }).check();
  await expect(root).toHaveCSS('font-size', '20px');
  await expect(page.getByRole('radio', { name: '125%' })).toBeInViewport();
  await page.getByRole('checkbox', { name: 'More contrast' }).check();
  await expect(root).toHaveAttribute('data-contrast', 'more');
  expect(await barriers(page)).toEqual([]);
  await page.locator('app-appearance').scrollIntoViewIfNeeded();
  await takePicture(page, 'appearance');

  await page.route(/\/main-[^/]*\.js$/, (route) => route.abort());
  await page.goto('/settings', { waitUntil: 'commit' });

  await expect(root).toHaveAttribute('data-density', 'compact');
  await expect(root).toHaveAttribute('data-contrast', 'more');
  await expect(root).toHaveCSS('font-size', '20px');
});

test('settings of the organisation go to no side on a phone with text of 150 %', async ({ browser }) => {
  const phone = await pageOf(browser, 'ana', '/groups', { viewport: { width: 390, height: 844 } });
  await withLargeText(phone, 150);
  await phone.goto('/admin/settings');
  await expect(phone.getByRole('button', { name: 'Save' })).toBeVisible();

  expect(await phone.locator('form .scroll').evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0);
  await phone.context().close();
});
