import { Ground } from '../ground/ground.mjs';
import { Helper } from '../ground/helper.mjs';
import { makePeople, pairUp } from '../ground/people.mjs';
import { Pgbench } from '../reference/pgbench.mjs';

const PEOPLE = 200;
const IN_FLIGHT = 64;
const PER_SECOND = 200;
/** Enough that none waits for another. */
const INSERTERS = 16;

/** Beside a messenger as most are written, and how long a message takes to the other person when nobody hurries. */
export const latency = {
  name: 'latency',
  figures: [
    {
      id: 'socket-io',
      title: 'Messages a second, 64 in flight from 200 people, as a share of Socket.IO with one INSERT each',
      unit: 'messages/s',
      rows: [{ label: 'sockets, order kept', measure: 'rate', reference: 'ioRate', target: { atLeast: 1.3 } }],
    },
    {
      id: 'latency',
      title: 'Milliseconds from the moment of sending until the other person has it, at 200 messages a second',
      unit: 'ms',
      rows: [
        { label: 'half of them, beside Socket.IO', measure: 'p50', reference: 'ioP50', target: { atMost: 1 } },
        { label: '99 of 100, beside Socket.IO', measure: 'p99', reference: 'ioP99', target: { atMost: 1 } },
        { label: '99 of 100, beside a plain INSERT', measure: 'p99', reference: 'insertP99', target: { atMost: 2 } },
      ],
    },
  ],
  measures: {
    ioRate: 'Socket.IO and one INSERT, order not kept',
    ioP50: 'Socket.IO and one INSERT',
    ioP99: 'Socket.IO and one INSERT',
    insertP99: 'plain INSERT by pgbench, 200 a second',
  },

  async prepare({ seconds }) {
    const ground = await Ground.prepare();
    const people = await pairUp(ground, await makePeople(ground, PEOPLE));
    const pgbench = await Pgbench.prepare(ground, people);
    const socketIo = await Helper.start('test/bench/reference/socket-io.mjs', { args: [ground.databaseUrl] });
    const { parley, load } = ground;
    const toParley = () => ({
      kind: 'parley',
      url: parley.realtimeUrl,
      people: people.map((person) => ({ ...person, token: parley.tokenOf(person) })),
    });
    const toSocketIo = () => ({ kind: 'socketIo', url: `ws://127.0.0.1:${socketIo.told.port}`, people });

    const rate = async (server, options) => {
      const { perSecond } = await load.ask('exchange', { ...server, inFlight: IN_FLIGHT, seconds, ...options });
      return perSecond;
    };
    const paced = (server) => load.ask('pace', { ...server, perSecond: PER_SECOND, seconds });

    return {
      workloads: {
        'Socket.IO, 64 in flight': async () => ({ ioRate: await rate(toSocketIo()) }),
        'Parley, 64 in flight': async () => ({ rate: await rate(toParley(), { ordered: true }) }),
        'Socket.IO at 200 a second': async () => {
          const { p50, p99 } = await paced(toSocketIo());
          return { ioP50: p50, ioP99: p99 };
        },
        'Parley at 200 a second': () => paced(toParley()),
        ...(pgbench && {
          'plain INSERT at 200 a second': async () => ({
            insertP99: await pgbench.latency('insert', INSERTERS, seconds, PER_SECOND),
          }),
        }),
      },
      async close() {
        await socketIo.stop();
        await ground.close();
      },
    };
  },
};
