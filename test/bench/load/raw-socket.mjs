import { WebSocket } from 'ws';

/** A socket that is open. Masking with zeros saves the load the work and changes nothing for the server. */
export async function openSocket(url) {
  const socket = new WebSocket(url, { perMessageDeflate: false, generateMask: (mask) => mask.fill(0) });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  return socket;
}

/** Does something with each of many, a few at a time. */
export async function inWaves(items, work, atOnce = 100) {
  const done = [];
  for (let n = 0; n < items.length; n += atOnce) {
    done.push(...(await Promise.all(items.slice(n, n + atOnce).map(work))));
  }
  return done;
}
