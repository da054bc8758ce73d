import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { NotificationFollower } from '../../src/notifications/deciding/notification-follower.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
import { PushService } from '../support/push-service.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { TestSocket } from '../support/test-socket.js';

let service: PushService;
let app: TestApp;
let ana: Person;
let people = 0;
/** Those of the test that runs: what is told to them costs statements. */
const sockets: TestSocket[] = [];

const WITHIN = 15_000;

beforeAll(async () => {
  service = await PushService.start();
  app = await TestApp.start({ pushHosts: [service.host] });
  app.nest.get(NotificationFollower).heldMs = 200;
  ana = await app.person('ana');
  await eventually(async () => {
    expect(await app.database.query(`select 1 from outbox_cursors where name = 'notifications'`)).toHaveLength(1);
  });
});
afterEach(() => Promise.all(sockets.splice(0).map((socket) => socket.close())));
afterAll(async () => {
  await app.stop();
  await service.stop();
});

const read = async (person: Person, path: string) => (await app.as(person).get(path).expect(200)).body;
const unread = async (person: Person, id: string) =>
  (await read(person, `/conversations/${id}`)).unreadMentions as number;
const listed = async (person: Person, id: string): Promise<string[]> => {
  const { items } = await read(person, '/messages/mentions?limit=200');
  return items
    .filter((mail: { conversationId: string }) => mail.conversationId === id)
    .map((mail: { body: string }) => mail.body);
};
const somebody = () => app.person(`pal${++people}`);
const isNoted = (person: Person, state: string) =>
  eventually(async () => {
    const rows = await app.database.query('select state from presence where user_id = $1', [person.id]);
    expect(rows).toEqual([{ state }]);
  });
/** Somebody who has the page before them. */
async function active(to: Pick<TestApp, 'socketOf'> = app): Promise<[Person, TestSocket]> {
  const person = await somebody();
  const socket = await to.socketOf(person);
  sockets.push(socket);
  await isNoted(person, 'active');
  return [person, socket];
}
/** Somebody whose page is open behind others. */
async function away(): Promise<[Person, TestSocket]> {
  const [person, socket] = await active();
  socket.send({ type: 'presence', state: 'away' });
  await isNoted(person, 'away');
  return [person, socket];
}
const say = (id: string, body = '@here: lunch') => app.say(ana, id, body);
const crowd = async (id: string, count: number) => {
  await app.database.query(
    `with made as (
       insert into users (id, username, email, password, date_joined)
       select gen_random_uuid(), u.name, u.name || '@parley.example', '', now()
       from (select 'c' || substr(md5(random()::text), 1, 20) as name from generate_series(1, $2::integer)) u returning id
     ), joined as (
       insert into conversation_members (conversation_id, user_id, role, joined_at) select $1, id, 'member', now() from made
     )
     update conversations set member_count = member_count + $2 where id = $1`,
    [id, count],
  );
};

