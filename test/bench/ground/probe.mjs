import { setTimeout as delay } from 'node:timers/promises';
import { HttpConnection } from '../load/http-connection.mjs';
import { percentile } from '../statistics.mjs';

const EVERY_MS = 20;

/**
 * Asks the server every few milliseconds whether it lives, whether or not it answered before, from this process, which
 * does nothing else. `end` answers the milliseconds within which 99 of 100 answers came.
 */
export async function probeHealth(port) {
  const idle = [await HttpConnection.open(port)];
  const answers = [];
  let isOver = false;
  const ask = async (due) => {
    const connection = idle.pop() ?? (await HttpConnection.open(port));
    const { status } = await connection.request({ method: 'GET', path: '/health/live' });
    idle.push(connection);
    if (status !== 200) throw new Error(`/health/live answered ${status}.`);
    return performance.now() - due;
  };
  const probing = (async () => {
    for (let due = performance.now(); !isOver; due += EVERY_MS) {
      await delay(Math.max(0, due - performance.now()));
      answers.push(ask(due));
    }
  })();
  return {
    async end() {
      isOver = true;
      await probing;
      const latencies = await Promise.all(answers);
      for (const connection of idle) connection.close();
      return percentile(latencies, 0.99);
    },
  };
}
