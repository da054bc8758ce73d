import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PeopleTogether } from '../../src/messages/conversations/people-together.js';
import { ConversationsService } from '../../src/messages/conversations/conversations.service.js';
import { pagesReadBy } from '../support/statement-costs.js';
import { type Person, TestApp } from '../support/test-app.js';

const MANY = 30_000;
const EVERYBODY = '00000000-0000-0000-0000-000000000000';
const THOSE_HERE = '00000000-0000-0000-0000-000000000001';
/** Of 8 kB each: some milliseconds of CPU. A walk through all the messages reads ten times as many. */
const FEW_PAGES = 3_000;
/** What ten messages cost, and finding them in forty conversations; twice as much when it looks into each of them. */
const PAGE_OF_TEN = 800;
/** What a hundred sent messages cost, most of it for their receipts; a third more when each is looked up by its key. */
const SENT_PAGE_OF_HUNDRED = 2_000;
/** What three windows of two thousand entries cost. */
const SOME_PAGES = 20_000;
/** The same where each entry is a mention, whose message is looked up by its key; all of them cost ten times as much. */
const MENTIONS_OF_SOME_WINDOWS = 30_000;

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('somebody who wrote, deleted or hid tens of thousands of messages', () => {
  it('has a list of subjects that costs what its page shows, be it many subjects or a long one', async () => {
    const [ana, ben] = await app.people('ana', 'ben');
    const many = await app.conversation(ana, ben);
    await write(many, ana, MANY, { subjects: MANY });
    const long = await app.conversation(ana, await app.person('third'));
    await write(long, ana, MANY, { subjects: 1 });

    expect(await pagesOf(ana, `/conversations/${many}/subjects`)).toBeLessThan(FEW_PAGES);
    expect(await pagesOf(ana, `/conversations/${long}/subjects`)).toBeLessThan(FEW_PAGES);
    const { body: newest } = await app.as(ana).get(`/conversations/${many}/subjects?limit=2`).expect(200);
    const cursor = newest.nextCursor as string;
    const { body: next } = await app
      .as(ana)
      .get(`/conversations/${many}/subjects?limit=2&cursor=${cursor}`)
      .expect(200);
    const { body: one } = await app.as(ana).get(`/conversations/${long}/subjects`).expect(200);
    const titles = [newest, next].flatMap((page) => page.items.map((item: { title: string }) => item.title));
    expect(titles).toEqual([MANY, MANY - 1, MANY - 2, MANY - 3].map((n) => `Subject ${n}`));
    expect(one.items).toMatchObject([{ title: 'Subject 1', messageCount: MANY }]);
    await app.database.query(
      `update conversation_members set visible_from_seq = 1000 where conversation_id = $1 and user_id = $2`,
      [long, ana.id],
    );
    const { body: later } = await app.as(ana).get(`/conversations/${long}/subjects`).expect(200);
    expect(later.items).toMatchObject([{ title: 'Subject 1', messageCount: 100 }]);
  });

  it('does not make lists, history and inbox walk through what they hid', async () => {
    const [cem, dora] = await app.people('cem', 'dora');
    const id = await app.conversation(cem, dora);
    await write(id, dora, MANY);
    await hide(id, cem, 11, MANY);

    for (const path of ['/conversations', `/conversations/${id}`, `/conversations/${id}/messages`, '/messages/inbox']) {
      expect({ path, few: (await pagesOf(cem, path)) < FEW_PAGES }).toEqual({ path, few: true });
    }
    const { body: list } = await app.as(cem).get('/conversations').expect(200);
    const { body: newest } = await app.as(cem).get(`/conversations/${id}/messages?limit=4`).expect(200);
    const { body: first } = await app.as(cem).get(`/conversations/${id}/messages?after=8&limit=4`).expect(200);
    const { body: inbox } = await app.as(cem).get('/messages/inbox?limit=4').expect(200);
    expect(list.items[0].lastMessage.seq).toBe(10);
    expect([seqs(newest), newest.hasBefore, newest.hasAfter]).toEqual([[7, 8, 9, 10], true, false]);
    expect([seqs(first), first.hasAfter]).toEqual([[9, 10], false]);
    expect(seqs(inbox)).toEqual([10, 9, 8, 7]);
  });

  it('is mentioned in all of them, and lists and counts of that read a page of it, also when all were hidden', async () => {
    const [mio, nel] = await app.people('mio', 'nel');
    const id = await app.conversation(mio, nel);
    await write(id, nel, MANY);
    await app.database.query(
      `insert into message_mentions (conversation_id, user_id, seq, name, rev, at)
       select x.conversation_id, k.user_id, x.seq, k.name, x.rev, x.created_at
       from messages x, (values ($2::uuid, 'mio'), ($3::uuid, 'everyone')) k(user_id, name)
       where x.conversation_id = $1 and x.kind = 0`,
      [id, mio.id, EVERYBODY],
    );
    const few = async (path: string, most = FEW_PAGES) => ({ path, few: (await pagesOf(mio, path)) < most });

    for (const path of ['/conversations', '/conversations?filter=mentions', '/messages/mentions'])
      expect(await few(path)).toEqual({ path, few: true });
    const { body: conversation } = await app.as(mio).get(`/conversations/${id}`).expect(200);
    await hide(id, mio, 11, MANY);

    expect(conversation.unreadMentions).toBe(100);
    expect(await few('/conversations?filter=mentions')).toMatchObject({ few: true });
    expect(await few('/messages/mentions', MENTIONS_OF_SOME_WINDOWS)).toMatchObject({ few: true });
  });

  it('calls those who are active in all of them while they are away, and lists and counts of mentions end early', async () => {
    const [vio, wes] = await app.people('vio', 'wes');
    const id = await app.conversation(vio, wes);
    await write(id, wes, MANY);
    await app.database.query(
      `insert into message_mentions (conversation_id, user_id, seq, name, rev, at, called)
       select x.conversation_id, $2, x.seq, 'here', x.rev, x.created_at, array(select gen_random_uuid() from generate_series(1, 20))
       from messages x where x.conversation_id = $1 and x.kind = 0`,
      [id, THOSE_HERE],
    );
    await app.database.query('vacuum (analyze) message_mentions');

    for (const path of ['/conversations', '/conversations?filter=mentions'])
      expect({ path, few: (await pagesOf(vio, path)) < FEW_PAGES }).toEqual({ path, few: true });
    expect(await pagesOf(vio, '/messages/mentions')).toBeLessThan(MENTIONS_OF_SOME_WINDOWS);
    expect((await app.as(vio).get(`/conversations/${id}`).expect(200)).body.unreadMentions).toBe(0);
  });

  it('mentions a team of theirs in all of them, and others in all of another, at the cost of a page of it', async () => {
    const [ola, pia, quy] = await app.people('ola', 'pia', 'quy');
    const [mine, other] = [await team('ola-crew', ola, quy), await team('pia-crew', pia)];
    const id = await app.conversation(ola, pia);
    const strange = await app.conversation(pia, quy);
    await write(id, pia, MANY);
    await write(strange, pia, MANY);
    await app.database.query(
      `insert into message_mentions (conversation_id, user_id, seq, name, rev, at, is_team)
       select x.conversation_id, k.team_id, x.seq, 'a-crew', x.rev, greatest(x.created_at, now()), true
       from messages x, unnest($2::uuid[]) k(team_id)
       where x.conversation_id = any($1::uuid[]) and x.kind = 0`,
      [
        [id, strange],
        [mine, other],
      ],
    );
    await app.database.query('vacuum (analyze) message_mentions');

    for (const path of ['/conversations', '/conversations?filter=mentions', '/messages/mentions'])
      expect({ path, few: (await pagesOf(ola, path)) < FEW_PAGES }).toEqual({ path, few: true });
    expect((await app.as(ola).get(`/conversations/${id}`).expect(200)).body.unreadMentions).toBe(100);
  });

  it('has a history of one subject that ends a page early where very much is hidden, and goes on behind it', async () => {
    const [kim, lea] = await app.people('kim', 'lea');
    const id = await app.conversation(kim, lea);
    await write(id, lea, 6_000, { subjects: 2 });
    // Every second message: no two that are hidden stand together.
    await hideEverySecond(id, kim, 11, 6_000);
    const path = `/conversations/${id}/messages?subject=Subject%201&limit=4`;
    const next = async (part: string) =>
      (
        await app
          .as(kim)
          .get(path + part)
          .expect(200)
      ).body;

    expect(await pagesOf(kim, path)).toBeLessThan(SOME_PAGES);
    const first = await next('');
    expect([seqs(first), first.hasBefore, first.hasAfter]).toEqual([[], true, false]);
    const found: number[] = [];
    for (let page = first; page.hasBefore;) {
      page = await next(`&before=${page.nextBefore ?? page.items[0].seq}`);
      found.unshift(...seqs(page));
    }
    expect(found).toEqual([1, 3, 5, 7, 9]);
    const up = await next('&after=6');
    expect([seqs(up), up.hasBefore, up.hasAfter, up.nextAfter > 1_000]).toEqual([[7, 9], true, true, true]);
    const around = await next('&around=9');
    expect([seqs(around), around.hasAfter, around.nextAfter > 1_000]).toEqual([[7, 9], true, true]);
  });

  it('passes over what is hidden in one stretch when one subject is read', async () => {
    const [max, nia] = await app.people('max', 'nia');
    const id = await app.conversation(max, nia);
    await write(id, nia, MANY, { subjects: 1 });
    await hide(id, max, 11, MANY);
    const path = `/conversations/${id}/messages?subject=Subject%201&limit=4`;

    expect(await pagesOf(max, path)).toBeLessThan(FEW_PAGES);
    const { body } = await app.as(max).get(path).expect(200);
    expect([seqs(body), body.hasBefore, body.nextBefore]).toEqual([[7, 8, 9, 10], true, undefined]);
  });

  it('has a subject that is made of many, read and listed at the cost of one', async () => {
    const [ulf, ylva] = await app.people('ulf', 'ylva');
    const id = await app.conversation(ulf, ylva);
    await write(id, ylva, MANY, { subjects: 20 });
    await mergeAll(id, 'Subject 1');
    await hideEverySecond(id, ulf, 11, MANY);
    const path = `/conversations/${id}/messages?subject=Subject%201&limit=4`;

    expect(await pagesOf(ulf, path)).toBeLessThan(FEW_PAGES);
    expect(await pagesOf(ulf, `${path}&after=10`)).toBeLessThan(FEW_PAGES);
    expect(await pagesOf(ulf, `/conversations/${id}/subjects`)).toBeLessThan(FEW_PAGES);
    const { body: last } = await app.as(ulf).get(path).expect(200);
    const { body: first } = await app.as(ulf).get(`${path}&after=3`).expect(200);
    const { body: list } = await app.as(ulf).get(`/conversations/${id}/subjects`).expect(200);
    expect([seqs(last), seqs(first)]).toEqual([
      [MANY - 6, MANY - 4, MANY - 2, MANY],
      [4, 5, 6, 7],
    ]);
    expect(list.items).toMatchObject([{ title: 'Subject 1', messageCount: MANY }]);
  });

  it('has a subject made of many that ends a page early where very much is hidden, and goes on behind it', async () => {
    const [wido, xaver] = await app.people('wido', 'xaver');
    const id = await app.conversation(wido, xaver);
    await write(id, xaver, 6_000, { subjects: 4 });
    await mergeAll(id, 'Subject 1');
    // In between is what has no subject, so that nothing that is hidden stands together.
    await app.database.query(`update messages set subject_id = null where conversation_id = $1 and seq % 2 = 0`, [id]);
    await hideEverySecond(id, wido, 11, 6_000);
    const next = async (part: string) =>
      (await app.as(wido).get(`/conversations/${id}/messages?subject=Subject%201&limit=4${part}`).expect(200)).body;

    const found: number[] = [];
    let page = await next('');
    expect([seqs(page), page.hasBefore]).toEqual([[], true]);
    while (page.hasBefore) {
      page = await next(`&before=${page.nextBefore ?? page.items[0].seq}`);
      found.unshift(...seqs(page));
    }
    expect(found).toEqual([1, 3, 5, 7, 9]);
    expect(await next('&after=6')).toMatchObject({ items: [{ seq: 7 }, { seq: 9 }], hasAfter: true });
  });

  it('has an inbox that reads little more than what a page shows, in however many conversations others write', async () => {
    const sol = await app.person('sol');
    for (let n = 0; n < 40; n++) {
      const other = await app.person(`lively${n}`);
      await write(await app.conversation(sol, other), other, 20);
    }

    expect(await pagesOf(sol, '/messages/inbox?limit=10')).toBeLessThan(PAGE_OF_TEN);
    const { body } = await app.as(sol).get('/messages/inbox?limit=10').expect(200);
    expect(seqs(body)).toEqual([20, 19, 18, 17, 16, 15, 14, 13, 12, 11]);
  });

  it('has a sent list that reads the messages of a page once, and no others', async () => {
    const [una, yve] = await app.people('una', 'yve');
    await write(await app.conversation(una, yve), una, 200);

    expect(await pagesOf(una, '/messages/sent?limit=100')).toBeLessThan(SENT_PAGE_OF_HUNDRED);
  });

  it('has an inbox that does not look into hundreds of conversations with nothing in it again and again', async () => {
    const [oli, pat] = await app.people('oli', 'pat');
    const real = await app.conversation(oli, pat);
    await write(real, pat, 3);
    await app.database.query(`update conversations set last_message_at = now() - interval '2 days' where id = $1`, [
      real,
    ]);
    await app.database.query(
      `update messages set created_at = now() - interval '2 days' + seq * interval '1 ms'
      where conversation_id = $1`,
      [real],
    );
    await soliloquies(oli, 400);

    const visited: number[] = [];
    const found: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = '/messages/inbox?limit=2' + (cursor && `&cursor=${cursor}`);
      visited.push(await pagesOf(oli, path));
      const { body } = await app.as(oli).get(path).expect(200);
      found.push(...seqs(body));
      cursor = body.nextCursor;
    }

    expect(found).toEqual([3, 2, 1]);
    expect(visited.filter((pages) => pages > SOME_PAGES)).toEqual([]);
    const { body: again } = await app.as(oli).get('/messages/inbox?limit=2').expect(200);
    expect(seqs(again)).toEqual([3, 2]);
  });

  it('sees in the inbox what comes back or comes new in a conversation that had nothing', async () => {
    const [quin, rea] = await app.people('quin', 'rea');
    const id = await app.conversation(quin, rea);
    await soliloquies(quin, 100);
    const inbox = async () => {
      const { body } = await app.as(quin).get('/messages/inbox').expect(200);
      return body.items.map((item: { body: string }) => item.body);
    };
    const say = async (body: string) => app.say(rea, id, body);
    const { seq } = await say('first');
    const first = `/conversations/${id}/messages/${seq}`;

    await app.as(quin).delete(first).expect(204);
    expect(await inbox()).toEqual([]);
    await app.as(quin).post(`${first}/restore`).expect(200);
    expect(await inbox()).toEqual(['first']);

    await app.as(rea).delete(`${first}?for=everyone`).expect(204);
    expect(await inbox()).toEqual([]);
    await app.as(rea).post(`${first}/restore`).expect(200);
    expect(await inbox()).toEqual(['first']);

    await app.as(quin).delete(first).expect(204);
    expect(await inbox()).toEqual([]);
    await say('second');
    expect(await inbox()).toEqual(['second']);
  });

  it('does not slow the inbox of the other down by deleting for everyone, nor their own by writing alone', async () => {
    const [emil, fay] = await app.people('emil', 'fay');
    const id = await app.conversation(emil, fay);
    await write(id, emil, 20);
    await write(id, emil, MANY, { from: 21, deleted: true });
    await write(id, fay, MANY, { from: MANY + 21 });

    expect(await pagesOf(fay, '/messages/inbox')).toBeLessThan(FEW_PAGES);
    expect(await pagesOf(emil, '/messages/sent')).toBeLessThan(FEW_PAGES);
    const { body: inbox } = await app.as(fay).get('/messages/inbox?limit=3').expect(200);
    const { body: sent } = await app.as(emil).get('/messages/sent?limit=3').expect(200);
    expect([seqs(inbox), seqs(sent)]).toEqual([
      [20, 19, 18],
      [20, 19, 18],
    ]);
  });

  it('has a sent list and a trash that end a page early where all was hidden, and go on behind it', async () => {
    const [gus, hal] = await app.people('gus', 'hal');
    const id = await app.conversation(gus, hal);
    await write(id, gus, 6_000);
    await hide(id, gus, 11, 6_000);
    await app.database.query(
      `update messages set deleted_at = now(), body = '' where conversation_id = $1 and seq between 21 and 6000`,
      [id],
    );

    expect(await pagesOf(gus, '/messages/sent')).toBeLessThan(SOME_PAGES);
    expect(await pagesOf(gus, '/messages/trash')).toBeLessThan(SOME_PAGES);
    expect(await everything(gus, '/messages/sent?limit=3')).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect((await everything(gus, '/messages/trash?limit=4')).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 10 }, (_, n) => n + 11),
    );
  });

  it('moves the read position over all of it without counting it again, and counts right', async () => {
    const [ida, jon] = await app.people('ida', 'jon');
    const id = await app.conversation(ida, jon);
    await write(id, jon, MANY);
    await write(id, ida, MANY, { from: MANY + 1 });
    await write(id, jon, 500, { from: 2 * MANY + 1 });
    const unread = async () => (await app.as(ida).get(`/conversations/${id}`).expect(200)).body.unreadCount as number;
    const move = (body: object) => app.as(ida).put(`/conversations/${id}/read`, body).expect(204);

    await app.database.query(
      `update conversation_members set skipped = $3 where conversation_id = $1 and user_id = $2`,
      [id, ida.id, MANY],
    );
    const all = await pagesReadBy(app.database, () => move({ seq: 2 * MANY + 500 }));
    expect(await unread()).toBe(0);
    const back = await pagesReadBy(app.database, () => move({ seq: 1_000, unread: true }));

    expect(await unread()).toBe(MANY - 999 + 500);
    expect([all < FEW_PAGES, back < FEW_PAGES]).toEqual([true, true]);
    await move({ seq: MANY + 5_000 });
    expect(await unread()).toBe(500);
  });

  it('has a new name told without a reading of all members of all their groups at once', async () => {
    const kai = await app.person('kai');
    const partner = await app.person('kai.partner');
    await app.conversation(kai, partner);
    await crowds(kai, { groups: 20, members: 1_000 });
    const conversations = app.nest.get(ConversationsService, { strict: false });
    const met = new Set<string>();

    const pages: number[] = [];
    for (let page: PeopleTogether | undefined; !page || page.next;) {
      const after = page?.next;
      const found = await conversations.peopleTogetherWith(kai.id, 3_000, after);
      if (pages.length < 2) {
        pages.push(await statementPages(() => conversations.peopleTogetherWith(kai.id, 3_000, after)));
      }
      expect(found.read).toBeLessThanOrEqual(3_000);
      for (const userId of found.userIds) met.add(userId);
      page = found;
    }

    const whole = await statementPages(() => conversations.peopleTogetherWith(kai.id, 1_000_000, undefined));
    expect([met.size, met.has(kai.id), met.has(partner.id)]).toEqual([1_002, true, true]);
    expect(pages.filter((count) => count > whole / 2)).toEqual([]);
  });
});

