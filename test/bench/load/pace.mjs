import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../statistics.mjs';
import { openClients, requireNoRefusals } from './clients.mjs';
import { markIn } from './frames.mjs';
import { BODY } from './texts.mjs';

const SECOND_MS = 1_000;
const LAST_ONES_MS = 10_000;
const WARM_UP_SECONDS = 1;

/**
 * Sends so many a second, whether or not answers come, and measures each from the moment at which it was to be sent to
 * the moment at which the other person has it: a server that stalls is charged for all who wait meanwhile.
 */
export async function pace({ perSecond, seconds, ...options }) {
  const clients = await openClients(options);
  const warmUp = perSecond * WARM_UP_SECONDS;
  const total = warmUp + perSecond * seconds;
  const start = performance.now() + 50;
  const due = (n) => start + (n * SECOND_MS) / perSecond;
  const latencies = [];
  let arrived = 0;
  for (const client of clients) {
    client.onMessage = (frame) => {
      const n = markIn(frame);
      arrived++;
      if (n >= warmUp) latencies.push(performance.now() - due(n));
    };
  }
  for (let n = 0; n < total;) {
    for (; n < total && due(n) <= performance.now(); n++) clients[n % clients.length].send(`#${n} ${BODY}`);
    await delay(1);
  }
  const end = performance.now() + LAST_ONES_MS;
  while (arrived < total && performance.now() < end) await delay(10);
  for (const client of clients) client.close();
  requireNoRefusals(clients);
  if (arrived < total) throw new Error(`Of ${total} messages, ${total - arrived} did not arrive.`);
  return { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
}
