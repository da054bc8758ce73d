import { Ground } from '../ground/ground.mjs';
import { makePeople } from '../ground/people.mjs';
import { writeHistory } from '../ground/history.mjs';

const ROWS = (process.env.BENCH_ROWS ?? '100000,10000000').split(',').map(Number);
const [FEW, MANY] = ROWS.map((rows) => rows.toLocaleString('en'));
const PEOPLE = 1_000;
/** People whose pages are read in turn, so that no page is read from a cache of one. */
const READERS = 100;

const PAGES = {
  history: 'history page, any conversation',
  hall: 'history page, the largest one, anywhere in it',
  conversations: 'conversation list',
  unread: 'unread list',
  inbox: 'inbox',
  sent: 'sent',
};

/** How long pages take when there are a hundred times as many messages. */
export const reads = {
  name: 'reads',
  figures: [
    {
      id: 'reads',
      title: `Time of a page with ${MANY} messages, as a multiple of the same with ${FEW}`,
      unit: 'ms',
      rows: Object.entries(PAGES).map(([page, label]) => ({
        label,
        measure: `${page} many`,
        reference: `${page} few`,
        target: { atMost: 1.3 },
      })),
    },
  ],
  measures: Object.fromEntries(Object.keys(PAGES).map((page) => [`${page} few`, `${FEW} messages`])),

  async prepare({ seconds, tell }) {
    const sides = [];
    for (const rows of ROWS) {
      tell(`writing ${rows.toLocaleString('en')} messages`);
      const ground = await Ground.prepare();
      const people = await makePeople(ground, PEOPLE);
      await writeHistory(ground, people, rows);
      sides.push({ ground, readers: await readersOf(ground, people) });
    }
    const [{ ground }] = sides;

    const page = async (name) => {
      const servers = sides.map(({ ground: { parley }, readers }) => ({
        port: parley.port,
        requests: readers.map((reader) => ({
          method: 'GET',
          path: `/api/v1${pathOf(name, reader)}`,
          token: parley.tokenOf(reader),
        })),
      }));
      const [few, many] = await ground.load.ask('answerOneByOne', { servers, seconds });
      return { [`${name} few`]: few, [`${name} many`]: many };
    };

    return {
      workloads: Object.fromEntries(Object.entries(PAGES).map(([name, label]) => [label, () => page(name)])),
      async close() {
        for (const side of sides) await side.ground.close();
      },
    };
  },
};

function pathOf(page, { conversationId, hallId, hallSeq }) {
  switch (page) {
    case 'history':
      return `/conversations/${conversationId}/messages?limit=50`;
    case 'hall':
      return `/conversations/${hallId}/messages?limit=50&before=${hallSeq}`;
    case 'conversations':
      return '/conversations?limit=50';
    case 'unread':
      return '/conversations?limit=50&filter=unread';
    default:
      return `/messages/${page}?limit=50`;
  }
}

/** Some of the people, each with a conversation of theirs that fills a page, and a place in the largest one. */
async function readersOf(ground, people) {
  const rows = await ground.sql(
    `select m.user_id as "userId", (array_agg(c.id order by hashtext(c.id::text)))[1] as "conversationId"
     from conversation_members m join conversations c on c.id = m.conversation_id
     where c.last_seq >= 50 and m.user_id = any($1::uuid[]) group by m.user_id`,
    [people.slice(0, READERS).map(({ userId }) => userId)],
  );
  const [hall] = await ground.sql(`select id, last_seq from conversations order by member_count desc limit 1`);
  return rows.map(({ userId, conversationId }, n) => ({
    ...people.find((person) => person.userId === userId),
    conversationId,
    hallId: hall.id,
    hallSeq: 51 + Math.floor(((Number(hall.last_seq) - 51) * n) / rows.length),
  }));
}
