import { setTimeout as delay } from 'node:timers/promises';
import { HttpConnection } from '../load/http-connection.mjs';
import { percentile } from '../statistics.mjs';

const EVERY_MS = 10;

/**
 * Asks the server every few milliseconds whether it lives, from this process, which does nothing else. `end` answers
 * the milliseconds within which 99 of 100 answers came, each from the moment at which it was to be asked.
 */
export async function probeHealth(port) {
  const [connection, latencies] = [await HttpConnection.open(port), []];
  let isOver = false;
  const probing = (async () => {
    for (let due = performance.now(); !isOver; due += EVERY_MS) {
      await delay(Math.max(0, due - performance.now()));
      const { status } = await connection.request({ method: 'GET', path: '/health/live' });
      if (status !== 200) throw new Error(`/health/live answered ${status}.`);
      latencies.push(performance.now() - due);
    }
    connection.close();
  })();
  return {
    async end() {
      isOver = true;
      await probing;
      return percentile(latencies, 0.99);
    },
  };
}
