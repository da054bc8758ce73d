import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ReadMarksPruner } from '../../src/receipts/read-marks-pruner.js';
import { ReceiptTiming } from '../../src/receipts/receipt-timing.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { TestSocket } from '../support/test-socket.js';

const QUICKLY = { flushEveryMs: 20, summaryEveryMs: 20 };

let app: TestApp;
let other: AnotherNode;

beforeAll(async () => {
  app = await TestApp.start();
  other = await AnotherNode.beside(app);
  for (const { nest } of [app, other]) Object.assign(nest.get(ReceiptTiming), QUICKLY);
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

const somebody = (prefix = 'p') => app.person(`${prefix}.${randomUUID().slice(0, 8)}`);
const people = async (count: number) => {
  const all: Person[] = [];
  for (let n = 0; n < count; n++) all.push(await somebody());
  return all;
};
const pair = async () => (await people(2)) as [Person, Person];
const read = (person: Person, id: string, seq: number) =>
  app.as(person).put(`/conversations/${id}/read`, { seq }).expect(204);
const show = (person: Person, readReceipts: boolean) => app.as(person).patch('/users/me', { readReceipts }).expect(200);
const decide = (readReceipts: string) => app.as(app.root).patch('/admin/settings', { readReceipts }).expect(200);

/** How far one has read, as the other sees it in the list of members. */
async function positionOf(person: Person, viewer: Person, id: string): Promise<number | null> {
  const { body } = await app.as(viewer).get(`/conversations/${id}/members`).expect(200);
  return body.items.find(({ user }: { user: { id: string } }) => user.id === person.id).lastReadSeq;
}
/** What a socket was told of how far others are in a conversation. */
const told = (socket: TestSocket, type: 'read' | 'delivered', conversationId: string) =>
  socket
    .of(`receipt.${type}`)
    .filter((frame) => frame.conversationId === conversationId)
    .map(({ data: { userId, seq } }) => ({ userId, seq }));
const untilTold = (socket: TestSocket, type: 'read' | 'delivered', id: string, person: Person, seq: number) =>
  socket.next(
    `receipt.${type}`,
    (frame) => frame.conversationId === id && frame.data.userId === person.id && frame.data.seq === seq,
  );
/** People with accounts who never signed in. */
async function crowd(size: number): Promise<string[]> {
  const rows = await app.database.query<{ id: string }>(
    `insert into users (id, username, email, password, date_joined)
     select gen_random_uuid(), name, name || '@parley.example', 'none', now()
     from (select 'crowd.' || left(gen_random_uuid()::text, 13) as name from generate_series(1, $1)) names returning id`,
    [size],
  );
  return rows.map(({ id }) => id);
}
/** A group of so many, most of whom are never there. */
async function groupOf(size: number, maker: Person, ...others: Person[]): Promise<string> {
  const memberIds = [...others.map(({ id }) => id), ...(await crowd(size - 1 - others.length))];
  const group = { kind: 'group', subject: 'Everybody', memberIds };
  return (await app.as(maker).post('/conversations', group).expect(201)).body.id;
}

/** How far messages reached somebody, as it is stored. */
async function deliveredTo(person: Pick<Person, 'id'>, id: string): Promise<number> {
  const [row] = await app.database.query<{ seq: number }>(
    'select last_delivered_seq::int as seq from conversation_members where conversation_id = $1 and user_id = $2',
    [id, person.id],
  );
  return row?.seq ?? -1;
}
const untilDelivered = (person: Person, id: string, seq: number) =>
  eventually(async () => expect(await deliveredTo(person, id)).toBe(seq));
const marksIn = (id: string) =>
  app.database.query<{ userId: string; seq: number }>(
    `select user_id as "userId", seq::int from read_marks where conversation_id = $1 order by seq, user_id`,
    [id],
  );

const newestSent = async (person: Person) =>
  (await app.as(person).get('/messages/sent?limit=1').expect(200)).body.items[0];

describe('showing how far one has read', () => {
  it('is a choice: who hides it is not seen by others and does not see them, but sees themselves', async () => {
    const [ana, ben] = await pair();
    const id = await app.conversation(ana, ben);
    const { seq } = await app.say(ana, id, 'seen?');
    await app.say(ben, id, 'and mine?');
    await read(ben, id, seq);
    await read(ana, id, seq + 1);
    const seen = async () => ({
      anaSeesBen: await positionOf(ben, ana, id),
      benSeesAna: await positionOf(ana, ben, id),
      benSeesBen: await positionOf(ben, ben, id),
      anaCounts: (await newestSent(ana)).readBy,
      benCounts: (await newestSent(ben)).readBy,
    });
    const shown = await seen();

    expect((await show(ben, false)).body.readReceipts).toBe(false);
    const hidden = await seen();
    await show(ben, true);

    expect(shown).toEqual({ anaSeesBen: seq, benSeesAna: seq + 1, benSeesBen: seq, anaCounts: 1, benCounts: 1 });
    expect(hidden).toEqual({ anaSeesBen: null, benSeesAna: null, benSeesBen: seq, anaCounts: 0, benCounts: 0 });
    expect(await seen()).toEqual(shown);
  });

  it('changes nothing of what is unread for oneself', async () => {
    const [ana, ben] = await pair();
    const id = await app.conversation(ana, ben);
    await show(ben, false);
    const unread = async () => (await app.as(ben).get(`/conversations/${id}`).expect(200)).body.unreadCount;

    const { seq } = await app.say(ana, id, 'one');
    const before = await unread();
    await read(ben, id, seq);

    expect([before, await unread()]).toEqual([1, 0]);
  });

  it('is decided for all when the organisation says so, which is on record and told to clients', async () => {
    const [ana, ben] = await pair();
    const id = await app.conversation(ana, ben);
    const { seq } = await app.say(ana, id, 'seen?');
    await read(ben, id, seq);
    await show(ben, false);
    const announced = async () => (await app.anonymous().get('/meta').expect(200)).body.features.readReceipts;
    const seen = async () => [await positionOf(ben, ana, id), (await newestSent(ana)).readBy, await announced()];

    try {
      const byChoice = await seen();
      expect((await decide('on')).body.readReceipts).toBe('on');
      const always = await seen();
      await show(ben, true);
      await decide('off');
      const never = await seen();

      expect([byChoice, always, never]).toEqual([
        [null, 0, 'choice'],
        [seq, 1, 'on'],
        [null, 0, 'off'],
      ]);
    } finally {
      await decide('choice');
    }
    const record = await app.database.query<{ before: object; after: object }>(
      `select before, after from audit_log where target_id = 'readReceipts' order by at, id limit 2`,
    );
    expect(record).toEqual([
      { before: { readReceipts: 'choice' }, after: { readReceipts: 'on' } },
      { before: { readReceipts: 'on' }, after: { readReceipts: 'off' } },
    ]);
    await app.as(ana).patch('/admin/settings', { readReceipts: 'off' }).expect(403);
  });
});

describe('receipts of delivery', () => {
  it('are told to the others on every node when a message reaches a socket, and only to them', async () => {
    const [ana, ben, carl] = (await people(3)) as [Person, Person, Person];
    const id = await app.conversation(ana, ben, carl);
    const [anas, bens, bensPhone] = [await app.socketOf(ana), await other.socketOf(ben), await app.socketOf(ben)];

    const { seq } = await app.say(ana, id, 'there?');
    const frame = await untilTold(anas, 'delivered', id, ben, seq);
    await app.say(ben, id, 'here');
    await untilTold(bens, 'delivered', id, ana, seq + 1);

    expect(frame).toMatchObject({ rev: null, data: { userId: ben.id, seq, at: expect.any(String) } });
    expect([bens, bensPhone].map((socket) => told(socket, 'delivered', id).some((of) => of.userId === ben.id))).toEqual(
      [false, false],
    );
    expect(told(anas, 'delivered', id).filter(({ userId }) => userId !== ben.id)).toEqual([]);
    expect([await deliveredTo(ana, id), await deliveredTo(ben, id), await deliveredTo(carl, id)]).toEqual([
      seq + 1,
      seq,
      0,
    ]);
    expect(bens.violations).toEqual([]);
  });

  it.each([
    ['the history', (id: string) => `/conversations/${id}/messages?limit=1`],
    ['changes', (id: string) => `/conversations/${id}/changes?afterRev=0`],
    ['a single message', (id: string) => `/conversations/${id}/messages/2`],
    ['the inbox', () => '/messages/inbox'],
  ])('are told when a message is served: %s', async (_way, path) => {
    const [ana, ben] = await pair();
    const id = await app.conversation(ana, ben);
    const anas = await app.socketOf(ana);
    await app.say(ana, id, 'one');
    await app.say(ana, id, 'two');
    const before = await deliveredTo(ben, id);

    await other.as(ben).get(path(id)).expect(200);
    await untilTold(anas, 'delivered', id, ben, 2);

    expect([before, await deliveredTo(ben, id)]).toEqual([0, 2]);
    expect(told(anas, 'delivered', id)).toEqual([{ userId: ben.id, seq: 2 }]);
  });

  it('do not count what I wrote myself, nor what I asked for in vain', async () => {
    const [ana, ben] = await pair();
    const id = await app.conversation(ana, ben);
    const anas = await app.socketOf(ana);
    await app.say(ana, id, 'mine');
    await app.as(ana).get(`/conversations/${id}/messages`).expect(200);
    await app.as(ben).get(`/conversations/${id}/messages/2`).expect(404);
    await app.say(ben, id, 'yours');
    await untilDelivered(ana, id, 2);

    expect(await deliveredTo(ben, id)).toBe(0);
    expect(told(anas, 'delivered', id)).toEqual([]);
  });

  it('only go forward, and reading is having', async () => {
    const [ana, ben] = await pair();
    const id = await app.conversation(ana, ben);
    const anas = await app.socketOf(ana);
    for (let n = 0; n < 4; n++) await app.say(ana, id, `no ${n}`);

    await app.as(ben).get(`/conversations/${id}/messages/3`).expect(200);
    await untilTold(anas, 'delivered', id, ben, 3);
    await app.as(ben).get(`/conversations/${id}/messages/1`).expect(200);
    await read(ben, id, 4);
    await untilTold(anas, 'delivered', id, ben, 4);

    expect(told(anas, 'delivered', id).map(({ seq }) => seq)).toEqual([3, 4]);
  });

  it('do not hide that a message arrived for who hides what they read', async () => {
    const [ana, ben] = await pair();
    const id = await app.conversation(ana, ben);
    const anas = await app.socketOf(ana);
    await show(ben, false);
    const { seq } = await app.say(ana, id, 'there?');

    await app.as(ben).get(`/conversations/${id}/messages`).expect(200);

    await untilTold(anas, 'delivered', id, ben, seq);
  });

  it('do not reach somebody who was removed', async () => {
    const [ana, ben, gone] = (await people(3)) as [Person, Person, Person];
    const id = await app.conversation(ana, ben, gone);
    const [anas, gones] = [await app.socketOf(ana), await other.socketOf(gone)];
    await app.as(ben).get(`/conversations/${id}/messages`).expect(200);
    await untilTold(gones, 'delivered', id, ben, 1);

    await app.as(ana).delete(`/conversations/${id}/members/${gone.id}`).expect(204);
    await gones.next('member.removed', (frame) => frame.conversationId === id);
    const { seq } = await app.say(ana, id, 'without you');
    await app.as(ben).get(`/conversations/${id}/messages`).expect(200);
    await untilTold(anas, 'delivered', id, ben, seq);

    expect(told(gones, 'delivered', id)).toEqual([{ userId: ben.id, seq: 1 }]);
  });

  it('are noted in groups of up to a hundred, and told in groups of up to twenty', async () => {
    const [ana, ben] = await pair();
    const [tooLarge, large, small] = [
      await groupOf(101, ana, ben),
      await groupOf(100, ana, ben),
      await groupOf(20, ana, ben),
    ];
    const [anas, bens] = [await app.socketOf(ana), await app.socketOf(ben)];

    for (const id of [tooLarge, large, small]) {
      await app.say(ana, id, 'there?');
      await bens.next('message.created', (frame) => frame.conversationId === id);
    }
    await untilTold(anas, 'delivered', small, ben, 2);
    await untilDelivered(ben, large, 2);

    expect(await deliveredTo(ben, tooLarge)).toBe(0);
    expect([tooLarge, large].map((id) => told(anas, 'delivered', id))).toEqual([[], []]);
  });

  it('cost one statement for all who were reached since the last one', async () => {
    const readers = await people(6);
    const ana = await somebody();
    const ids: string[] = [];
    for (const reader of readers) ids.push(await app.conversation(ana, reader));
    const sockets = await Promise.all(readers.map((reader) => app.socketOf(reader)));
    Object.assign(app.nest.get(ReceiptTiming), { flushEveryMs: 400 });
    const startedAt = performance.now();

    const statements = await queriesDuring(async () => {
      for (const id of [...ids, ...ids]) await app.say(ana, id, 'there?');
      await Promise.all(sockets.map((socket) => socket.next('message.created', ({ data }) => data.seq === 2)));
      for (const [n, reader] of readers.entries()) await untilDelivered(reader, ids[n] ?? '', 2);
    }, /^(?!receipts)/);
    Object.assign(app.nest.get(ReceiptTiming), QUICKLY);

    const flushes = Math.ceil((performance.now() - startedAt) / 400) + 1;
    expect(new Set(statements)).toEqual(new Set(['receipts.keep-deliveries']));
    expect(statements.length).toBeLessThanOrEqual(flushes);
    expect(flushes).toBeLessThan(12);
  });

  it('wait for nobody: a row that is busy is passed over and written later', async () => {
    const [ana, busy, free] = (await people(3)) as [Person, Person, Person];
    const id = await app.conversation(ana, busy, free);
    const { seq } = await app.say(ana, id, 'there?');
    const holder = new Client(app.database.url);
    await holder.connect();
    await holder.query('begin');
    await holder.query('select 1 from conversation_members where conversation_id = $1 and user_id = $2 for update', [
      id,
      busy.id,
    ]);

    for (const person of [busy, free]) await app.as(person).get(`/conversations/${id}/messages`).expect(200);
    await untilDelivered(free, id, seq);
    const meanwhile = await deliveredTo(busy, id);
    await holder.query('rollback');
    await holder.end();

    await untilDelivered(busy, id, seq);
    expect(meanwhile).toBe(0);
  });

  it('that wait are written before a node stops', async () => {
    const [ana, ben] = await pair();
    const id = await app.conversation(ana, ben);
    const third = await AnotherNode.beside(app);
    Object.assign(third.nest.get(ReceiptTiming), { flushEveryMs: 60_000 });
    await app.say(ana, id, 'one');
    await third.as(ben).get(`/conversations/${id}/messages`).expect(200);
    await untilDelivered(ben, id, 1);
    await app.say(ana, id, 'two');
    await third.as(ben).get(`/conversations/${id}/messages`).expect(200);
    const waiting = await deliveredTo(ben, id);

    await third.stop();

    expect([waiting, await deliveredTo(ben, id)]).toEqual([1, 2]);
  });
});

describe('receipts of reading', () => {
  it('are told to the others on every node, not to those who read, in the order of reading', async () => {
    const [ana, ben, carl] = (await people(3)) as [Person, Person, Person];
    const id = await app.conversation(ana, ben, carl);
    const [here, there, mine] = [await app.socketOf(ana), await other.socketOf(carl), await other.socketOf(ben)];
    for (let n = 0; n < 3; n++) await app.say(ana, id, `no ${n}`);

    await other.as(ben).put(`/conversations/${id}/read`, { seq: 2 }).expect(204);
    const first = await untilTold(here, 'read', id, ben, 2);
    await read(ben, id, 4);
    await untilTold(here, 'read', id, ben, 4);
    await untilTold(there, 'read', id, ben, 4);
    await read(ben, id, 3);
    await read(carl, id, 4);
    await untilTold(here, 'read', id, carl, 4);

    expect(first).toMatchObject({ rev: null, data: { at: expect.any(String) } });
    expect(told(here, 'read', id).filter(({ userId }) => userId === ben.id)).toEqual([
      { userId: ben.id, seq: 2 },
      { userId: ben.id, seq: 4 },
    ]);
    expect(told(mine, 'read', id).filter(({ userId }) => userId === ben.id)).toEqual([]);
    expect([...there.violations, ...mine.violations]).toEqual([]);
  });

  it('stop, both ways, for who hides it, and go on when they show it again', async () => {
    const [ana, ben] = await pair();
    const id = await app.conversation(ana, ben);
    const [anas, bens] = [await app.socketOf(ana), await app.socketOf(ben)];
    for (let n = 0; n < 4; n++) await app.say(ana, id, `no ${n}`);

    await show(ben, false);
    await read(ben, id, 1);
    await read(ana, id, 1);
    await eventually(async () => expect(await marksIn(id)).toEqual([{ userId: ana.id, seq: 1 }]));
    await show(ben, true);
    await read(ben, id, 3);
    await read(ana, id, 2);
    await untilTold(anas, 'read', id, ben, 3);
    await untilTold(bens, 'read', id, ana, 2);

    expect(told(anas, 'read', id)).toEqual([{ userId: ben.id, seq: 3 }]);
    expect(told(bens, 'read', id)).toEqual([{ userId: ana.id, seq: 2 }]);
  });

  it('are told or not as the organisation says, whatever people chose', async () => {
    const [ana, ben] = await pair();
    const id = await app.conversation(ana, ben);
    const anas = await app.socketOf(ana);
    for (let n = 0; n < 4; n++) await app.say(ana, id, `no ${n}`);
    await show(ben, false);

    try {
      await decide('on');
      await other.as(ben).put(`/conversations/${id}/read`, { seq: 1 }).expect(204);
      await untilTold(anas, 'read', id, ben, 1);
      await show(ben, true);
      await decide('off');
      const third = await AnotherNode.beside(app);
      await third.as(ben).put(`/conversations/${id}/read`, { seq: 2 }).expect(204);
      // What waits there to be told is told before it stops.
      await third.stop();
      await decide('choice');
      await other.as(ben).put(`/conversations/${id}/read`, { seq: 3 }).expect(204);
      await untilTold(anas, 'read', id, ben, 3);
    } finally {
      await decide('choice');
    }

    expect(told(anas, 'read', id).map(({ seq }) => seq)).toEqual([1, 3]);
  });

  it('do not reach somebody who was removed, nor tell of messages that came before one', async () => {
    const [ana, ben, gone, late] = (await people(4)) as [Person, Person, Person, Person];
    const id = await app.conversation(ana, ben, gone);
    const [anas, gones] = [await app.socketOf(ana), await other.socketOf(gone)];
    const { seq } = await app.say(ana, id, 'before');
    await read(ben, id, 1);
    await untilTold(gones, 'read', id, ben, 1);
    await app.database.query('update conversations set history_from_join = true where id = $1', [id]);

    await app.as(ana).delete(`/conversations/${id}/members/${gone.id}`).expect(204);
    await app
      .as(ana)
      .post(`/conversations/${id}/members`, { userIds: [late.id] })
      .expect(204);
    const lates = await other.socketOf(late);
    await gones.next('member.removed', (frame) => frame.conversationId === id);
    await read(ben, id, seq);
    await untilTold(anas, 'read', id, ben, seq);
    const { seq: after } = await app.say(ana, id, 'after');
    await read(ben, id, after);
    await untilTold(lates, 'read', id, ben, after);

    expect(told(gones, 'read', id)).toEqual([{ userId: ben.id, seq: 1 }]);
    expect(told(lates, 'read', id)).toEqual([{ userId: ben.id, seq: after }]);
  });

  it('of single people are not told in a group of more than twenty, and no times are kept there', async () => {
    const [ana, ben] = await pair();
    const [large, small] = [await groupOf(21, ana, ben), await groupOf(20, ana, ben)];
    const anas = await app.socketOf(ana);

    await read(ben, large, 1);
    await read(ben, small, 1);
    await untilTold(anas, 'read', small, ben, 1);

    expect(told(anas, 'read', large)).toEqual([]);
    expect([await marksIn(large), await marksIn(small)]).toEqual([[], [{ userId: ben.id, seq: 1 }]]);
  });
});

describe('when somebody read', () => {
  it('is forgotten when they leave, and after ninety days', async () => {
    const [ana, ben, carl] = (await people(3)) as [Person, Person, Person];
    const id = await app.conversation(ana, ben, carl);
    for (let n = 0; n < 2; n++) await app.say(ana, id, `no ${n}`);
    for (const [person, seq] of [
      [ben, 1],
      [ben, 3],
      [carl, 2],
    ] as const) {
      await read(person, id, seq);
      await eventually(async () => expect(await marksIn(id)).toContainEqual({ userId: person.id, seq }));
    }

    await app.as(carl).delete(`/conversations/${id}/members/${carl.id}`).expect(204);
    await app.database.query(
      `update read_marks set at = now() - interval '91 days' where conversation_id = $1 and seq = 1`,
      [id],
    );
    await Promise.all([app, other].map(({ nest }) => nest.get(ReadMarksPruner).prune()));

    expect(await marksIn(id)).toEqual([{ userId: ben.id, seq: 3 }]);
  });
});

describe('a list of what I sent', () => {
  it('does not count among the recipients who came later and does not see the message', async () => {
    const [ana, ben, late] = (await people(3)) as [Person, Person, Person];
    const id = await app.conversation(ana, ben, ben);
    await app.database.query('update conversations set history_from_join = true where id = $1', [id]);
    await app.say(ana, id, 'before');
    const before = await newestSent(ana);

    await app
      .as(ana)
      .post(`/conversations/${id}/members`, { userIds: [late.id] })
      .expect(204);
    const after = await newestSent(ana);
    await app.say(ana, id, 'after');

    expect([before, after].map(({ recipients, readBy }) => [recipients, readBy])).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect((await newestSent(ana)).recipients).toBe(2);
  });
});