/** Messages as the product would have left them, written with a few statements. */
async function write(
  id: string,
  sender: Person,
  count: number,
  { from = 1, subjects = 0, deleted = false }: { from?: number; subjects?: number; deleted?: boolean } = {},
): Promise<void> {
  const last = from + count - 1;
  await app.database.query(
    `insert into conversation_subjects (conversation_id, id, title, title_key, message_count, last_seq)
     select $1, gen_random_uuid(), 'Subject ' || n, 'subject ' || n, $3::int / nullif($2::int, 0), case when $2 = 1 then $3 else n end
     from generate_series(1, $2::int) n`,
    [id, subjects, count],
  );
  await app.database.query(
    `insert into messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, subject_id, created_at, deleted_at)
     select $1, n, n, $2, gen_random_uuid(), '', case when $5 then '' else 'no ' || n end, s.id,
       now() - interval '1 day' + n * interval '1 ms', case when $5 then now() end
     from generate_series($3::int, $4::int) n
     left join conversation_subjects s on s.conversation_id = $1
       and s.title_key = 'subject ' || case when $6::int > 0 then (n - 1) % $6::int + 1 end`,
    [id, sender.id, from, last, deleted, subjects],
  );
  await app.database.query(
    `update conversations set last_seq = greatest(last_seq, $2), last_rev = greatest(last_rev, $2),
       last_message_at = now() - interval '1 day' + $2 * interval '1 ms' where id = $1`,
    [id, last],
  );
  if (deleted) await run(id, EVERYBODY, from, last);
  await app.database.query('select count_blocks($1)', [id]);
}

