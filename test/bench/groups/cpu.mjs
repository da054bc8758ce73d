import { Ground } from '../ground/ground.mjs';
import { Helper } from '../ground/helper.mjs';
import { gather, makePeople, pairUp } from '../ground/people.mjs';
import { sendRequest } from './sends.mjs';

const PEOPLE = 1_000;
const SMALL_GROUP = 100;
const CONNECTIONS = 256;
const MICROSECONDS = 1e6;

/** What a message costs the process of the server, beside bare servers that do only the same input and output. */
export const cpu = {
  name: 'cpu',
  figures: [
    {
      id: 'cpu-message',
      title: 'CPU of the server for a message from one person to another, as a multiple of a bare socket echo',
      unit: 'µs',
      rows: [{ label: 'sockets, 1,000 people', measure: 'message', reference: 'echo', target: { atMost: 3 } }],
    },
    {
      id: 'cpu-delivery',
      title: 'CPU of the server for each delivery in a group that is online, as a multiple of a bare fan-out',
      unit: 'µs',
      rows: [
        { label: 'group of 1,000', measure: 'delivery1000', reference: 'fanOut1000', target: { atMost: 1.3 } },
        { label: 'group of 100', measure: 'delivery100', reference: 'fanOut100' },
      ],
    },
    {
      id: 'cpu-http',
      title: 'CPU of the server for a send over HTTP, as a multiple of NestJS, Fastify and the same validation alone',
      unit: 'µs',
      rows: [{ label: 'HTTP, 256 connections', measure: 'http', reference: 'nest', target: { atMost: 2 } }],
    },
  ],
  measures: {
    echo: 'bare ws echo',
    fanOut1000: 'bare ws fan-out to 1,000',
    fanOut100: 'bare ws fan-out to 100',
    nest: 'NestJS on Fastify, no database',
  },

  async prepare({ seconds }) {
    const ground = await Ground.prepare();
    const people = await pairUp(ground, await makePeople(ground, PEOPLE));
    const [smallGroup, everybody] = await gather(ground, [people.slice(0, SMALL_GROUP), people]);
    const groups = { [SMALL_GROUP]: smallGroup, [PEOPLE]: everybody };
    const [echo, fanOut, nest] = await Promise.all(
      ['ws-echo', 'ws-fan-out', 'nest-post'].map((name) => Helper.start(`test/bench/reference/${name}.mjs`)),
    );
    const { parley, load } = ground;
    const signedIn = () => people.map((person) => ({ ...person, token: parley.tokenOf(person) }));
    const microseconds = async (job, options) => {
      const { serverCpuEach, loadCpuShare } = await load.ask(job, { seconds, ...options });
      return { each: serverCpuEach * MICROSECONDS, load: loadCpuShare };
    };
    const atBare = ({ told, pid }) => ({ kind: 'echo', url: `ws://127.0.0.1:${told.port}`, serverPid: pid });
    const atParley = () => ({ kind: 'parley', url: parley.realtimeUrl, serverPid: parley.pid });
    const named = (name, { each, load: share }) => ({ [name]: each, load: share });
    const inGroup = (size) =>
      signedIn()
        .slice(0, size)
        .map((person) => ({ ...person, conversationId: groups[size] }));
    const requests = () =>
      signedIn()
        .slice(0, CONNECTIONS)
        .map((person) => sendRequest(person));
    const bareRequests = () =>
      requests().map((request) => ({ ...request, path: request.path.replace('/api/v1', ''), token: undefined }));

    return {
      workloads: {
        'bare echo': async () =>
          named('echo', await microseconds('exchange', { ...atBare(echo), people, delivers: false })),
        'message to one person': async () =>
          named('message', await microseconds('exchange', { ...atParley(), people: signedIn() })),
        ...Object.fromEntries(
          [SMALL_GROUP, PEOPLE].flatMap((size) => [
            [
              `bare fan-out to ${size}`,
              async () =>
                named(
                  `fanOut${size}`,
                  await microseconds('spread', { ...atBare(fanOut), people: people.slice(0, size) }),
                ),
            ],
            [
              `group of ${size}`,
              async () =>
                named(`delivery${size}`, await microseconds('spread', { ...atParley(), people: inGroup(size) })),
            ],
          ]),
        ),
        'NestJS alone': async () =>
          named(
            'nest',
            await microseconds('repeat', { port: nest.told.port, serverPid: nest.pid, requests: bareRequests() }),
          ),
        'HTTP send': async () =>
          named(
            'http',
            await microseconds('repeat', { port: parley.port, serverPid: parley.pid, requests: requests() }),
          ),
      },
      async close() {
        for (const helper of [echo, fanOut, nest]) await helper.stop();
        await ground.close();
      },
    };
  },
};
