import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ReceiptTiming } from '../../src/receipts/receipt-timing.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { ReceiptNodes, told, untilTold } from '../support/receipts.js';
import type { Person, TestApp } from '../support/test-app.js';

let nodes: ReceiptNodes;
let app: TestApp;
let other: AnotherNode;

beforeAll(async () => {
  nodes = await ReceiptNodes.start();
  ({ app, other } = nodes);
});
afterAll(() => nodes.stop());

describe('receipts of delivery', () => {
  it('are told to the others on every node when a message reaches a socket, and only to them', async () => {
    const [ana, ben, carl] = (await nodes.people(3)) as [Person, Person, Person];
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
    expect([
      await nodes.deliveredTo(ana, id),
      await nodes.deliveredTo(ben, id),
      await nodes.deliveredTo(carl, id),
    ]).toEqual([seq + 1, seq, 0]);
    expect(bens.violations).toEqual([]);
  });

  it.each([
    ['the history', (id: string) => `/conversations/${id}/messages?limit=1`],
    ['changes', (id: string) => `/conversations/${id}/changes?afterRev=0`],
    ['a single message', (id: string) => `/conversations/${id}/messages/2`],
    ['the inbox', () => '/messages/inbox'],
  ])('are told when a message is served: %s', async (_way, path) => {
    const [ana, ben] = await nodes.pair();
    const id = await app.conversation(ana, ben);
    const anas = await app.socketOf(ana);
    await app.say(ana, id, 'one');
    await app.say(ana, id, 'two');
    const before = await nodes.deliveredTo(ben, id);

    await other.as(ben).get(path(id)).expect(200);
    await untilTold(anas, 'delivered', id, ben, 2);

    expect([before, await nodes.deliveredTo(ben, id)]).toEqual([0, 2]);
    expect(told(anas, 'delivered', id)).toEqual([{ userId: ben.id, seq: 2 }]);
  });

  it('do not count what I wrote myself, nor what I asked for in vain', async () => {
    const [ana, ben] = await nodes.pair();
    const id = await app.conversation(ana, ben);
    const anas = await app.socketOf(ana);
    await app.say(ana, id, 'mine');
    await app.as(ana).get(`/conversations/${id}/messages`).expect(200);
    await app.as(ben).get(`/conversations/${id}/messages/2`).expect(404);
    await app.say(ben, id, 'yours');
    await nodes.untilDelivered(ana, id, 2);

    expect(await nodes.deliveredTo(ben, id)).toBe(0);
    expect(told(anas, 'delivered', id)).toEqual([]);
  });

  it('only go forward, and reading is having', async () => {
    const [ana, ben] = await nodes.pair();
    const id = await app.conversation(ana, ben);
    const anas = await app.socketOf(ana);
    for (let n = 0; n < 4; n++) await app.say(ana, id, `no ${n}`);

    await app.as(ben).get(`/conversations/${id}/messages/3`).expect(200);
    await untilTold(anas, 'delivered', id, ben, 3);
    await app.as(ben).get(`/conversations/${id}/messages/1`).expect(200);
    await nodes.read(ben, id, 4);
    await untilTold(anas, 'delivered', id, ben, 4);

    expect(told(anas, 'delivered', id).map(({ seq }) => seq)).toEqual([3, 4]);
  });

  it('do not hide that a message arrived for who hides what they read', async () => {
    const [ana, ben] = await nodes.pair();
    const id = await app.conversation(ana, ben);
    const anas = await app.socketOf(ana);
    await nodes.show(ben, false);
    const { seq } = await app.say(ana, id, 'there?');

    await app.as(ben).get(`/conversations/${id}/messages`).expect(200);

    await untilTold(anas, 'delivered', id, ben, seq);
  });

  it('do not reach somebody who was removed', async () => {
    const [ana, ben, gone] = (await nodes.people(3)) as [Person, Person, Person];
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
    const [ana, ben] = await nodes.pair();
    const [tooLarge, large, small] = [
      await nodes.groupOf(101, ana, ben),
      await nodes.groupOf(100, ana, ben),
      await nodes.groupOf(20, ana, ben),
    ];
    const [anas, bens] = [await app.socketOf(ana), await app.socketOf(ben)];

    for (const id of [tooLarge, large, small]) {
      await app.say(ana, id, 'there?');
      await bens.next('message.created', (frame) => frame.conversationId === id);
    }
    await untilTold(anas, 'delivered', small, ben, 2);
    await nodes.untilDelivered(ben, large, 2);

    expect(await nodes.deliveredTo(ben, tooLarge)).toBe(0);
    expect([tooLarge, large].map((id) => told(anas, 'delivered', id))).toEqual([[], []]);
  });

  it('cost one statement for all who were reached since the last one', async () => {
    const readers = await nodes.people(6);
    const ana = await nodes.somebody();
    const ids: string[] = [];
    for (const reader of readers) ids.push(await app.conversation(ana, reader));
    const sockets = await Promise.all(readers.map((reader) => app.socketOf(reader)));
    nodes.hurry({ flushEveryMs: 400 });
    const startedAt = performance.now();

    const statements = await queriesDuring(async () => {
      for (const id of [...ids, ...ids]) await app.say(ana, id, 'there?');
      await Promise.all(sockets.map((socket) => socket.next('message.created', ({ data }) => data.seq === 2)));
      for (const [n, reader] of readers.entries()) await nodes.untilDelivered(reader, ids[n] ?? '', 2);
    }, /^receipts/);
    nodes.hurry();

    const flushes = Math.ceil((performance.now() - startedAt) / 400) + 1;
    expect(new Set(statements)).toEqual(new Set(['receipts.keep-deliveries']));
    expect(statements.length).toBeLessThanOrEqual(flushes);
    expect(flushes).toBeLessThan(12);
  });

  it('wait for nobody: a row that is busy is passed over and written later', async () => {
    const [ana, busy, free] = (await nodes.people(3)) as [Person, Person, Person];
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
    await nodes.untilDelivered(free, id, seq);
    const meanwhile = await nodes.deliveredTo(busy, id);
    await holder.query('rollback');
    await holder.end();

    await nodes.untilDelivered(busy, id, seq);
    expect(meanwhile).toBe(0);
  });

  it('that wait are written before a node stops', async () => {
    const [ana, ben] = await nodes.pair();
    const id = await app.conversation(ana, ben);
    const third = await AnotherNode.beside(app);
    Object.assign(third.nest.get(ReceiptTiming), { flushEveryMs: 60_000 });
    await app.say(ana, id, 'one');
    await third.as(ben).get(`/conversations/${id}/messages`).expect(200);
    await nodes.untilDelivered(ben, id, 1);
    await app.say(ana, id, 'two');
    await third.as(ben).get(`/conversations/${id}/messages`).expect(200);
    const waiting = await nodes.deliveredTo(ben, id);

    await third.stop();

    expect([waiting, await nodes.deliveredTo(ben, id)]).toEqual([1, 2]);
  });
});

describe('who does not show that they are there', () => {
  it('is not given away by what reached them: not in frames, members, receipts or counts', async () => {
    const [ana, ben] = await nodes.pair();
    const id = await app.conversation(ana, ben);
    await app.as(ben).patch('/users/me', { presenceVisibility: 'nobody' }).expect(200);
    const author = await app.socketOf(ana);
    await app.socketOf(ben);
    const { seq } = await app.say(ana, id, 'Are you there?');
    await nodes.untilDelivered(ben, id, seq);

    const { body: members } = await app.as(ana).get(`/conversations/${id}/members`).expect(200);
    const { body: receipts } = await app.as(ana).get(`/conversations/${id}/messages/${seq}/receipts`).expect(200);
    const { body: sent } = await app.as(ana).get('/messages/sent').expect(200);

    const member = members.items.find((item: { user: { id: string } }) => item.user.id === ben.id);
    expect([member.lastDeliveredSeq, receipts.items[0].delivered, sent.items[0].deliveredTo]).toEqual([0, false, 0]);
    expect(author.of('receipt.delivered')).toEqual([]);
  });
});