/** Makes all subjects of a conversation parts of one of them. */
async function mergeAll(id: string, title: string): Promise<void> {
  await app.database.query(
    `update conversation_subjects s set merged_into = t.id, title = $2, message_count = 0, last_seq = 0
     from conversation_subjects t where t.conversation_id = $1 and t.title = $2
       and s.conversation_id = $1 and s.id <> t.id`,
    [id, title],
  );
  await app.database.query(
    `update conversation_subjects s set message_count = n.messages, last_seq = n.last_seq
     from (select count(*) as messages, max(seq) as last_seq from messages where conversation_id = $1) n
     where s.conversation_id = $1 and s.merged_into is null`,
    [id],
  );
}

async function hide(id: string, person: Person, from: number, to: number): Promise<void> {
  await app.database.query(
    `insert into message_hides (user_id, conversation_id, seq, reason, hidden_at)
     select $1, $2, n, 'mine', now() + n * interval '1 ms' - interval '1 day' from generate_series($3::int, $4::int) n`,
    [person.id, id, from, to],
  );
  await run(id, person.id, from, to);
}

/** Hides the odd ones among them. */
async function hideEverySecond(id: string, person: Person, from: number, to: number): Promise<void> {
  await app.database.query(
    `with hidden as (
       insert into message_hides (user_id, conversation_id, seq, reason, hidden_at)
       select $1, $2, n, 'mine', now() from generate_series($3::int, $4::int) n where n % 2 = 1 returning *
     )
     insert into hidden_runs (user_id, conversation_id, first_seq, last_seq)
     select user_id, conversation_id, seq, seq from hidden`,
    [person.id, id, from, to],
  );
}

