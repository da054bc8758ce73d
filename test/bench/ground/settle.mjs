import { setTimeout as delay } from 'node:timers/promises';

const TIMES = 5;
const BETWEEN_MS = 200;

// Loaded into the server before it starts, so that its memory is measured without what is only waiting to be freed.
process.on('message', async (wish) => {
  if (wish !== 'settle') return;
  for (let n = 0; n < TIMES; n++) {
    globalThis.gc();
    await delay(BETWEEN_MS);
  }
  process.send('settled');
});