describe('the mention of who is here', () => {
  it('calls those who are active, and neither those who are away nor those who are not there', async () => {
    const [[ben], [kim], eve] = [await active(), await away(), await somebody()];
    const id = await app.conversation(ana, ben, kim, eve);

    await say(id);

    expect(await Promise.all([ben, kim, eve, ana].map((person) => unread(person, id)))).toEqual([1, 0, 0, 0]);
    expect(await Promise.all([ben, kim, eve].map((person) => listed(person, id)))).toEqual([['@here: lunch'], [], []]);
    expect((await read(ben, '/conversations?filter=mentions')).items.map((one: { id: string }) => one.id)).toEqual([
      id,
    ]);
    expect((await read(eve, '/conversations?filter=mentions')).items).toEqual([]);
  });

  it('does not call later who comes back later, and goes on calling who goes', async () => {
    const [[ben, ofBen], eve] = [await active(), await somebody()];
    const id = await app.conversation(ana, ben, eve);
    await say(id);

    ofBen.send({ type: 'presence', state: 'away' });
    await isNoted(ben, 'away');
    sockets.push(await app.socketOf(eve));
    await isNoted(eve, 'active');

    expect([await unread(ben, id), await unread(eve, id)]).toEqual([1, 0]);
  });

  it('says to each reader whether they are meant, and to nobody who else is', async () => {
    const [[ben], eve] = [await active(), await somebody()];
    const id = await app.conversation(ana, ben, eve);

    const sent = await say(id);

    const path = `/conversations/${id}/messages/${sent.seq}`;
    expect(sent.mentionsHere).toBeDefined();
    expect(sent).toMatchObject({ mentions: [], mentionsEveryone: false });
    expect((await read(ben, path)).mentionsHere).toEqual({ me: true });
    expect((await read(eve, path)).mentionsHere).toEqual({ me: false });
    expect((await read(ana, path)).mentionsHere).toEqual({ me: false });
    expect((await read(ben, `/conversations/${id}/messages?limit=1`)).items[0].mentionsHere).toEqual({ me: true });
  });

  it('calls who shows nobody that they are there, without a word of it in what others are told', async () => {
    const [[shy], [eve, ofEve]] = [await active(), await active()];
    await app.as(shy).patch('/users/me', { presenceVisibility: 'nobody' }).expect(200);
    const id = await app.conversation(ana, shy, eve);

    const { seq } = await say(id);

    const told = await ofEve.next('message.created', ({ data }) => data.seq === seq);
    expect(told.data.mentionsHere).toEqual({});
    expect(JSON.stringify(told)).not.toContain(shy.id);
    expect(await unread(shy, id)).toBe(1);
  });

  it('is one row, however many are there', async () => {
    const [[ben], [eve]] = [await active(), await active()];
    const id = await app.conversation(ana, ben, eve);

    const { seq } = await say(id);

    const [row] = await app.database.query<{ n: number; called: string[] }>(
      `select count(*)::integer as n, min(called) as called from message_mentions where conversation_id = $1 and seq = $2`,
      [id, seq],
    );
    expect(row?.n).toBe(1);
    expect(row?.called.sort()).toEqual([ben.id, eve.id].sort());
  });

  it('is text between two people, and in a group of more than twenty where neither an owner nor an admin says it', async () => {
    const [ben] = await active();
    const direct = (await app.as(ana).post('/conversations', { kind: 'direct', userId: ben.id })).body.id as string;
    const id = await app.conversation(ana, ben, await somebody());
    await crowd(id, 20);

    const between = await say(direct);
    const members = await app.say(ben, id, '@here');
    const owners = await say(id);

    expect([between, members, owners].map(({ mentionsHere }) => mentionsHere !== undefined)).toEqual([
      false,
      false,
      true,
    ]);
    expect([await unread(ben, direct), await unread(ben, id)]).toEqual([0, 1]);
  });

  it('is counted once where one is meant by name and with everyone, too', async () => {
    const [[ben], eve] = [await active(), await somebody()];
    const id = await app.conversation(ana, ben, eve);

    await say(id, `@${ben.username} @here @everyone`);

    expect([await unread(ben, id), (await listed(ben, id)).length, await unread(eve, id)]).toEqual([1, 1, 1]);
  });

  it('goes on page by page in the list, past those that call others', async () => {
    const [[ben, ofBen], eve] = [await active(), await somebody()];
    const id = await app.conversation(ana, ben, eve);
    for (const n of [1, 2]) await say(id, `@here ${n}`);
    ofBen.send({ type: 'presence', state: 'away' });
    await isNoted(ben, 'away');
    for (const n of [3, 4, 5]) await say(id, `@here ${n}`);

    const bodies: string[] = [];
    let cursor = '';
    do {
      const page = await read(ben, `/messages/mentions?limit=1${cursor}`);
      bodies.push(...page.items.map(({ body }: { body: string }) => body));
      cursor = page.nextCursor && `&cursor=${page.nextCursor}`;
    } while (cursor);

    expect(bodies).toEqual(['@here 2', '@here 1']);
  });

  it('is gone with an edit that takes it away, and calls who is there when one adds it', async () => {
    const [[ben, ofBen], [eve]] = [await active(), await away()];
    const id = await app.conversation(ana, ben, eve);
    const { seq } = await say(id, 'Lunch');
    const edit = (body: string) => app.as(ana).patch(`/conversations/${id}/messages/${seq}`, { body }).expect(200);

    await edit('Lunch, @here');
    const added = await unread(ben, id);
    ofBen.send({ type: 'presence', state: 'away' });
    await isNoted(ben, 'away');
    await edit('Lunch at one, @here');
    const kept = await unread(ben, id);
    const gone = (await edit('Lunch at one')).body;

    expect([added, kept, await unread(ben, id), await unread(eve, id)]).toEqual([1, 1, 0, 0]);
    expect(gone.mentionsHere).toBeUndefined();
  });

  it('does not call from somebody whom one blocks', async () => {
    const [[ben], kim] = [await active(), await somebody()];
    const id = await app.conversation(ana, ben, kim);
    await app.as(ben).put(`/users/${kim.id}/block`);

    await app.say(kim, id, '@here');

    expect([await unread(ben, id), await listed(ben, id)]).toEqual([0, []]);
  });
});

