import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ground } from '../ground/ground.mjs';
import { Helper } from '../ground/helper.mjs';
import { writeHistory } from '../ground/history.mjs';
import { makePeople } from '../ground/people.mjs';
import { HttpConnection } from '../load/http-connection.mjs';

const PEOPLE = 200;
const MESSAGES = 100_000;
const CONNECTIONS = 32;
const MICROSECONDS = 1e6;

/** What reading costs server and database together, beside a bare server that holds the answer in memory. */
export const pages = {
  name: 'pages',
  figures: [
    {
      id: 'pages',
      title:
        'CPU of server and database for a page of 50 messages, as a multiple of NestJS and Fastify that hold it in memory',
      unit: 'µs',
      rows: [
        { label: `HTTP, ${CONNECTIONS} connections`, measure: 'page', reference: 'memory', target: { atMost: 4 } },
      ],
    },
  ],
  measures: { memory: 'the same bytes from memory' },

  async prepare({ seconds }) {
    const ground = await Ground.prepare();
    const people = await makePeople(ground, PEOPLE);
    await writeHistory(ground, people, MESSAGES);
    const { parley, load } = ground;
    const readers = await readersOf(ground, people);
    const file = join(ground.folder, 'page.json');
    writeFileSync(file, await pageOf(parley, readers[0]));
    const nest = await Helper.start('test/bench/reference/nest-page.mjs', { args: [file] });

    const microseconds = async (options) => {
      const { serverCpuEach, loadCpuShare } = await load.ask('repeat', { seconds, ...options });
      return { each: serverCpuEach * MICROSECONDS, load: loadCpuShare };
    };
    const named = (name, { each, load: share }) => ({ [name]: each, load: share });

    return {
      workloads: {
        'from memory': async () =>
          named(
            'memory',
            await microseconds({
              port: nest.told.port,
              serverPid: nest.pid,
              requests: readers.map(() => ({ method: 'GET', path: '/page' })),
            }),
          ),
        'page of 50 messages': async () =>
          named(
            'page',
            await microseconds({
              port: parley.port,
              serverPid: parley.pid,
              postmasterPid: ground.postmasterPid,
              requests: readers.map((reader) => requestOf(parley, reader)),
            }),
          ),
      },
      async close() {
        await nest.stop();
        await ground.close();
      },
    };
  },
};

function requestOf(parley, { conversationId, ...person }) {
  const path = `/api/v1/conversations/${conversationId}/messages?limit=50`;
  return { method: 'GET', path, token: parley.tokenOf(person) };
}

async function pageOf(parley, reader) {
  const connection = await HttpConnection.open(parley.port);
  const { body } = await connection.request(requestOf(parley, reader));
  connection.close();
  return body;
}

/** As many people as there are connections, each with a conversation that fills a page. */
async function readersOf(ground, people) {
  const rows = await ground.sql(
    `select distinct on (m.user_id) m.user_id as "userId", c.id as "conversationId"
     from conversation_members m join conversations c on c.id = m.conversation_id
     where c.last_seq >= 50 order by m.user_id, hashtext(c.id::text) limit $1`,
    [CONNECTIONS],
  );
  return rows.map(({ userId, conversationId }) => ({
    ...people.find((person) => person.userId === userId),
    conversationId,
  }));
}
