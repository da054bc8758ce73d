import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { aPerson, pageOf, theOwner } from './support/company.js';

test('on a narrow screen the filters of the chats are one line in German, too, and mail names its group', async ({
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
  const boxes = await filters.evaluateAll((tabs) =>
    tabs.map((tab) => {
      const { top, left, right } = (
        tab as unknown as { getBoundingClientRect(): { top: number; left: number; right: number } }
      ).getBoundingClientRect();
      return { top, left, right };
    }),
  );
  await page.screenshot({ path: `${outputDir}/filters.png` });
  expect(new Set(boxes.map(({ top }) => top)).size).toBe(1);
  expect(Math.max(...boxes.map(({ right }) => right))).toBeLessThanOrEqual(320);

  await page.goto('/inbox');
  await expect(page.locator('.mail').first()).toContainText(/Ana Berg\s*an Harbour crew/);
  await expect(page.locator('.mail').first().locator('.to')).toBeInViewport({ ratio: 0.9 });
  await page.screenshot({ path: `${outputDir}/inbox.png` });
});
