import { setTimeout as delay } from 'node:timers/promises';
import { HttpConnection } from './http-connection.mjs';
import { inWaves } from './raw-socket.mjs';

const SECOND_MS = 1_000;

/** Asks so many times a second, each time over the next connection, whether or not answers come. */
export async function askAtRate({ port, requests, perSecond, seconds }) {
  const connections = await inWaves(requests, () => HttpConnection.open(port));
  const answers = [];
  const start = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    await delay(Math.max(0, start + (n * SECOND_MS) / perSecond - performance.now()));
    const place = n % connections.length;
    answers.push(connections[place].request(requests[place]));
  }
  const failed = (await Promise.all(answers)).filter(({ status }) => status > 299);
  if (failed.length > 0) throw new Error(`${failed.length} failed, the first with ${failed[0].status}.`);
  for (const connection of connections) connection.close();
}
