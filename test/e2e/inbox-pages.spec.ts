import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('the pages of an inbox', () => {
  it('are together what others wrote, once and in order, whatever lies between and came in the same moment', async () => {
    const [ana, ...others] = await app.people('ana', 'ben', 'cem', 'dora', 'emil', 'fay');
    const ids = [];
    for (const other of others) ids.push(await app.conversation(ana, other), await app.conversation(ana, ...others));
    await app.database.query(`update conversations set last_message_at = now()`);
    for (const [n, id] of ids.entries()) await write(id, others, { count: 60, everyMs: 1 + (n % 3) });
    for (const id of ids.slice(0, 4)) await write(id, [ana], { count: 200, everyMs: 1 });
    for (const id of ids) await write(id, [...others, ana], { count: 20, everyMs: 2 });
    await loseSome(ana);

    const pages = await inboxOf(ana, 7);

    const received = await receivedBy(ana);
    expect(received.length).toBeGreaterThan(500);
    expect(pages.flat()).toEqual(received);
    expect(pages.slice(0, -1).filter((page) => page.length !== 7)).toEqual([]);
  });

  it('may be short where very much of their own lies between, and leave nothing out', async () => {
    const [gus, hal] = await app.people('gus', 'hal');
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await app.conversation(gus, hal, await app.person(`other${n}`)));
    for (const id of ids) await write(id, [hal], { count: 3, everyMs: 1 });
    for (const id of ids) await write(id, [gus], { count: 6_000, everyMs: 1 });

    const pages = await inboxOf(gus, 2);

    expect(pages.some((page) => page.length === 0)).toBe(true);
    expect(pages.flat()).toEqual(await receivedBy(gus));
  });
});

/** Messages by these people in turn, after what is there, two in each millisecond; their blocks are not counted. */
async function write(
  id: string,
  senders: readonly Person[],
  { count, everyMs }: { count: number; everyMs: number },
): Promise<void> {
  await app.database.query(
    `with written as (
       insert into messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at)
       select c.id, c.last_seq + n, c.last_rev + n, ($2::uuid[])[1 + n % cardinality($2::uuid[])], gen_random_uuid(), '', 'x',
         c.last_message_at + n / 2 * $4::int * interval '1 ms'
       from conversations c, generate_series(1, $3::int) n where c.id = $1
       returning created_at
     )
     update conversations set last_seq = last_seq + $3, last_rev = last_rev + $3,
       last_message_at = (select max(created_at) from written) where id = $1`,
    [id, senders.map((sender) => sender.id), count, everyMs],
  );
}

/** Hides every fifth message from this person and deletes every seventh for everyone. */
async function loseSome(person: Person): Promise<void> {
  await app.database.query(
    `insert into message_hides (user_id, conversation_id, seq, reason, hidden_at)
     select $1, conversation_id, seq, 'mine', now() from messages where seq % 5 = 0`,
    [person.id],
  );
  await app.database.query(`update messages set deleted_at = now(), body = '' where seq % 7 = 0`);
  await app.database.query(
    `insert into hidden_runs (user_id, conversation_id, first_seq, last_seq)
     select $1::uuid, conversation_id, seq, seq from messages where seq % 5 = 0
     union all
     select '00000000-0000-0000-0000-000000000000', conversation_id, seq, seq from messages where seq % 7 = 0`,
    [person.id],
  );
}

async function inboxOf(person: Person, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const path: string = `/messages/inbox?limit=${limit}` + (cursor && `&cursor=${cursor}`);
    const { body } = await app.as(person).get(path).expect(200);
    pages.push(body.items.map((item: { conversationId: string; seq: number }) => `${item.conversationId} ${item.seq}`));
    cursor = body.nextCursor;
  }
  return pages;
}

/** What is meant by it, without any thought of what it costs. */
async function receivedBy(person: Person): Promise<string[]> {
  const rows = await app.database.query<{ place: string }>(
    `select x.conversation_id || ' ' || x.seq as place
     from conversation_members m join messages x on x.conversation_id = m.conversation_id
     where m.user_id = $1 and x.kind = 0 and x.sender_id <> $1 and x.deleted_at is null and not exists (
       select 1 from message_hides h where h.user_id = $1 and h.conversation_id = x.conversation_id and h.seq = x.seq)
     order by x.created_at desc, x.conversation_id desc, x.seq desc`,
    [person.id],
  );
  return rows.map(({ place }) => place);
}