/** Conversations in which only this person wrote. */
async function soliloquies(person: Person, count: number): Promise<void> {
  await app.database.query(
    `with made as (
       insert into conversations (id, kind, subject, last_seq, last_rev, last_message_at, member_count, created_at, created_by)
       select gen_random_uuid(), 'group', 'Alone', 3, 3, now() - n * interval '1 ms', 1, now(), $1
       from generate_series(1, $2::int) n returning id, last_message_at
     ), joined as (
       insert into conversation_members (conversation_id, user_id, role, joined_at) select id, $1, 'owner', now() from made
     )
     insert into messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at)
     select id, n, n, $1, gen_random_uuid(), '', 'alone', last_message_at from made, generate_series(1, 3) n`,
    [person.id, count],
  );
}

/** Groups of one person with the same many others. */
async function crowds({ id }: Person, { groups, members }: { groups: number; members: number }): Promise<void> {
  await app.database.query(
    `with others as (
       insert into users (id, username, email, password, date_joined)
       select gen_random_uuid(), 'crowd.' || n, 'crowd.' || n || '@parley.example', '', now()
       from generate_series(1, $2::int) n returning id
     ), made as (
       insert into conversations (id, kind, subject, last_message_at, member_count, created_at, created_by)
       select gen_random_uuid(), 'group', 'Crowd', now(), $2 + 1, now(), $1 from generate_series(1, $3::int) returning id
     )
     insert into conversation_members (conversation_id, user_id, role, joined_at)
     select made.id, o.id, 'member', now() from made, (select id from others union all select $1) o`,
    [id, members, groups],
  );
  // All that its plan depends on: a table without statistics is read otherwise before and after somebody gathers them.
  await app.database.query('vacuum analyze conversation_members, conversations, users');
}

async function run(id: string, userId: string, from: number, to: number): Promise<void> {
  await app.database.query(
    `insert into hidden_runs (conversation_id, user_id, first_seq, last_seq) values ($1, $2, $3, $4)`,
    [id, userId, from, to],
  );
}

/** Also of statements that usually run in the background. */
function statementPages(work: () => Promise<unknown>): Promise<number> {
  return pagesReadBy(app.database, work, ({ name }) => name === 'conversations_people_together');
}

function pagesOf(person: Person, path: string): Promise<number> {
  return pagesReadBy(app.database, () => app.as(person).get(path).expect(200));
}

async function everything(person: Person, path: string): Promise<number[]> {
  const found: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await app
      .as(person)
      .get(path + (cursor && `&cursor=${cursor}`))
      .expect(200);
    found.push(...seqs(body));
    cursor = body.nextCursor as string | null;
  }
  return found;
}

function seqs({ items }: { items: { seq: number }[] }): number[] {
  return items.map(({ seq }) => seq);
}

async function team(key: string, ...people: Person[]): Promise<string> {
  const userIds = people.map(({ id }) => id);
  return (await app.as(app.root).post('/admin/teams', { key, name: key, userIds }).expect(201)).body.id as string;
}
