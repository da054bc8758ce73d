import { percentile } from '../statistics.mjs';
import { HttpConnection } from './http-connection.mjs';

const SECOND_MS = 1_000;
const WARM_UP = 20;

/**
 * Asks several servers in turn, one request at a time, so that a noisy moment disturbs all alike. Answers the
 * milliseconds that the middle request of each took.
 */
export async function answerOneByOne({ servers, seconds }) {
  const asked = await Promise.all(
    servers.map(async ({ port, requests }) => ({ connection: await HttpConnection.open(port), requests, took: [] })),
  );
  const end = performance.now() + seconds * SECOND_MS;
  for (let n = 0; n < WARM_UP * 2 || performance.now() < end; n++) {
    for (const { connection, requests, took } of asked) {
      const start = performance.now();
      const { status, body } = await connection.request(requests[n % requests.length]);
      if (status !== 200) throw new Error(`${requests[n % requests.length].path}: ${status} ${body}`);
      if (n >= WARM_UP) took.push(performance.now() - start);
    }
  }
  for (const { connection } of asked) connection.close();
  return asked.map(({ took }) => percentile(took, 0.5));
}
