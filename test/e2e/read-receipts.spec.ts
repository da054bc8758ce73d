import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadMarksPruner } from '../../src/receipts/read-marks-pruner.js';
import { AnotherNode } from '../support/another-node.js';
import { eventually } from '../support/eventually.js';
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

describe('showing how far one has read', () => {
  it('is a choice: who hides it is not seen by others and does not see them, but sees themselves', async () => {
    const [ana, ben] = await nodes.pair();
    const id = await app.conversation(ana, ben);
    const { seq } = await app.say(ana, id, 'seen?');
    await app.say(ben, id, 'and mine?');
    await nodes.read(ben, id, seq);
    await nodes.read(ana, id, seq + 1);
    const seen = async () => ({
      anaSeesBen: await nodes.positionOf(ben, ana, id),
      benSeesAna: await nodes.positionOf(ana, ben, id),
      benSeesBen: await nodes.positionOf(ben, ben, id),
      anaCounts: (await nodes.newestSent(ana)).readBy,
      benCounts: (await nodes.newestSent(ben)).readBy,
    });
    const shown = await seen();

    expect((await nodes.show(ben, false)).body.readReceipts).toBe(false);
    const hidden = await seen();
    await nodes.show(ben, true);

    expect(shown).toEqual({ anaSeesBen: seq, benSeesAna: seq + 1, benSeesBen: seq, anaCounts: 1, benCounts: 1 });
    expect(hidden).toEqual({ anaSeesBen: null, benSeesAna: null, benSeesBen: seq, anaCounts: 0, benCounts: 0 });
    expect(await seen()).toEqual(shown);
  });

  it('changes nothing of what is unread for oneself', async () => {
    const [ana, ben] = await nodes.pair();
    const id = await app.conversation(ana, ben);
    await nodes.show(ben, false);
    const unread = async () => (await app.as(ben).get(`/conversations/${id}`).expect(200)).body.unreadCount;

    const { seq } = await app.say(ana, id, 'one');
    const before = await unread();
    await nodes.read(ben, id, seq);

    expect([before, await unread()]).toEqual([1, 0]);
  });

  it('is decided for all when the organisation says so, which is on record and told to clients', async () => {
    const [ana, ben] = await nodes.pair();
    const id = await app.conversation(ana, ben);
    const { seq } = await app.say(ana, id, 'seen?');
    await nodes.read(ben, id, seq);
    await nodes.show(ben, false);
    const announced = async () => (await app.anonymous().get('/meta').expect(200)).body.features.readReceipts;
    const seen = async () => [
      await nodes.positionOf(ben, ana, id),
      (await nodes.newestSent(ana)).readBy,
      await announced(),
    ];

    try {
      const byChoice = await seen();
      expect((await nodes.decide('on')).body.readReceipts).toBe('on');
      const always = await seen();
      await nodes.show(ben, true);
      await nodes.decide('off');
      const never = await seen();

      expect([byChoice, always, never]).toEqual([
        [null, 0, 'choice'],
        [seq, 1, 'on'],
        [null, 0, 'off'],
      ]);
    } finally {
      await nodes.decide('choice');
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

describe('receipts of reading', () => {
  it('are told to the others on every node, not to those who read, in the order of reading', async () => {
    const [ana, ben, carl] = (await nodes.people(3)) as [Person, Person, Person];
    const id = await app.conversation(ana, ben, carl);
    const [here, there, mine] = [await app.socketOf(ana), await other.socketOf(carl), await other.socketOf(ben)];
    for (let n = 0; n < 3; n++) await app.say(ana, id, `no ${n}`);

    await other.as(ben).put(`/conversations/${id}/read`, { seq: 2 }).expect(204);
    const first = await untilTold(here, 'read', id, ben, 2);
    await nodes.read(ben, id, 4);
    await untilTold(here, 'read', id, ben, 4);
    await untilTold(there, 'read', id, ben, 4);
    await nodes.read(ben, id, 3);
    await nodes.read(carl, id, 4);
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
    const [ana, ben] = await nodes.pair();
    const id = await app.conversation(ana, ben);
    const [anas, bens] = [await app.socketOf(ana), await app.socketOf(ben)];
    for (let n = 0; n < 4; n++) await app.say(ana, id, `no ${n}`);

    await nodes.show(ben, false);
    await nodes.read(ben, id, 1);
    await nodes.read(ana, id, 1);
    await eventually(async () => expect(await nodes.marksIn(id)).toEqual([{ userId: ana.id, seq: 1 }]));
    await nodes.show(ben, true);
    await nodes.read(ben, id, 3);
    await nodes.read(ana, id, 2);
    await untilTold(anas, 'read', id, ben, 3);
    await untilTold(bens, 'read', id, ana, 2);

    expect(told(anas, 'read', id)).toEqual([{ userId: ben.id, seq: 3 }]);
    expect(told(bens, 'read', id)).toEqual([{ userId: ana.id, seq: 2 }]);
  });

  it('are told or not as the organisation says, whatever people chose', async () => {
    const [ana, ben] = await nodes.pair();
    const id = await app.conversation(ana, ben);
    const anas = await app.socketOf(ana);
    for (let n = 0; n < 4; n++) await app.say(ana, id, `no ${n}`);
    await nodes.show(ben, false);

    try {
      await nodes.decide('on');
      await other.as(ben).put(`/conversations/${id}/read`, { seq: 1 }).expect(204);
      await untilTold(anas, 'read', id, ben, 1);
      await nodes.show(ben, true);
      await nodes.decide('off');
      const third = await AnotherNode.beside(app);
      await third.as(ben).put(`/conversations/${id}/read`, { seq: 2 }).expect(204);
      // What waits there to be told is told before it stops.
      await third.stop();
      await nodes.decide('choice');
      await other.as(ben).put(`/conversations/${id}/read`, { seq: 3 }).expect(204);
      await untilTold(anas, 'read', id, ben, 3);
    } finally {
      await nodes.decide('choice');
    }

    expect(told(anas, 'read', id).map(({ seq }) => seq)).toEqual([1, 3]);
  });

  it('do not reach somebody who was removed, nor tell of messages that came before one', async () => {
    const [ana, ben, gone, late] = (await nodes.people(4)) as [Person, Person, Person, Person];
    const id = await app.conversation(ana, ben, gone);
    const [anas, gones] = [await app.socketOf(ana), await other.socketOf(gone)];
    const { seq } = await app.say(ana, id, 'before');
    await nodes.read(ben, id, 1);
    await untilTold(gones, 'read', id, ben, 1);
    await nodes.hideHistory(id);

    await app.as(ana).delete(`/conversations/${id}/members/${gone.id}`).expect(204);
    await app
      .as(ana)
      .post(`/conversations/${id}/members`, { userIds: [late.id] })
      .expect(204);
    const lates = await other.socketOf(late);
    await gones.next('member.removed', (frame) => frame.conversationId === id);
    await nodes.read(ben, id, seq);
    await untilTold(anas, 'read', id, ben, seq);
    const { seq: after } = await app.say(ana, id, 'after');
    await nodes.read(ben, id, after);
    await untilTold(lates, 'read', id, ben, after);

    expect(told(gones, 'read', id)).toEqual([{ userId: ben.id, seq: 1 }]);
    expect(told(lates, 'read', id)).toEqual([{ userId: ben.id, seq: after }]);
  });

  it('of single people are not told in a group of more than twenty, and no times are kept there', async () => {
    const [ana, ben] = await nodes.pair();
    const [large, small] = [await nodes.groupOf(21, ana, ben), await nodes.groupOf(20, ana, ben)];
    const anas = await app.socketOf(ana);

    await nodes.read(ben, large, 1);
    await nodes.read(ben, small, 1);
    await untilTold(anas, 'read', small, ben, 1);

    expect(told(anas, 'read', large)).toEqual([]);
    expect([await nodes.marksIn(large), await nodes.marksIn(small)]).toEqual([[], [{ userId: ben.id, seq: 1 }]]);
  });
});

describe('when somebody read', () => {
  it('is forgotten when they leave, and after ninety days', async () => {
    const [ana, ben, carl] = (await nodes.people(3)) as [Person, Person, Person];
    const id = await app.conversation(ana, ben, carl);
    for (let n = 0; n < 2; n++) await app.say(ana, id, `no ${n}`);
    for (const [person, seq] of [
      [ben, 1],
      [ben, 3],
      [carl, 2],
    ] as const) {
      await nodes.read(person, id, seq);
      await eventually(async () => expect(await nodes.marksIn(id)).toContainEqual({ userId: person.id, seq }));
    }

    await app.as(carl).delete(`/conversations/${id}/members/${carl.id}`).expect(204);
    await app.database.query(
      `update read_marks set at = now() - interval '91 days' where conversation_id = $1 and seq = 1`,
      [id],
    );
    await Promise.all([app, other].map(({ nest }) => nest.get(ReadMarksPruner).handle()));

    expect(await nodes.marksIn(id)).toEqual([{ userId: ben.id, seq: 3 }]);
  });
});
