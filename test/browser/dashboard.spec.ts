import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { barriers } from './support/barriers.js';
import { aPerson, type Person, signInAt, theOwner } from './support/company.js';
import { excess } from './support/layout.js';
import { takePicture } from './support/picture.js';

const NOW = '**/api/v1/admin/statistics/now';
const SERIES = '**/api/v1/admin/statistics?*';

let request: APIRequestContext;
let owner: Person;
let sunniva: Person;

test.beforeAll(async ({ playwright }, { project }) => {
  const { baseURL } = project.use;
  request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  owner = await theOwner(request);
  sunniva = await aPerson(request, owner, 'Sunniva');
  const { id } = await owner.post<{ id: string }>('/conversations', { kind: 'direct', userId: sunniva.id });
  for (let n = 1; n <= 12; n++) {
    await owner.post(`/conversations/${id}/messages`, {
      clientId: crypto.randomUUID(),
      body: `Delivery ${n} has left.`,
    });
  }
  await request.post('/api/v1/auth/login', { data: { login: 'sunniva', password: 'not her password' } });
});

const tile = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
/** Sees a day with something in it, whatever the server has seen in the minutes of this test. */
const withADay = (page: Page) =>
  page.route(SERIES, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as StatisticsBody;
    body.recordedSince = body.at[0] ?? null;
    for (const series of body.series) {
      series.values = body.at.map((_, n) => Math.round(40 + 38 * Math.sin(n / 3.3 + series.name.length)));
      const isCount = series.kind === 'count';
      series.total = isCount ? series.values.reduce((sum, value) => sum + value, 0) : Math.max(...series.values);
      series.previous = Math.round(series.total * 0.9);
    }
    await route.fulfill({ response: answer, json: body });
  });

interface StatisticsBody {
  readonly at: string[];
  recordedSince: string | null;
  readonly series: { name: string; kind: string; values: number[]; total: number; previous: number | null }[];
}

