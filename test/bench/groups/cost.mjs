import { Ground } from '../ground/ground.mjs';
import { makePeople, pairUp } from '../ground/people.mjs';
import { cpuSeconds, cpuSecondsOfChildren } from '../ground/process-use.mjs';
import { HttpConnection } from '../load/http-connection.mjs';

const MESSAGES = 200_000;
const SUBJECTS = 2_000;
const MILLISECONDS = 1_000;
const WARM_UP = 20;

const STRANGERS = {
  usual: 'a usual sign-in body, beside which the others stand',
  keys: '8 kB of unknown keys',
  nested: '8 kB of nested arrays',
  values: '8 kB of values in a list',
  text: '8 kB of one text',
  refresh: '8 kB at /auth/refresh',
};

const PAGES = {
  subjects: 'list of subjects',
  inbox: 'inbox',
  sent: 'sent',
  list: 'conversation list',
  history: 'history page',
  subject: 'history of one subject',
  readToggle: 'mark unread and read',
};

const HISTORIES = {
  written: `${MESSAGES.toLocaleString('en')} written`,
  hidden: 'all but the newest hidden',
  deleted: 'all but the newest deleted by the other',
  scattered: 'every second one hidden, all of one subject',
};

/** What the worst that somebody may send, and a member with the longest history, cost the server and the database. */
export const cost = {
  name: 'cost',
  figures: [
    {
      id: 'cost-strangers',
      title: 'CPU of the server for a body of somebody who is not signed in',
      unit: 'ms',
      rows: Object.entries(STRANGERS).map(([kind, label]) => ({ label, measure: kind, target: { atMost: 5 } })),
    },
    {
      id: 'cost-members',
      title: 'CPU of server and database for a request of a member',
      unit: 'ms',
      rows: Object.entries(HISTORIES).flatMap(([history, words]) =>
        Object.entries(PAGES).map(([page, label]) => ({
          label: `${label}, ${words}`,
          measure: `${history} ${page}`,
          target: { atMost: 20 },
        })),
      ),
    },
  ],

  async prepare({ seconds, tell }) {
    const ground = await Ground.prepare();
    const { parley } = ground;
    const connection = await HttpConnection.open(parley.port);
    const members = {};
    for (const history of Object.keys(HISTORIES)) {
      tell(`writing the history with ${HISTORIES[history]}`);
      members[history] = await memberWith(ground, history);
    }

    const strangers = async () => {
      const bodies = bodiesOfStrangers();
      const costs = {};
      for (const [kind, request] of Object.entries(bodies))
        costs[kind] = await cpuOf(
          seconds,
          () => cpuSeconds(parley.pid),
          () => askOnce(parley.port, request),
        );
      return costs;
    };
    const member = (history) => async () => {
      const { person, other } = members[history];
      // Whoever deleted is not whom it may cost.
      const token = parley.tokenOf(history === 'deleted' ? other : person);
      const costs = {};
      for (const [page, ask] of Object.entries(pagesOf(person.conversationId)))
        costs[`${history} ${page}`] = await cpuOf(
          seconds / 2,
          () => cpuSeconds(parley.pid) + cpuSecondsOfChildren(ground.postmasterPid),
          async () => {
            for (const request of ask) {
              const { status, body } = await connection.request({ ...request, token });
              if (status > 299 && status !== 409) throw new Error(`${request.path}: ${status} ${body}`);
            }
          },
        );
      return costs;
    };

    return {
      workloads: {
        strangers,
        ...Object.fromEntries(Object.keys(HISTORIES).map((history) => [HISTORIES[history], member(history)])),
      },
      async close() {
        connection.close();
        await ground.close();
      },
    };
  },
};

/** On a connection of its own: the server lets go of one whose body it did not read. */
async function askOnce(port, request) {
  const connection = await HttpConnection.open(port);
  await connection.request(request);
  connection.close();
}

/** Milliseconds of CPU for each time that the work is done. */
async function cpuOf(seconds, cpu, work) {
  for (let n = 0; n < WARM_UP; n++) await work();
  const before = cpu();
  const end = performance.now() + seconds * MILLISECONDS;
  let count = 0;
  for (; performance.now() < end; count++) await work();
  return ((cpu() - before) * MILLISECONDS) / count;
}

function bodiesOfStrangers() {
  const size = 8 * 1024 - 100;
  const to = (path, body) => ({ path: `/api/v1/auth/${path}`, body });
  const keys = `{${Array.from({ length: Math.floor(size / 9) }, (_, n) => `"${n.toString(36)}":1`).join()}}`;
  const depth = Math.floor(size / 2) - 10;
  return {
    usual: to('login', JSON.stringify({ login: 'nobody', password: '' })),
    keys: to('login', keys.slice(0, size)),
    nested: to('login', `{"login":${'['.repeat(depth)}${']'.repeat(depth)}}`),
    values: to('login', `{"login":[${Array.from({ length: Math.floor(size / 2) - 20 }, () => 1).join()}]}`),
    text: to('login', JSON.stringify({ login: 'x'.repeat(size - 40), password: 'x' })),
    refresh: to('refresh', JSON.stringify({ refreshToken: 'x'.repeat(size - 40) })),
  };
}

