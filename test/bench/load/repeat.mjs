import { randomUUID } from 'node:crypto';
import { HttpConnection } from './http-connection.mjs';
import { inWaves } from './raw-socket.mjs';
import { countedStretch } from './stretch.mjs';

/** Each connection repeats its request as soon as it is answered; `{id}` in a body becomes a new one every time. */
export async function repeat({ port, requests, ...options }) {
  const connections = await inWaves(requests, () => HttpConnection.open(port));
  let answered = 0;
  let isOver = false;
  const loops = connections.map(async (connection, n) => {
    const { body, ...request } = requests[n];
    while (!isOver) {
      const answer = await connection.request({ ...request, body: body?.replace('{id}', randomUUID()) });
      if (answer.status > 299) throw new Error(`${request.path}: ${answer.status} ${answer.body}`);
      answered++;
    }
  });
  const counted = await Promise.race([
    countedStretch(options, () => answered),
    Promise.all(loops).then(() => undefined),
  ]);
  isOver = true;
  await Promise.all(loops);
  for (const connection of connections) connection.close();
  return counted;
}
