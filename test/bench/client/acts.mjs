import { percentile } from '../statistics.mjs';

const KEYS = 60;
const SWITCHES = 100;
const MESSAGES = 20;
const MEGABYTE = 1_000_000;
let count = 0;

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

/** Milliseconds from a key to the frame with its letter, all but one in twenty. */
export async function typing(page) {
  const field = page.locator('app-composer textarea');
  await field.fill('');
  await field.focus();
  await quiet(page);
  await page.evaluate(() => paints.keys.splice(0));
  let taken = [];
  // Nobody presses a key before they see the last one.
  for (let n = 1; n <= KEYS; n++) {
    await page.keyboard.press(n % 6 === 0 ? 'Space' : 'e');
    taken = await page.evaluate((wanted) => paints.ofKeys(wanted), n);
  }
  await field.fill('');
  return percentile(taken, 0.95);
}

/** Milliseconds from somebody's Enter key to the frame in which the other one sees the message, all but one in twenty. */
export async function arrivals(from, to, conversation) {
  const taken = [];
  for (let n = 0; n < MESSAGES; n++) {
    const text = `Message ${++count} of the bench, from one page to another.`;
    await from.locator('app-composer textarea').fill(text);
    await quiet(to);
    const seen = to.evaluate((wanted) => paints.of(wanted).then((at) => performance.timeOrigin + at), text);
    await from.keyboard.press('Enter');
    taken.push((await seen) - (await from.evaluate(() => performance.timeOrigin + paints.inputAt)));
    conversation.newest = text;
  }
  return percentile(taken, 0.95);
}

/** MB by which the heap has grown after going to and fro between two conversations a hundred times. */
export async function growth(page, one, other) {
  const session = await page.context().newCDPSession(page);
  const before = await heapOf(session);
  for (let n = 0; n < SWITCHES; n++) await switchTo(page, n % 2 === 0 ? other : one);
  const after = await heapOf(session);
  await session.detach();
  return (after - before) / MEGABYTE;
}

async function heapOf(session) {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
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
