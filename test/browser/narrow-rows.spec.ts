import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { aPerson, pageOf, theOwner } from './support/company.js';
import { edgesOf } from './support/layout.js';

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