describe('who is called as they are active', () => {
  it('is told so on every node, and nobody else', async () => {
    const node = await AnotherNode.beside(app);
    try {
      const [[ben, ofBen], [eve, ofEve], [kim, ofKim]] = [await active(), await active(node), await away()];
      const id = await app.conversation(ana, ben, eve, kim);

      const { seq } = await say(id);
      const later = await say(id, `@${kim.username}`);

      const told = { seq, userId: ana.id, everyone: false, here: true };
      expect((await ofBen.next('mention.created')).data).toEqual(told);
      expect((await ofEve.next('mention.created')).data).toEqual(told);
      expect((await ofKim.next('mention.created')).data.seq).toBe(later.seq);
    } finally {
      await Promise.all(sockets.splice(0).map((socket) => socket.close()));
      await node.stop();
    }
  });

  it('is notified where they hear of mentions alone, and its author does not learn that they were there', async () => {
    const [[ben], eve] = [await active(), await somebody()];
    const phones = [service.device(), service.device()];
    const id = await app.conversation(ana, ben, eve);
    for (const [at, person] of [ben, eve].entries()) {
      await app.as(person).post('/push/subscriptions', phones[at]?.subscription).expect(201);
      await app.as(person).patch(`/conversations/${id}/me`, { notify: 'mentions' }).expect(200);
    }

    const { seq } = await say(id);
    await eventually(() => expect(phones[0]?.received).toHaveLength(1), WITHIN);

    await eventually(async () => {
      const rows = await app.database.query(`select through_seq from notification_marks where user_id = $1`, [eve.id]);
      expect(rows).toEqual([{ through_seq: seq }]);
    }, WITHIN);
    expect(phones[1]?.received).toEqual([]);
    const { items, counts } = await read(ana, `/conversations/${id}/messages/${seq}/notifications`);
    expect(items.map(({ channel }: { channel: string }) => channel)).toEqual(['none', 'none']);
    expect(
      new Set(items.map(({ state, reason }: { state: string; reason: string }) => `${state} ${reason}`)).size,
    ).toBe(1);
    expect(counts).toEqual({ recipients: 2, sent: 0, failed: 0 });
  });
});

describe('what it costs', () => {
  it('is no statement more to send, and one for a page that has some', async () => {
    const [[ben], eve] = [await active(), await somebody()];
    const id = await app.conversation(ana, ben, eve);
    await say(id, '@nobody-at-all');
    await Promise.all(sockets.splice(0).map((socket) => socket.close()));
    const history = () => read(ben, `/conversations/${id}/messages`);

    const plainPage = await queriesDuring(history);
    const sent = await queriesDuring(() => say(id));
    const page = await queriesDuring(history);

    expect(sent.filter((name) => name?.startsWith('send'))).toEqual(['send_with_parts']);
    expect(page.filter((name) => !plainPage.includes(name))).toEqual(['mentions.here-on-messages']);
  });

  it('has an end: of more than a thousand those are called who have read furthest', async () => {
    const ben = await somebody();
    const id = await app.conversation(ana, ben, await somebody());
    await crowd(id, 1_000);
    await app.database.query(
      `insert into presence (user_id, node_id, state)
       select m.user_id, (select n.id from nodes n limit 1), 'active' from conversation_members m where m.conversation_id = $1
       on conflict do nothing`,
      [id],
    );
    await app.database.query(
      'update conversation_members set last_read_seq = 1 where conversation_id = $1 and user_id = $2',
      [id, ben.id],
    );

    const { seq } = await say(id);

    const [row] = await app.database.query<{ n: number; called: string[] }>(
      `select cardinality(called) as n, called from message_mentions where conversation_id = $1 and seq = $2`,
      [id, seq],
    );
    expect(row?.n).toBe(1_000);
    expect(row?.called[0]).toBe(ben.id);
  });
});

it('is nobody’s username', async () => {
  const account = { username: 'here', email: 'here@parley.example', password: 'correct-horse-battery' };

  const { body } = await app.as(app.root).post('/admin/users', account).expect(400);

  expect(body.errors[0].pointer).toBe('/username');
});
