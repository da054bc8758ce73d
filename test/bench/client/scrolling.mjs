import { percentile } from '../statistics.mjs';

const DISTANCE = 30_000;
const PIXELS_A_SECOND = 3_000;

/** Up through a long conversation with a wheel: how long its frames are, and how much of it exists at a time. */
export async function scrollUp(page, { id, newest }) {
  await page.goto(`/chats/${id}`);
  await page.getByText(newest).first().waitFor();
  const { x, y, width, height } = await page.locator('app-virtual-log').boundingBox();
  const session = await page.context().newCDPSession(page);
  await page.evaluate(watchFrames);
  await session.send('Input.synthesizeScrollGesture', {
    ...{ x: x + width / 2, y: y + height / 2, yDistance: DISTANCE, speed: PIXELS_A_SECOND },
    ...{ gestureSourceType: 'mouse', preventFling: true },
  });
  const { frames, rows, nodes } = await page.evaluate(() => frameWatch.stop());
  await session.detach();
  return {
    'frame in the middle': percentile(frames, 0.5),
    'frame at 95 %': percentile(frames, 0.95),
    'longest frame': Math.max(...frames),
    ...{ rows, nodes },
  };
}

/** In the page: the times between frames from now on, and the most rows and nodes of the log. */
function watchFrames() {
  const seen = { frames: [], rows: 0, nodes: 0 };
  const log = document.querySelector('app-virtual-log');
  let [last, isOver] = [performance.now(), false];
  const look = (at) => {
    seen.frames.push(at - last);
    last = at;
    seen.rows = Math.max(seen.rows, log.getElementsByTagName('app-message-row').length);
    seen.nodes = Math.max(seen.nodes, log.getElementsByTagName('*').length);
    if (!isOver) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  globalThis.frameWatch = {
    stop: () => {
      isOver = true;
      return { ...seen, frames: seen.frames.slice(1) };
    },
  };
}