function pagesOf(conversationId) {
  const get = (path) => [{ method: 'GET', path: `/api/v1${path}` }];
  const read = (body) => ({
    method: 'PUT',
    path: `/api/v1/conversations/${conversationId}/read`,
    body: JSON.stringify(body),
  });
  return {
    subjects: get(`/conversations/${conversationId}/subjects`),
    inbox: get('/messages/inbox?limit=50'),
    sent: get('/messages/sent?limit=50'),
    list: get('/conversations?limit=50'),
    history: get(`/conversations/${conversationId}/messages?limit=50`),
    subject: get(`/conversations/${conversationId}/messages?limit=50&subject=Subject%201`),
    readToggle: [read({ seq: 1, unread: true }), read({ seq: MESSAGES })],
  };
}

/** Somebody and a partner, with all their messages in one conversation. */
async function memberWith(ground, history) {
  const [person, other] = await pairUp(ground, await makePeople(ground, 2, { prefix: history }));
  const id = person.conversationId;
  await ground.sql(
    `insert into conversation_subjects (conversation_id, id, title, title_key)
     select $1, gen_random_uuid(), 'Subject ' || n, 'subject ' || n from generate_series(1, $2::int) n`,
    [id, SUBJECTS],
  );
  await ground.sql(
    `insert into messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, subject_id, created_at)
     select $1, n, n, case when n % 2 = 0 then $2::uuid else $3::uuid end, gen_random_uuid(),
       '\\x00112233445566778899aabbccddeeff', 'Message ' || n, s.id, now() - make_interval(secs => $4 - n)
     from generate_series(1, $4::int) n
     join (select id, row_number() over () as place from conversation_subjects where conversation_id = $1) s
       on s.place = 1 + n % $5`,
    [id, person.userId, other.userId, MESSAGES, SUBJECTS],
  );
  await ground.sql('analyze');
  for (const statement of [...COUNTERS, ...(AFTERWARDS[history] ?? [])])
    await ground.sql(statement, statement.includes('$2') ? [id, person.userId] : [id]);
  await ground.sql('analyze');
  return { person, other };
}

const COUNT_SUBJECTS = `
  update conversation_subjects s set message_count = n.count, last_seq = n.last
  from (select subject_id, count(*) as count, max(seq) as last from messages where conversation_id = $1 group by 1) n
  where s.conversation_id = $1 and s.id = n.subject_id`;

/** As sending would have left them. */
const COUNTERS = [
  `update conversations set last_seq = ${MESSAGES}, last_rev = ${MESSAGES}, last_nonsystem_seq = ${MESSAGES},
     last_message_at = now() where id = $1`,
  `update conversation_members set last_read_seq = ${MESSAGES} where conversation_id = $1`,
  COUNT_SUBJECTS,
  `select count_blocks($1) from generate_series(0, ${MESSAGES} / 65536)`,
];

/** As hiding and deleting would have left them. */
const AFTERWARDS = {
  hidden: [
    `insert into message_hides (user_id, conversation_id, seq, reason, hidden_at)
     select $2, $1, n, 'mine', now() from generate_series(1, ${MESSAGES - 1}) n`,
    `insert into hidden_runs (user_id, conversation_id, first_seq, last_seq) values ($2, $1, 1, ${MESSAGES - 1})`,
  ],
  deleted: [
    `update messages set deleted_at = now(), body = '', subject_id = null, changed = true
     where conversation_id = $1 and seq < ${MESSAGES}`,
    `insert into hidden_runs (user_id, conversation_id, first_seq, last_seq)
     values ('00000000-0000-0000-0000-000000000000', $1, 1, ${MESSAGES - 1})`,
  ],
  scattered: [
    `update messages set subject_id = (
       select id from conversation_subjects where conversation_id = $1 and title_key = 'subject 1')
     where conversation_id = $1 and seq % 2 = 1`,
    COUNT_SUBJECTS,
    `insert into message_hides (user_id, conversation_id, seq, reason, hidden_at)
     select $2, $1, n, 'mine', now() from generate_series(1, ${MESSAGES}, 2) n`,
    `insert into hidden_runs (user_id, conversation_id, first_seq, last_seq)
     select $2, $1, n, n from generate_series(1, ${MESSAGES}, 2) n`,
  ],
};
