import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { queriesDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
import { ReceiptNodes } from '../support/receipts.js';
import type { Person, TestApp } from '../support/test-app.js';

let nodes: ReceiptNodes;
let app: TestApp;

beforeAll(async () => {
  nodes = await ReceiptNodes.start();
  ({ app } = nodes);
});
afterAll(() => nodes.stop());

const receiptsOf = (viewer: Person, id: string, seq: number, query = '') =>
  app.as(viewer).get(`/conversations/${id}/messages/${seq}/receipts${query}`);
const seen = async (viewer: Person, id: string, seq: number) => (await receiptsOf(viewer, id, seq).expect(200)).body;
const idsOf = (body: { items: { user: { id: string } }[] }) => body.items.map(({ user }) => user.id);

describe('the receipts of a message', () => {
  it('say of everybody but the author whether it reached them, and when they read it', async () => {
    const [ana, ben, carl] = (await nodes.people(3)) as [Person, Person, Person];
    const id = await app.conversation(ana, ben, carl);
    const { seq, createdAt } = await app.say(ana, id, 'read me');
    const before = await seen(ana, id, seq);

    await app.as(ben).get(`/conversations/${id}/messages`).expect(200);
    await nodes.read(carl, id, seq);
    await eventually(async () =>
      expect((await seen(ana, id, seq)).counts).toMatchObject({ deliveredTo: 2, readBy: 1 }),
    );
    await eventually(async () => expect(await nodes.marksIn(id)).toHaveLength(1));
    const after = await seen(ana, id, seq);

    const nothing = { delivered: false, read: false, readAt: null };
    expect(before).toMatchObject({
      items: [
        { user: { id: ben.id, username: ben.username }, ...nothing },
        { user: { id: carl.id }, ...nothing },
      ],
      counts: { recipients: 2, deliveredTo: 0, readBy: 0 },
      nextCursor: null,
    });
    expect(after.items).toMatchObject([
      { user: { id: ben.id }, delivered: true, read: false, readAt: null },
      { user: { id: carl.id }, delivered: true, read: true, readAt: expect.any(String) },
    ]);
    expect(Date.parse(after.items[1].readAt)).toBeGreaterThanOrEqual(Date.parse(createdAt));
    expect(await seen(ben, id, seq)).toEqual(after);
  });

  it('keep the time of the first reading that covered the message', async () => {
    const [ana, ben] = await nodes.pair();
    const id = await app.conversation(ana, ben);
    for (let n = 0; n < 3; n++) await app.say(ana, id, `no ${n}`);
    for (const seq of [2, 3]) {
      await nodes.read(ben, id, seq);
      await eventually(async () => expect(await nodes.marksIn(id)).toContainEqual({ userId: ben.id, seq }));
    }
    await app.database.query(
      `update read_marks set at = '2026-01-02T03:04:05Z' where conversation_id = $1 and seq = 2`,
      [id],
    );

    const timeOf = async (seq: number) => (await seen(ana, id, seq)).items[0].readAt;

    expect([await timeOf(1), await timeOf(2)]).toEqual(['2026-01-02T03:04:05.000Z', '2026-01-02T03:04:05.000Z']);
    expect(Date.parse(await timeOf(3))).toBeGreaterThan(Date.parse('2026-01-03'));
  });

  it('do not count who came later and does not see it, and are hidden from them like the message', async () => {
    const [ana, ben, late, stranger] = (await nodes.people(4)) as [Person, Person, Person, Person];
    const id = await app.conversation(ana, ben, ben);
    const { seq } = await app.say(ana, id, 'before');
    await nodes.hideHistory(id);
    await app
      .as(ana)
      .post(`/conversations/${id}/members`, { userIds: [late.id] })
      .expect(204);
    const { seq: after } = await app.say(ana, id, 'after');

    const [old, recent] = [await seen(ana, id, seq), await seen(ana, id, after)];

    expect([idsOf(old), old.counts.recipients]).toEqual([[ben.id], 1]);
    expect([idsOf(recent), recent.counts.recipients]).toEqual([[ben.id, late.id], 2]);
    expect((await receiptsOf(late, id, seq).expect(404)).body.code).toBe('message_not_found');
    expect((await receiptsOf(late, id, after).expect(200)).body.counts.recipients).toBe(2);
    expect((await receiptsOf(ana, id, 99).expect(404)).body.code).toBe('message_not_found');
    expect((await receiptsOf(stranger, id, seq).expect(404)).body.code).toBe('conversation_not_found');
    expect((await receiptsOf(ana, randomUUID(), 1).expect(404)).body.code).toBe('conversation_not_found');
  });

  it('end for who was removed, and who was removed is no recipient any more', async () => {
    const [ana, ben, gone] = (await nodes.people(3)) as [Person, Person, Person];
    const id = await app.conversation(ana, ben, gone);
    const { seq } = await app.say(ana, id, 'read me');
    await receiptsOf(gone, id, seq).expect(200);

    await app.as(ana).delete(`/conversations/${id}/members/${gone.id}`).expect(204);

    await receiptsOf(gone, id, seq).expect(404);
    expect(idsOf(await seen(ana, id, seq))).toEqual([ben.id]);
  });

  it('show nothing of what was read where it is hidden, by people or by the organisation', async () => {
    const [ana, ben, carl] = (await nodes.people(3)) as [Person, Person, Person];
    const id = await app.conversation(ana, ben, carl);
    const { seq } = await app.say(ana, id, 'read me');
    for (const person of [ben, carl]) await nodes.read(person, id, seq);
    await nodes.untilDelivered(ben, id, seq);
    await nodes.untilDelivered(carl, id, seq);
    const readings = async (viewer: Person) => {
      const { items, counts } = await seen(viewer, id, seq);
      return [...items.map(({ read }: { read: boolean | null }) => read), counts.readBy, counts.deliveredTo];
    };
    await nodes.show(ben, false);

    expect(await readings(ana)).toEqual([null, true, 1, 2]);
    expect(await readings(ben)).toEqual([null, null, 0, 2]);
    await nodes.decide('off');
    const off = await readings(ana);
    await nodes.decide('on');
    const on = await readings(ana);
    await nodes.decide('choice');
    expect([off, on]).toEqual([
      [null, null, 0, 2],
      [true, true, 2, 2],
    ]);
    expect((await seen(ana, id, seq)).items[0]).toMatchObject({ delivered: true, read: null, readAt: null });
  });

  it('come in pages with the counts of all, without times in a group of more than twenty, with one statement each', async () => {
    const [ana, ben] = await nodes.pair();
    const id = await nodes.groupOf(25, ana, ben);
    const { seq } = await app.say(ana, id, 'read me');
    await nodes.read(ben, id, seq);

    const statements = await queriesDuring(() => receiptsOf(ana, id, seq, '?limit=10').expect(200));
    const items = [];
    let cursor = '';
    for (let hasMore = true; hasMore;) {
      const { body } = await receiptsOf(ana, id, seq, `?limit=10${cursor}`).expect(200);
      expect(body.counts).toEqual({ recipients: 24, deliveredTo: 1, readBy: 1 });
      items.push(...body.items);
      cursor = `&cursor=${body.nextCursor}`;
      hasMore = body.nextCursor !== null;
    }

    expect(statements.sort()).toEqual(['message_visible', 'receipts.counts-of-message', 'receipts.of-message']);
    expect(new Set(idsOf({ items })).size).toBe(24);
    expect(items.find(({ user }) => user.id === ben.id)).toMatchObject({ delivered: true, read: true, readAt: null });
    await receiptsOf(ana, id, seq, '?cursor=bm9uc2Vuc2U').expect(400);
  });
});

describe('a list of what I sent', () => {
  it('says whom each message reached and who has read it, "100+" above a hundred', async () => {
    const [ana, ben] = await nodes.pair();
    const [small, large] = [await nodes.groupOf(30, ana, ben), await nodes.groupOf(140, ana, ben)];
    const said = [await app.say(ana, small, 'small'), await app.say(ana, large, 'large')];
    await app.as(ben).get(`/conversations/${small}/messages`).expect(200);
    await nodes.untilDelivered(ben, small, said[0].seq);
    await app.database.query(
      `update conversation_members set last_read_seq = 2 where conversation_id = $1 and user_id in (
         select user_id from conversation_members where conversation_id = $1 and user_id <> $2 order by user_id limit 120)`,
      [large, ana.id],
    );
    const counts = async () => {
      const { body } = await app.as(ana).get('/messages/sent').expect(200);
      return body.items.map(({ recipients, deliveredTo, readBy }: Record<string, unknown>) => [
        recipients,
        deliveredTo,
        readBy,
      ]);
    };

    expect(await counts()).toEqual([
      ['100+', '100+', '100+'],
      [29, 1, 0],
    ]);
    await nodes.show(ana, false);
    expect(await counts()).toEqual([
      ['100+', 0, 0],
      [29, 1, 0],
    ]);
  });

  it('does not count among the recipients who came later and does not see the message', async () => {
    const [ana, ben, late] = (await nodes.people(3)) as [Person, Person, Person];
    const id = await app.conversation(ana, ben, ben);
    await nodes.hideHistory(id);
    await app.say(ana, id, 'before');
    const before = await nodes.newestSent(ana);

    await app
      .as(ana)
      .post(`/conversations/${id}/members`, { userIds: [late.id] })
      .expect(204);
    const after = await nodes.newestSent(ana);
    await app.say(ana, id, 'after');

    expect([before.recipients, after.recipients]).toEqual([1, 1]);
    expect((await nodes.newestSent(ana)).recipients).toBe(2);
  });

  it('finds everything by an index', async () => {
    const ana = await nodes.somebody();
    const asked = jest.spyOn(Client.prototype, 'query');
    await nodes.newestSent(ana);
    const statement = asked.mock.calls
      .map(([first]) => first as { name?: string; text?: string; values?: unknown[] })
      .find(({ name }) => name === 'mail_sent');
    asked.mockRestore();

    const client = new Client(app.database.url);
    await client.connect();
    // A small table is read whole, whatever indexes there are; so it must not be.
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query({ text: `explain ${statement?.text}`, values: statement?.values ?? [] });
    await client.end();

    const plan = rows.map((row) => row['QUERY PLAN'] as string);
    expect(plan.filter((line) => /Seq Scan on (messages|conversation|users|message_hides)/.test(line))).toEqual([]);
    expect(plan.join('\n')).toMatch(/users_read_receipts_off_idx/);
  });
});
