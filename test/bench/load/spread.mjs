import { openClients, requireNoRefusals } from './clients.mjs';
import { countedStretch } from './stretch.mjs';
import { BODY } from './texts.mjs';

/**
 * One after the other writes to a group in which everybody is online; the next message goes when all have the last one.
 * Counts what reached somebody. The last `paused` of them do not read.
 */
export async function spread({ paused = 0, ...options }) {
  const clients = await openClients(options);
  const readers = clients.slice(0, clients.length - paused);
  for (const client of clients.slice(readers.length)) client.socket.pause();
  let isOver = false;
  let [arrived, turn] = [0, 0];
  const sendNext = () => {
    if (!isOver) readers[turn++ % readers.length].send(BODY);
  };
  const arrive = () => {
    if (++arrived % readers.length === 0) sendNext();
  };
  for (const client of readers) {
    client.onAck = arrive;
    client.onMessage = arrive;
  }
  sendNext();
  const counted = await countedStretch(options, () => arrived);
  isOver = true;
  for (const client of clients) client.close();
  requireNoRefusals(clients);
  return counted;
}
