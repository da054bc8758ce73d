import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ground } from '../ground/ground.mjs';

/** The one with the fullest inbox, somebody whom they talk to, and who owns the organisation. */
const [READER, WRITER, OWNER] = ['noor.haddad', 'ana.berg', 'samuel.adeyemi'];
/** As the demonstration cuts it. */
const PASSWORD_LENGTH = 16;
/** More than the log fetches at once. */
const MESSAGES = 60;
/** As many as years leave. */
const MESSAGES_OF_YEARS = 10_000;
/** What people write: a line, a question, a few sentences, and now and then something with marks. */
const TEXTS = [
  'The crates are at the gate; shall I send them on, or does somebody come for them?',
  'Yes.',
  'Two of the six gauges were back within **2 mm** before noon, see the list:\n\n- gauge 1, new housing\n- gauge 4, cleaned',
  'I would rather wait until Thursday. The supplier holds the price, the van is free that day, and by then we know whether the council wants all six or only the four along the lower bank.',
  'Set it with `sampling=fast` and look at [the notes](https://example.org/notes), then tell me what it draws.',
  'Fine with me. Who tells Carl?',
];

/** The company of the demonstration with two long conversations and one of years, and how three of its people sign in. */
export async function furnish() {
  const ground = await Ground.prepare({ program: 'dist/src/cli/demo.js' });
  const { port, dataDir } = ground.parley;
  const url = `http://localhost:${port}`;
  const password = readFileSync(join(dataDir, 'secrets/demo-password'), 'utf8').slice(0, PASSWORD_LENGTH);
  const as = (login) => ({ login, password });
  const reader = await signIn(url, as(READER));
  const other = await signIn(url, as(WRITER));
  const { items } = await reader.ask('GET', '/conversations');
  const direct = items.find(({ kind, members }) => kind === 'direct' && members.some(({ id }) => id === other.id));
  const group = items.find(({ subject }) => subject === 'Riverside pilot');
  const years = await reader.ask('POST', '/conversations', { kind: 'group', subject: 'Years', memberIds: [other.id] });
  await writeYears(ground, years.id);
  return {
    ...{ ground, url, reader: as(READER), writer: as(WRITER), owner: as(OWNER) },
    years: { id: years.id, newest: await endWith(years, [reader, other]) },
    direct: { name: 'Ana Berg', ...(await talk(direct, [reader.ask, other.ask])) },
    group: { name: 'Riverside pilot', ...(await talk(group, [reader.ask, other.ask])) },
  };
}

async function talk({ id }, people) {
  const newest = `That is all in ${id}.`;
  const bodies = [...Array.from({ length: MESSAGES }, (_, n) => TEXTS[n % TEXTS.length]), newest];
  let seq = 0;
  for (const [n, body] of bodies.entries()) {
    ({ seq } = await people[(n >> 1) % 2]('POST', `/conversations/${id}/messages`, { clientId: randomUUID(), body }));
  }
  for (const person of people) await person('PUT', `/conversations/${id}/read`, { seq });
  return { id, newest };
}

/** Written as they would have come, without the minutes that would take. */
async function writeYears(ground, id) {
  await ground.sql(
    `insert into messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at)
     select c.id, c.last_seq + n, c.last_rev + n, m.people[1 + n / 3 % cardinality(m.people)], gen_random_uuid(),
       '\\x00112233445566778899aabbccddeeff', ($3::text[])[1 + n % $4], now() - make_interval(mins => 5 * ($2 - n))
     from conversations c
     join lateral (select array_agg(user_id) as people from conversation_members where conversation_id = c.id) m on true,
     generate_series(1, $2::int) n
     where c.id = $1`,
    [id, MESSAGES_OF_YEARS, TEXTS, TEXTS.length],
  );
  await ground.sql(
    `update conversations set last_seq = last_seq + $2, last_rev = last_rev + $2, last_nonsystem_seq = last_seq + $2,
       last_message_at = now() where id = $1`,
    [id, MESSAGES_OF_YEARS],
  );
}

async function endWith({ id }, people) {
  const body = 'That is all of these years.';
  const { seq } = await people[0].ask('POST', `/conversations/${id}/messages`, { clientId: randomUUID(), body });
  for (const { ask } of people) await ask('PUT', `/conversations/${id}/read`, { seq });
  return body;
}

/** Answers who it is and how to ask as them. */
async function signIn(url, credentials) {
  const { accessToken, user } = await ask(url, 'POST', '/auth/login', credentials);
  const headers = { authorization: `Bearer ${accessToken}` };
  return { id: user.id, ask: (method, path, body) => ask(url, method, path, body, headers) };
}

async function ask(url, method, path, body, headers = {}) {
  const json = body && { 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...headers, ...json },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
  return text && JSON.parse(text);
}
