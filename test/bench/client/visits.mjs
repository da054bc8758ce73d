import { SLOW, slowDown } from './browser.mjs';

const [KILOBYTE, SECOND] = [1_000, 1_000];
let count = 0;

/** The first visit of a conversation on a slow device and line, until nothing more is asked for. */
export async function firstVisit(browser, { url, credentials, direct }) {
  const page = await browser.visitor(url, credentials);
  await slowDown(page, SLOW);
  await page.goto(`/chats/${direct.id}`, { waitUntil: 'commit' });
  const shownAt = await page.evaluate((text) => paints.of(text), direct.newest);
  await page.locator('app-message-row .md:not(.plain)').first().waitFor();
  await page.waitForLoadState('networkidle');
  const { scriptBytes, paintedAt } = await page.evaluate(visitSoFar);
  await page.context().close();
  return { largestPaint: paintedAt / SECOND, shown: shownAt / SECOND, scripts: scriptBytes / KILOBYTE };
}

/** In the page: the bodies of its scripts as they came, and when the largest thing on it was painted. */
function visitSoFar() {
  const scripts = performance.getEntriesByType('resource').filter(({ name }) => new URL(name).pathname.endsWith('.js'));
  const sizes = new Map(scripts.map(({ name, encodedBodySize }) => [name, encodedBodySize]));
  const scriptBytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      resolve({ scriptBytes, paintedAt: list.getEntries().at(-1).startTime });
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
}

/** Milliseconds from the Enter key to the frame with one's own message. */
export async function echo(page, conversation) {
  conversation.newest = `Message ${++count} of the bench, and nobody need answer it.`;
  await page.locator('app-composer textarea').fill(conversation.newest);
  return untilPainted(page, conversation.newest, () => page.keyboard.press('Enter'));
}

/** Milliseconds from the pointer to the frame with the newest message of another conversation, which was open before. */
export async function switchTo(page, { name, newest }) {
  const box = await page.getByRole('option', { name: new RegExp(`^${name}`) }).boundingBox();
  // Without the checks of a locator, which would ask the page for its layout meanwhile.
  return untilPainted(page, newest, () => page.mouse.click(box.x + box.width / 2, box.y + box.height / 2));
}

async function untilPainted(page, text, act) {
  await quiet(page);
  const painted = page.evaluate((wanted) => paints.of(wanted).then((at) => ({ at, since: paints.inputAt })), text);
  await act();
  const { at, since } = await painted;
  return at - since;
}

/** What the last act left to do is done. */
async function quiet(page) {
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}
