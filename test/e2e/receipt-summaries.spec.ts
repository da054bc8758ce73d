import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { ReceiptNodes, told, untilTold } from '../support/receipts.js';
import type { Person, TestApp } from '../support/test-app.js';
import type { TestSocket } from '../support/test-socket.js';

let nodes: ReceiptNodes;
let app: TestApp;
let other: AnotherNode;

beforeAll(async () => {
  nodes = await ReceiptNodes.start();
  ({ app, other } = nodes);
});
afterAll(() => nodes.stop());

const summaries = (socket: TestSocket, id: string) =>
  socket
    .of('receipt.summary')
    .filter((frame) => frame.conversationId === id)
    .map(({ data }) => data);
const untilSummary = (socket: TestSocket, id: string, data: object) =>
  socket.next(
    'receipt.summary',
    (frame) => frame.conversationId === id && JSON.stringify({ ...frame.data, ...data }) === JSON.stringify(frame.data),
  );

describe('a group of more than twenty', () => {
  it('tells the authors of the newest messages how many have read them, on every node, and nobody who it was', async () => {
    const [ana, ben, carl] = (await nodes.people(3)) as [Person, Person, Person];
    const [large, small] = [await nodes.groupOf(25, ana, ben, carl), await nodes.groupOf(20, ana, ben, carl)];
    const [anas, bens, carls] = [await app.socketOf(ana), await other.socketOf(ben), await app.socketOf(carl)];
    const first = await app.say(ana, large, 'from ana');
    const second = await app.say(ben, large, 'from ben');

    await nodes.read(carl, large, first.seq);
    await untilSummary(anas, large, { seq: first.seq, readBy: 1 });
    await nodes.read(carl, large, second.seq);
    await untilSummary(bens, large, { seq: second.seq, readBy: 1, deliveredTo: 2 });
    await untilSummary(anas, large, { seq: first.seq, readBy: 1, deliveredTo: 2 });
    await nodes.read(carl, small, 1);
    await untilTold(anas, 'read', small, carl, 1);

    expect(summaries(anas, small)).toEqual([]);
    expect(summaries(carls, large)).toEqual([]);
    for (const socket of [anas, bens, carls]) {
      expect([...told(socket, 'read', large), ...told(socket, 'delivered', large)]).toEqual([]);
    }
    expect(bens.violations).toEqual([]);
  });

  it('costs one count, however many people read at once', async () => {
    const readers = await nodes.people(12);
    const ana = await nodes.somebody();
    const id = await nodes.groupOf(25, ana, ...readers);
    const { seq } = await app.say(ana, id, 'read me');
    const anas = await app.socketOf(ana);
    nodes.hurry({ flushEveryMs: 20, summaryEveryMs: 500 });
    const startedAt = performance.now();

    const statements = await queriesDuring(async () => {
      await Promise.all(readers.map((reader) => nodes.read(reader, id, seq)));
      await untilSummary(anas, id, { seq, readBy: 12, deliveredTo: 12 });
    }, /^receipts\.summaries/);
    nodes.hurry();

    const ticks = Math.ceil((performance.now() - startedAt) / 500) + 1;
    expect(statements.length).toBeLessThanOrEqual(ticks);
    expect(ticks).toBeLessThan(12);
    expect(summaries(anas, id).length).toBeLessThanOrEqual(ticks);
  });

  it('does not count who hides what they read, and tells no author who hides it how many did', async () => {
    const [ana, ben, carl] = (await nodes.people(3)) as [Person, Person, Person];
    const id = await nodes.groupOf(25, ana, ben, carl);
    const anas = await app.socketOf(ana);
    const { seq } = await app.say(ana, id, 'read me');
    await nodes.show(ben, false);

    await nodes.read(ben, id, seq);
    await untilSummary(anas, id, { seq, deliveredTo: 1 });
    await nodes.read(carl, id, seq);
    await untilSummary(anas, id, { seq, readBy: 1, deliveredTo: 2 });
    await nodes.show(ana, false);
    const { seq: next } = await app.say(ana, id, 'and this');
    await nodes.read(carl, id, next);
    await untilSummary(anas, id, { seq: next, deliveredTo: 1 });

    expect(summaries(anas, id).filter((summary) => summary.seq === next && summary.readBy > 0)).toEqual([]);
    expect(Math.max(...summaries(anas, id).map(({ readBy }) => readBy as number))).toBe(1);
  });

  it('tells an author who was removed nothing more', async () => {
    const [ana, gone, ben] = (await nodes.people(3)) as [Person, Person, Person];
    const id = await nodes.groupOf(25, ana, gone, ben);
    const [anas, gones] = [await app.socketOf(ana), await other.socketOf(gone)];
    const theirs = await app.say(gone, id, 'mine');
    const { seq } = await app.say(ana, id, 'and mine');
    await nodes.read(ben, id, theirs.seq);
    await untilSummary(gones, id, { seq: theirs.seq, readBy: 1 });

    await app.as(ana).delete(`/conversations/${id}/members/${gone.id}`).expect(204);
    await gones.next('member.removed', (frame) => frame.conversationId === id);
    const before = summaries(gones, id).length;
    await nodes.read(ben, id, seq);
    await untilSummary(anas, id, { seq, readBy: 1 });

    await gones.ask({ type: 'ping' });
    expect(summaries(gones, id)).toHaveLength(before);
  });
});
