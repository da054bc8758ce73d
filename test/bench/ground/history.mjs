import { BODY } from '../load/texts.mjs';
import { gather, pairUp } from './people.mjs';

const PARTNERS = 30;
const GROUPS = 400;
/** A group has three people at least; the larger, the fewer there are of them. */
const [SMALLEST, LARGEST] = [3, 100];
/** The group of everybody holds this share of all messages. */
const HALL_SHARE = 0.1;
const YEARS = 3;

/**
 * A history as an organisation has it after years: everybody writes to thirty others and in some groups, a few
 * conversations are long and most are short, and one is everybody's. Rows lie in the table in the order of their times,
 * as they would have come; the indexes are those of the schema, built afterwards.
 */
export async function writeHistory(ground, people, total) {
  for (let distance = 1; distance <= PARTNERS; distance++) {
    await pairUp(ground, pairsAt(people, distance));
  }
  await gather(ground, [people, ...crowds(people)]);
  await fill(ground, { total, hallShare: HALL_SHARE, body: `$2 || ' ' || seq`, values: [BODY] });
}

/** Gives the conversations that there are messages; `body` is an expression of SQL, its first value is $2. */
export async function fill(ground, { total, hallShare, body, values }) {
  const indexes = await dropIndexes(ground);
  await ground.sql(SHARES, [total, hallShare]);
  await ground.sql(messagesOf(body), [YEARS, ...values]);
  for (const index of indexes) await ground.sql(index);
  for (const statement of COUNTERS) await ground.sql(statement);
  await ground.sql('vacuum (freeze, analyze)');
}

/** Everybody once with somebody at a distance; the next distance pairs them anew. */
function pairsAt(people, distance) {
  const taken = new Set();
  const pairs = [];
  for (let n = 0; n < people.length; n++) {
    const other = (n + distance) % people.length;
    if (taken.has(n) || taken.has(other)) continue;
    taken.add(n).add(other);
    pairs.push(people[n], people[other]);
  }
  return pairs;
}

function crowds(people) {
  return Array.from({ length: GROUPS }, (_, n) => {
    const size = Math.round(SMALLEST + (LARGEST - SMALLEST) / (1 + n / 10));
    return Array.from({ length: size }, (__, place) => people[(n * 37 + place * 7) % people.length]);
  });
}

/** Without them the rows go in ten times as fast; answers the statements that make them again. */
async function dropIndexes(ground) {
  const constraints = await ground.sql(
    `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where conrelid = 'messages'::regclass and contype in ('p', 'u')`,
  );
  for (const { name } of constraints) await ground.sql(`alter table messages drop constraint ${name}`);
  const indexes = await ground.sql(
    `select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = 'messages'::regclass`,
  );
  for (const { name } of indexes) await ground.sql(`drop index ${name}`);
  return [
    ...constraints.map(({ name, definition }) => `alter table messages add constraint ${name} ${definition}`),
    ...indexes.map(({ definition }) => definition),
  ];
}

/** How many messages each conversation gets: by its place in a random order, few have many. */
const SHARES = `
  with weighed as (
    select id, member_count, 1 / power(row_number() over (order by hashtext(id::text)), 0.8) as weight from conversations
  ), hall as (select id from conversations order by member_count desc limit 1)
  update conversations c
  set last_seq = case when c.id = (select id from hall) then greatest(1, round($1::float * $2))
    else greatest(1, round($1::float * (1 - $2) * w.weight / (select sum(weight) from weighed))) end
  from weighed w where w.id = c.id`;

const messagesOf = (body) => `
  insert into messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at)
  select id, seq, seq, members[1 + abs(hashint8(seq) % cardinality(members))], gen_random_uuid(),
    '\\x00112233445566778899aabbccddeeff', ${body}, at
  from (
    select c.id, seq, m.members,
      now() - make_interval(years => $1) * (1 - (seq - phase) / c.last_seq) as at
    from conversations c
    join (
      select conversation_id, array_agg(user_id) as members, (hashtext(conversation_id::text) & 1023) / 1024.0 as phase
      from conversation_members group by conversation_id
    ) m on m.conversation_id = c.id,
    generate_series(1, c.last_seq) seq
  ) x order by at`;

/** Counters and read positions as sending and reading would have left them: most people are up to date. */
const COUNTERS = [
  `update conversations c set last_rev = last_seq, last_nonsystem_seq = last_seq,
     last_message_at = (select created_at from messages x where x.conversation_id = c.id and x.seq = c.last_seq)`,
  `update conversation_members m
   set last_read_seq = case when hashtext(m.user_id::text || m.conversation_id) % 5 = 0
     then greatest(0, c.last_seq - 20) else c.last_seq end
   from conversations c where c.id = m.conversation_id`,
  `update conversation_members m
   set skipped = (select count(*) from messages x
     where x.conversation_id = m.conversation_id and x.seq > m.last_read_seq and x.sender_id = m.user_id)
   from conversations c where c.id = m.conversation_id and m.last_read_seq < c.last_seq`,
  `select count_blocks(c.id) from conversations c, generate_series(0, c.last_seq / 65536)`,
];
