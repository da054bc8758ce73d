import { Ground } from '../ground/ground.mjs';
import { gather, makePeople, pairUp } from '../ground/people.mjs';
import { probeHealth } from '../ground/probe.mjs';
import { sendRequest } from './sends.mjs';

const PEOPLE = 1_000;
const OVER_HTTP = 64;
const TIMES = 3;
const GROUP = 100;

/** More is asked for than can be done; and somebody does not read. */
export const overload = {
  name: 'overload',
  figures: [
    {
      id: 'overload',
      title: 'Three times as many messages are offered as can be kept',
      rows: [
        {
          label: 'kept, as a share of the peak',
          measure: 'goodput',
          reference: 'peak',
          unit: 'messages/s',
          target: { atLeast: 0.8 },
        },
        {
          label: 'refusals over HTTP with Retry-After',
          measure: 'sayWhen',
          unit: '%',
          target: { atLeast: 100 },
        },
        { label: '/health/live, 99 of 100 answers', measure: 'live', unit: 'ms', target: { atMost: 100 } },
        { label: 'until a new message is kept', measure: 'recovery', unit: 's', target: { atMost: 5 } },
      ],
    },
    {
      id: 'slow-reader',
      title: 'Deliveries a second in a group of 100 in which one does not read, as a share of one in which all do',
      unit: 'deliveries/s',
      rows: [{ label: 'the others', measure: 'withSlow', reference: 'withoutSlow', target: { atLeast: 0.95 } }],
    },
  ],
  measures: { peak: 'peak, each waits for its acknowledgement', withoutSlow: 'all read' },

  async prepare({ seconds }) {
    const ground = await Ground.prepare();
    const people = await pairUp(ground, await makePeople(ground, PEOPLE));
    const [group] = await gather(ground, [people.slice(0, GROUP)]);
    const { parley, load } = ground;
    const signedIn = () => people.map((person) => ({ ...person, token: parley.tokenOf(person) }));
    const target = () => ({ kind: 'parley', url: parley.realtimeUrl, people: signedIn(), seconds });
    let peak;

    const spread = async (paused) => {
      const members = signedIn().slice(0, GROUP);
      const crowd = members.map((person) => ({ ...person, conversationId: group }));
      return (await load.ask('spread', { ...target(), people: crowd, paused })).perSecond;
    };

    return {
      workloads: {
        'all read': async () => ({ withoutSlow: await spread(0) }),
        'one does not read': async () => ({ withSlow: await spread(1) }),
        peak: async () => {
          peak = (await load.ask('exchange', target())).perSecond;
          return { peak };
        },
        'three times the peak': async () => {
          const probe = await probeHealth(parley.port);
          const requests = signedIn()
            .slice(0, OVER_HTTP)
            .map((person) => sendRequest(person));
          const { goodput, recovery, refusals, sayWhen, loadCpuShare } = await load.ask('flood', {
            ...target(),
            port: parley.port,
            requests,
            perSecond: peak * TIMES,
          });
          return {
            goodput,
            recovery,
            live: await probe.end(),
            load: loadCpuShare,
            ...(refusals > 0 && { sayWhen: (sayWhen / refusals) * 100 }),
          };
        },
      },
      close: () => ground.close(),
    };
  },
};
