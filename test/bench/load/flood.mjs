import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { openClients } from './clients.mjs';
import { HttpConnection } from './http-connection.mjs';
import { BODY } from './texts.mjs';

const SECOND_MS = 1_000;
/** The queue of the server needs this long to fill; what counts comes after it. */
const FILLING_MS = 1_000;
const PATIENCE_MS = 30_000;
const AGAIN_AFTER_MS = 100;
/** So many leave in one system call: the load must not take the cores from the server that it measures. */
const BURST = 4;

/**
 * Sends so many a second over sockets whatever comes back, and a few more over HTTP. Answers what was acknowledged and
 * refused a second, how many requests were refused with 503, all of them saying when to come back, and how long after
 * the last message a new one was acknowledged.
 */
export async function flood({ perSecond, seconds, port, requests, ...options }) {
  const clients = await openClients(options);
  const [late] = await openClients({ ...options, people: options.people.slice(0, 1) });
  let [sent, acknowledged, refused] = [0, 0, 0];
  const otherRefusals = [];
  for (const client of clients) {
    client.onAck = () => acknowledged++;
    client.onRefusal = (frame) => {
      refused++;
      if (!frame.includes('service_unavailable')) otherRefusals.push(frame.toString());
    };
  }
  const overHttp = askMeanwhile(port, requests);
  const start = performance.now();
  const end = start + FILLING_MS + seconds * SECOND_MS;
  let counted;
  for (let now = start; now < end; now = performance.now()) {
    counted ??=
      now - start > FILLING_MS ? { at: now, sent, acknowledged, refused, own: process.cpuUsage() } : undefined;
    for (const due = ((now - start) / SECOND_MS) * perSecond; sent < due; sent += BURST) {
      clients[(sent / BURST) % clients.length].sendAtOnce(BODY, BURST);
    }
    await delay(1);
  }
  const measured = (performance.now() - counted.at) / SECOND_MS;
  const own = process.cpuUsage(counted.own);
  const rates = {
    offered: (sent - counted.sent) / measured,
    goodput: (acknowledged - counted.acknowledged) / measured,
    refusedPerSecond: (refused - counted.refused) / measured,
    loadCpuShare: (own.user + own.system) / 1e6 / measured,
  };
  const recovery = await recovered(late);
  const { refusals, sayWhen } = await overHttp.stop();
  while (acknowledged + refused < sent && performance.now() < end + PATIENCE_MS) await delay(10);
  for (const client of [...clients, late]) client.close();
  if (acknowledged + refused < sent) throw new Error(`${sent - acknowledged - refused} sends were not answered.`);
  if (otherRefusals.length > 0) throw new Error(`${otherRefusals.length} failed, the first with ${otherRefusals[0]}`);
  return { ...rates, recovery, refusals, sayWhen };
}

/** Seconds until a message that is sent now is acknowledged; refused, it is sent again a moment later. */
async function recovered(client) {
  const start = performance.now();
  for (;;) {
    const isKept = await new Promise((resolve) => {
      client.onAck = () => resolve(true);
      client.onRefusal = () => resolve(false);
      client.send(BODY);
    });
    if (isKept) return (performance.now() - start) / SECOND_MS;
    await delay(AGAIN_AFTER_MS);
  }
}

function askMeanwhile(port, requests) {
  let isOver = false;
  const answers = { refusals: 0, sayWhen: 0 };
  const loops = requests.map(async ({ body, ...request }) => {
    const connection = await HttpConnection.open(port);
    while (!isOver) {
      const { status, head } = await connection.request({ ...request, body: body.replace('{id}', randomUUID()) });
      if (status === 503) {
        answers.refusals++;
        if (/\r\nretry-after: \d/i.test(head)) answers.sayWhen++;
      } else if (status > 299) throw new Error(`${request.path}: ${status}`);
    }
    connection.close();
  });
  return {
    async stop() {
      isOver = true;
      await Promise.all(loops);
      return answers;
    },
  };
}
