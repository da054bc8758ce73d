import { HttpConnection } from './http-connection.mjs';

/** Asks one request after the other; answers how many milliseconds each took. The first one only warms up. */
export async function timesOf({ port, requests }) {
  const connection = await HttpConnection.open(port);
  const times = [];
  for (const request of [requests[0], ...requests]) {
    const start = performance.now();
    const { status, body } = await connection.request(request);
    if (status !== 200) throw new Error(`${request.path}: ${status} ${body}`);
    times.push(performance.now() - start);
  }
  connection.close();
  return times.slice(1);
}
