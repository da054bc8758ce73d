import { Ground } from '../ground/ground.mjs';
import { makePeople } from '../ground/people.mjs';
import { residentBytes } from '../ground/process-use.mjs';

const CONNECTIONS = 5_000;
/** So many come and go before, for what the first ones cost the process once. */
const BEFORE = 500;
const KILOBYTE = 1024;

/** What a person who is only connected costs. */
export const memory = {
  name: 'memory',
  figures: [
    {
      id: 'memory',
      title: 'Memory of the server for each connected person who does nothing, 5,000 of them',
      unit: 'kB',
      rows: [{ label: 'resident memory', measure: 'each', target: { atMost: 12 } }],
    },
  ],

  async prepare() {
    const ground = await Ground.prepare();
    const people = await makePeople(ground, CONNECTIONS);
    const { parley, load } = ground;
    const hold = (some) =>
      load.ask('hold', {
        kind: 'parley',
        url: parley.realtimeUrl,
        people: some.map((person) => ({ ...person, token: parley.tokenOf(person) })),
      });
    const settled = async () => {
      await parley.settle();
      return residentBytes(parley.pid);
    };
    await hold(people.slice(0, BEFORE));
    await load.ask('release');

    return {
      // What a second round takes was freed by the first and is still with the process.
      isOnce: true,
      workloads: {
        '5,000 connections': async () => {
          const before = await settled();
          await hold(people);
          const after = await settled();
          await load.ask('release');
          return { each: before === undefined ? undefined : (after - before) / CONNECTIONS / KILOBYTE };
        },
      },
      close: () => ground.close(),
    };
  },
};
