import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { aPerson, pageOf, theOwner } from './support/company.js';
import { edgesOf, excess } from './support/layout.js';
import { withLargeText } from './support/large-text.js';

test('the filters of the chats are one line in German, too, on every screen, and mail names its group on a narrow one', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const tilda = await aPerson(request, ana, 'Tilda');
  const crew = { kind: 'group', subject: 'Harbour crew', memberIds: [tilda.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', crew);
  for (const body of ['Low tide at six', '@tilda, are you there?'])
    await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body, subject: 'Tide' });

  const page = await pageOf(browser, 'tilda', '/chats', {
    viewport: { width: 320, height: 640 },
    locale: 'de-DE',
  });
  const filters = page.getByRole('tablist', { name: 'Chats filtern' }).getByRole('tab');
  await expect(filters).toHaveCount(5);
  await expect(filters.filter({ hasText: 'Ungelesen' })).toContainText('1');
  for (const width of [1440, 768, 320]) {
    await page.setViewportSize({ width, height: 640 });
    const boxes = await Promise.all((await filters.all()).map(edgesOf));
    expect(new Set(boxes.map(({ top }) => top)).size).toBe(1);
    const { right } = await edgesOf(page.getByRole('complementary', { name: 'Chats' }));
    expect(Math.max(...boxes.map((box) => box.right))).toBeLessThanOrEqual(right);
  }
  await page.screenshot({ path: `${outputDir}/filters.png` });

  await page.goto('/inbox');
  await expect(page.locator('.mail').first()).toContainText(/Ana Berg\s*an Harbour crew/);
  await expect(page.locator('.mail').first().locator('.to')).toBeInViewport({ ratio: 0.9 });
  await page.screenshot({ path: `${outputDir}/inbox.png` });
});

test('with text of 200 % nothing is beyond the edge, in German on a phone neither', async ({
  browser,
  playwright,
  baseURL,
}, { outputDir }) => {
  const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  const ana = await theOwner(request);
  const urte = await aPerson(request, ana, 'Urte');
  const pilots = { kind: 'group', subject: 'Pilots', memberIds: [urte.id] };
  const { id } = await ana.post<{ id: string }>('/conversations', pilots);
  const sendAt = new Date(Date.now() + 86_400_000).toISOString();
  await ana.post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'High tide', sendAt });
  const page = await pageOf(browser, 'ana', '/chats', { viewport: { width: 390, height: 844 }, locale: 'de-DE' });
  await withLargeText(page);
  const open = async (path: string): Promise<void> => {
    await page.goto(path);
    await expect(page.getByRole('heading').first()).toBeVisible();
  };

  for (const path of [
    '/chats',
    '/inbox',
    '/saved',
    '/groups',
    '/settings',
    '/admin/people',
    '/admin/conversations',
    '/admin/audit',
  ]) {
    await open(path);
    expect(await excess(page), path).toBe(0);
  }
  // A list has room for its rows, and what is above and below it is scrolled to.
  for (const path of ['/admin/people', '/admin/jobs', '/admin/audit', `/admin/people/${urte.id}`]) {
    await open(path);
    const list = page.locator('main .scroll');
    expect(await list.evaluate(({ clientHeight }) => clientHeight), path).toBeGreaterThanOrEqual(500);
  }
  await open('/admin/people');
  await page.screenshot({ path: `${outputDir}/people.png` });
  await page.locator('main footer').scrollIntoViewIfNeeded();
  await expect(page.locator('main footer')).toBeInViewport({ ratio: 0.9 });
  await page.goto(`/admin/people/${urte.id}?part=danger`);
  await expect(page.getByRole('tab', { name: 'Gefahrenzone' })).toBeInViewport({ ratio: 0.9 });
  await page.screenshot({ path: `${outputDir}/person.png` });
  const spilling = (all: { scrollWidth: number; clientWidth: number }[]): number =>
    all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length;
  expect(await page.locator('.tabbar .nav').evaluateAll(spilling)).toBe(0);

  await open('/settings');
  for (const control of [page.locator('.hold select').first(), page.getByText('Alle anderen Geräte abmelden')]) {
    const { left, right } = await edgesOf(control);
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(390);
  }

  await open('/scheduled');
  await page.getByRole('button', { name: /^Die Nachricht an .*Pilots.* bearbeiten/ }).click();
  for (const field of [page.locator('textarea.text'), page.locator('#scheduled-at')])
    expect((await edgesOf(field)).right).toBeLessThanOrEqual(390);
  await open(`/chats/${id}`);
  await page.getByRole('button', { name: 'Details' }).first().click();
  expect((await edgesOf(page.getByRole('button', { name: 'Archivieren' }))).right).toBeLessThanOrEqual(390);

  await page.setViewportSize({ width: 1024, height: 768 });
  await open('/admin/people');
  expect((await edgesOf(page.getByRole('button', { name: 'Personen einladen' }))).right).toBeLessThanOrEqual(1024);
  expect((await edgesOf(page.getByRole('link', { name: 'Einladungen' }))).right).toBeLessThanOrEqual(1024);
});
