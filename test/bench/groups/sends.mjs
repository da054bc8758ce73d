import { Ground } from '../ground/ground.mjs';
import { makePeople, pairUp } from '../ground/people.mjs';
import { Pgbench } from '../reference/pgbench.mjs';
import { TypeOrmReference } from '../reference/typeorm.mjs';

const CLIENTS = 64;
const CROWDS = [1, 64, 256, 1_000];

/** How many messages a second are kept, acknowledged and, over sockets, handed to the other person. */
export const sends = {
  name: 'sends',
  figures: [
    {
      id: 'sends',
      title: 'Messages a second, each committed durably, as a share of a plain INSERT',
      unit: 'messages/s',
      rows: [
        { label: 'sockets, 1,000 people', measure: 'sockets1000', reference: 'pgbench', target: { atLeast: 2 } },
        { label: 'sockets, 256 people', measure: 'sockets256', reference: 'pgbench' },
        { label: 'sockets, 64 people', measure: 'sockets64', reference: 'pgbench', target: { atLeast: 1 } },
        { label: 'sockets, 1 person', measure: 'sockets1', reference: 'pgbench' },
        { label: 'HTTP, 1,000 connections', measure: 'http1000', reference: 'pgbench' },
        { label: 'HTTP, 256 connections', measure: 'http256', reference: 'pgbench', target: { atLeast: 1.5 } },
        { label: 'HTTP, 64 connections', measure: 'http64', reference: 'pgbench' },
        { label: 'HTTP, 1 connection', measure: 'http1', reference: 'pgbench' },
        { label: 'one statement with seq, pgbench', measure: 'statement', reference: 'pgbench' },
      ],
    },
    {
      id: 'sends-typeorm',
      title: 'Messages a second, as a multiple of TypeORM save()',
      unit: 'messages/s',
      rows: [{ label: 'sockets, 64 people', measure: 'sockets64', reference: 'typeOrm', target: { atLeast: 2 } }],
    },
  ],
  measures: {
    pgbench: 'plain INSERT by pgbench, 64 clients',
    statement: 'one statement with seq by pgbench, 64 clients',
    typeOrm: 'TypeORM save() in a transaction, 64 at once',
  },

  async prepare({ seconds }) {
    const ground = await Ground.prepare();
    const people = await pairUp(ground, await makePeople(ground, Math.max(...CROWDS)));
    const pgbench = await Pgbench.prepare(ground, people);
    const typeOrm = await TypeOrmReference.prepare(ground.databaseUrl, people.slice(0, CLIENTS));
    const { parley, load } = ground;
    const signedIn = (count) => people.slice(0, count).map((person) => ({ ...person, token: parley.tokenOf(person) }));

    const sockets = async (count) => {
      // The other one of the pair listens, also when only one person writes.
      const crowd = signedIn(Math.max(2, count));
      const options = { kind: 'parley', url: parley.realtimeUrl, people: crowd, inFlight: count };
      const { perSecond, loadCpuShare } = await load.ask('exchange', { ...options, seconds, serverPid: parley.pid });
      return { [`sockets${count}`]: perSecond, load: loadCpuShare };
    };
    const http = async (count) => {
      const requests = signedIn(count).map((person) => sendRequest(person));
      const options = { port: parley.port, requests, seconds, serverPid: parley.pid };
      const { perSecond, loadCpuShare } = await load.ask('repeat', options);
      return { [`http${count}`]: perSecond, load: loadCpuShare };
    };

    return {
      workloads: {
        ...(pgbench && {
          'plain INSERT': async () => ({ pgbench: await pgbench.rate('insert', CLIENTS, seconds) }),
          'one statement with seq': async () => ({ statement: await pgbench.rate('statement', CLIENTS, seconds) }),
        }),
        'TypeORM save()': async () => ({ typeOrm: await typeOrm.send(seconds) }),
        ...Object.fromEntries(CROWDS.map((count) => [`sockets, ${count}`, () => sockets(count)])),
        ...Object.fromEntries(CROWDS.map((count) => [`HTTP, ${count}`, () => http(count)])),
      },
      async close() {
        await typeOrm.end();
        await ground.close();
      },
    };
  },
};

/** A send over HTTP, as the load repeats it. */
export function sendRequest({ conversationId, token }) {
  return {
    path: `/api/v1/conversations/${conversationId}/messages`,
    token,
    body: '{"clientId":"{id}","body":"The crates are at the gate; shall I send them on, or does somebody come for them?"}',
  };
}