test('an owner sees what is going on, in figures, charts and tables', async ({ browser }, { outputDir }) => {
  const page = await (await browser.newContext()).newPage();
  await withADay(page);
  await signInAt(page, 'ana', '/admin');

  await expect(page).toHaveURL(/\/admin\/overview$/);
  await expect(page.getByText(/^\s*Updated \d+ s ago/)).toBeVisible();
  await expect(tile(page, 'Active now')).toContainText(/[1-9]/);
  await expect(tile(page, 'Active now')).toContainText('on the period before');
  await expect(tile(page, 'Version')).toContainText('1 node');

  // Each chart is a table too.
  const chart = page.locator('canvas').first();
  await expect(chart).toBeVisible();
  await page.getByRole('button', { name: 'Show as table: Messages' }).click();
  const table = page.getByRole('region', { name: 'Messages' }).getByRole('table');
  await expect(table.getByRole('columnheader', { name: 'Messages' })).toBeVisible();
  expect(await table.getByRole('row').count()).toBeGreaterThan(20);
  await page.getByRole('button', { name: 'Show as chart: Messages' }).click();
  await expect(page.getByRole('region', { name: 'When people write' }).getByRole('row')).toHaveCount(8);

  // Another period is in the address.
  await page.getByLabel('Period').selectOption('Last 7 days');
  await expect(page).toHaveURL(/period=7d/);

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await barriers(page)).toEqual([]);
    await page.screenshot({ path: `${outputDir}/overview-${colorScheme}.png`, fullPage: true });
    await takePicture(page, `overview-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });

  // From a figure to what is behind it.
  await tile(page, 'Failed sign-ins, 24 hours').getByRole('link').click();
  await expect(page).toHaveURL(/\/admin\/audit\?q=action:sign-in.failed/);
});

test('one figure that fails says so alone, and comes back', async ({ browser }, { outputDir }) => {
  const page = await (await browser.newContext()).newPage();
  await page.route(NOW, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), storage: { error: 'unavailable' } } });
  });
  await signInAt(page, 'ana', '/admin/overview');

  await expect(tile(page, 'Storage')).toContainText("This figure isn't available right now.");
  await expect(tile(page, 'People')).toContainText('not signed in yet');
  await expect(tile(page, 'Active now')).toContainText(/\d/);
  await page.screenshot({ path: `${outputDir}/one-failed.png` });
  await page.unroute(NOW);
  await page.getByRole('button', { name: 'Retry: Storage' }).click();
  await expect(tile(page, 'Storage')).toContainText('Database');
});

test('figures that are old say so, and nobody asks while the page is hidden', async ({ browser }, { outputDir }) => {
  const page = await (await browser.newContext()).newPage();
  await page.clock.install();
  await signInAt(page, 'ana', '/admin/overview');
  await expect(tile(page, 'Storage')).toContainText('Database');
  let asked = 0;
  await page.route(NOW, async (route) => {
    asked++;
    await route.abort();
  });

  const hide = (isHidden: boolean) =>
    page.evaluate(`
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${isHidden} });
      document.dispatchEvent(new Event('visibilitychange'));`);
  await hide(true);
  asked = 0;
  await page.clock.runFor(30_000);
  expect(asked).toBe(0);

  await hide(false);
  await expect(page.getByText(/Not updated for \d+ s/)).toBeVisible();
  expect(asked).toBeGreaterThan(0);
  await expect(tile(page, 'Storage')).toContainText('Database');
  await page.screenshot({ path: `${outputDir}/stale.png` });

  await page.unroute(NOW);
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByText(/Updated \d+ s ago/)).toBeVisible();
});

test('health names each part and what to do, and a support bundle is downloaded', async ({ browser }, {
  outputDir,
}) => {
  const page = await (await browser.newContext()).newPage();
  await page.route('**/api/v1/admin/health', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { state: string; parts: { part: string; state: string; reason: string }[] };
    body.state = 'degraded';
    for (const part of body.parts)
      if (part.part === 'mail') Object.assign(part, { state: 'degraded', reason: 'mail_failed' });
    await route.fulfill({ response: answer, json: body });
  });
  await page.route('**/api/v1/admin/health/failed-jobs', (route) =>
    route.fulfill({
      json: {
        items: [
          {
            ...{ id: '0199c0de-0000-7000-8000-000000000001', job: 'mail.notice', enqueuedAt: null },
            ...{ reason: 'connect ECONNREFUSED', failedAt: new Date().toISOString() },
          },
        ],
      },
    }),
  );
  await signInAt(page, 'ana', '/admin/health');

  const health = page.getByRole('region', { name: 'Health' });
  await expect(health.getByRole('heading', { name: 'Database', exact: true })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '1 part needs attention' })).toBeVisible();
  await expect(health.getByText('The mail server takes no email.')).toBeVisible();
  await expect(health.getByText('Since').first()).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.screenshot({ path: `${outputDir}/health.png`, fullPage: true });
  await takePicture(page, 'health');

  // Somebody else was quicker.
  await page.getByRole('button', { name: 'Try again: mail.notice' }).click();
  const quicker = page.getByText('Somebody has tried this job again or dismissed it already.');
  await expect(quicker).toBeVisible();
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Dismiss mail.notice' }).click();
  const question = page.getByRole('dialog', { name: 'Dismiss mail.notice?' });
  await expect(question).toContainText("What it should have done isn't done.");
  await question.getByRole('button', { name: 'Dismiss' }).click();
  await expect(quicker).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download bundle' }).click();
  expect((await download).suggestedFilename()).toBe('parley-support.json');
});

test('on a phone, in German, in the dark, from right to left', async ({ browser }, { outputDir }) => {
  const phone = { viewport: { width: 390, height: 844 }, locale: 'de-DE', colorScheme: 'dark' } as const;
  const page = await (await browser.newContext(phone)).newPage();
  await withADay(page);
  await signInAt(page, 'ana', '/admin');

  await expect(page.getByRole('heading', { name: 'Übersicht' })).toBeVisible();
  await expect(tile(page, 'Jetzt aktiv')).toContainText(/\d/);
  await expect(page.locator('canvas').first()).toBeVisible();
  expect(await excess(page)).toBe(0);
  await page.screenshot({ path: `${outputDir}/phone.png` });
  await page.getByText('Wann geschrieben wird').scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${outputDir}/phone-below.png` });
  await page.locator('html').evaluate((root) => root.setAttribute('dir', 'rtl'));
  await page.screenshot({ path: `${outputDir}/phone-rtl.png` });
  await page.goto('/admin/health');
  await expect(page.getByRole('heading', { name: 'Zustand' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Support-Paket' })).toBeVisible();
  await page.screenshot({ path: `${outputDir}/phone-health.png` });
});

test('where the charts cannot be loaded there are the tables', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await withADay(page);
  await page.route('**/*.js', async (route) => {
    const answer = await route.fetch();
    // Names of files say nothing; this is in the library of charts alone.
    if ((await answer.text()).includes('chartArea')) await route.abort();
    else await route.fulfill({ response: answer });
  });
  await signInAt(page, 'ana', '/admin/overview');

  await expect(page.getByText("The chart couldn't be loaded. Here is the table.").first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Messages' }).getByRole('row').nth(5)).toBeVisible();
});

test('whoever may see neither is told so', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await signInAt(page, 'sunniva', '/admin/overview');

  await expect(page.getByRole('heading', { name: /for administrators/i })).toBeVisible();
});
