import { readdirSync, statSync } from 'node:fs';
import { SLOW, slowDown } from './browser.mjs';

const [KILOBYTE, SECOND] = [1_000, 1_000];
const DIST = 'admin-ui/dist';

/** The pages that are visited: who sees them, where they are, and what is there when they are. */
export const PAGES = {
  login: { path: () => '/login', there: 'input[type=password]' },
  conversation: {
    path: ({ direct }) => `/chats/${direct.id}`,
    who: ({ reader }) => reader,
    there: 'app-message-row .md:not(.plain)',
  },
  people: { path: () => '/admin/people', who: ({ owner }) => owner, there: 'app-admin-users tbody tr' },
  overview: { path: () => '/admin/overview', who: ({ owner }) => owner, there: 'app-overview-page canvas' },
};

/** A first visit on a slow device and line, until nothing more is asked for: what is shown when, and what comes. */
export async function firstVisit(browser, demo, name) {
  const { path, who, there } = PAGES[name];
  const page = await browser.visitor(demo.url, who?.(demo));
  await slowDown(page, SLOW);
  const seen = await visit(page, path(demo), there);
  await page.context().close();
  return named(name, seen);
}

/** Another visit of a conversation in a browser whose service worker keeps the app; the server is as far as before. */
export async function laterVisit(page, demo) {
  const { path, there } = PAGES.conversation;
  const later = await page.context().newPage();
  await slowDown(later, SLOW);
  const seen = await visit(later, path(demo), there);
  const isKept = await later.evaluate(() => navigator.serviceWorker.controller !== null);
  if (!isKept) throw new Error('The service worker did not serve the later visit.');
  await later.close();
  return named('later', seen);
}

/** The newest message of a conversation on a first visit, in seconds. */
export async function newestShown(browser, demo) {
  const page = await browser.visitor(demo.url, demo.reader);
  await slowDown(page, SLOW);
  await page.goto(PAGES.conversation.path(demo), { waitUntil: 'commit' });
  const shownAt = await page.evaluate((text) => paints.of(text), demo.direct.newest);
  await page.context().close();
  return { shown: shownAt / SECOND };
}

/** Waits until the service worker of the page has everything that it keeps. */
export async function untilKept(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const isWhole = async () => {
      const { hashTable } = await (await fetch('ngsw.json')).json();
      const keys = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      const kept = new Set(keys.flat().map(({ url }) => new URL(url).pathname));
      return Object.keys(hashTable).every((path) => kept.has(path) || !/chunk-|main-/.test(path));
    };
    while (!(await isWhole())) await new Promise((resolve) => setTimeout(resolve, 100));
  });
}

/** The heaviest of the chunks that come later than the page, in kB as it is sent. */
export function heaviestChunk() {
  const sizes = readdirSync(DIST)
    .filter((name) => /^chunk-.*\.js\.br$/.test(name))
    .map((name) => statSync(`${DIST}/${name}`).size);
  return { 'heaviest chunk': Math.max(...sizes) / KILOBYTE };
}

async function visit(page, path, there) {
  await page.goto(path, { waitUntil: 'commit' });
  await page.locator(there).first().waitFor();
  await page.waitForLoadState('networkidle');
  return page.evaluate(() => vitals());
}

function named(name, { firstPaint, largestPaint, shift, blocked, scripts, styles, fonts }) {
  return {
    [`${name} first paint`]: firstPaint / SECOND,
    [`${name} largest paint`]: largestPaint / SECOND,
    [`${name} shift`]: shift,
    [`${name} blocked`]: blocked,
    [`${name} scripts`]: scripts / KILOBYTE,
    [`${name} styles`]: styles / KILOBYTE,
    [`${name} fonts`]: fonts / KILOBYTE,
  };
}
