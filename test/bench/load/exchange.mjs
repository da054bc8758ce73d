import { setTimeout as delay } from 'node:timers/promises';
import { openClients, requireNoRefusals } from './clients.mjs';
import { seqIn } from './frames.mjs';
import { countedStretch } from './stretch.mjs';
import { BODY } from './texts.mjs';

const DELIVERY_WITHIN_MS = 10_000;

/**
 * People in pairs write to each other; `inFlight` messages wait for their acknowledgement at any time. A message counts
 * when it was acknowledged and the other one has it (`delivers`); with `ordered`, everybody must see theirs in order.
 */
export async function exchange({ delivers = true, ordered = false, ...options }) {
  const clients = await openClients(options);
  const idle = [...clients];
  let isOver = false;
  let [sent, acknowledged, delivered] = [0, 0, 0];
  const sendNext = () => {
    if (isOver) return;
    sent++;
    idle.shift().send(BODY);
  };
  for (const client of clients) {
    const watch = ordered ? new Order(client) : undefined;
    client.onAck = (frame) => {
      acknowledged++;
      watch?.see(frame);
      idle.push(client);
      sendNext();
    };
    client.onMessage = (frame) => {
      delivered++;
      watch?.see(frame);
    };
  }
  for (let n = 0; n < (options.inFlight ?? clients.length); n++) sendNext();
  const counted = await countedStretch(options, () => (delivers ? Math.min(acknowledged, delivered) : acknowledged));
  isOver = true;
  await until(() => acknowledged === sent && (!delivers || delivered === sent));
  for (const client of clients) client.close();
  requireNoRefusals(clients);
  if (acknowledged < sent || (delivers && delivered < sent)) {
    throw new Error(`Of ${sent} messages, ${acknowledged} were acknowledged and ${delivered} delivered.`);
  }
  return counted;
}

/** Throws when somebody sees a conversation out of order, or misses a part of it. */
class Order {
  constructor(client) {
    this.client = client;
  }

  see(frame) {
    const seq = seqIn(frame);
    if (this.last !== undefined && seq !== this.last + 1) {
      this.client.refusals.push(`${seq} after ${this.last}`);
    }
    this.last = seq;
  }
}

async function until(isSo) {
  const end = performance.now() + DELIVERY_WITHIN_MS;
  while (!isSo() && performance.now() < end) await delay(10);
}
