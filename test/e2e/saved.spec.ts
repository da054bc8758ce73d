import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/core/database/unit-of-work.js';
import { RemindOfSaved } from '../../src/saved/remind-of-saved.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { TestSocket } from '../support/test-socket.js';

let app: TestApp;
let ana: Person;
let eve: Person;
const sockets: TestSocket[] = [];

beforeAll(async () => {
  app = await TestApp.start();
  [ana, eve] = await app.people('ana', 'eve');
});
afterEach(() => Promise.all(sockets.splice(0).map((socket) => socket.close())));
afterAll(() => app.stop());

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();
const savePath = (id: string, seq: number) => `/conversations/${id}/messages/${seq}/save`;
const save = (person: Person, id: string, seq: number, body: object = {}) =>
  app.as(person).put(savePath(id, seq), body);
const remove = (person: Person, id: string, seq: number) => app.as(person).delete(savePath(id, seq));
const list = async (person: Person, query = '') =>
  (await app.as(person).get(`/messages/saved${query}`).expect(200)).body;
const saved = async (person: Person) =>
  (await list(person)).items.map(({ body }: { body: string }) => body) as string[];
const places = async (person: Person, id: string) =>
  (await app.as(person).get(`/conversations/${id}/saved`).expect(200)).body.items;

const listen = async (person: Person, to: Pick<TestApp, 'socketOf'> = app) => {
  const socket = await to.socketOf(person);
  sockets.push(socket);
  return socket;
};

let count = 0;
/** Somebody to whom Ana wrote this. */
const reader = async (...bodies: string[]) => {
  const ben = await app.person(`ben${(count += 1)}`);
  const id = await app.conversation(ana, ben);
  const seqs: number[] = [];
  for (const body of bodies) seqs.push((await app.say(ana, id, body)).seq);
  return { ben, id, seqs, seq: seqs[0] as number };
};

describe('a saved message', () => {
  it('is in my list with its conversation, what I saved last first, and in nobody else’s', async () => {
    const { ben, id, seqs } = await reader('Valve opens left', 'Keys are in the box');
    const [first, second] = seqs as [number, number];

    await save(ben, id, second).expect(204);
    await save(ben, id, first, { remindAt: TOMORROW }).expect(204);

    const { items, nextCursor } = await list(ben);
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      { seq: first, body: 'Valve opens left', remindAt: TOMORROW, conversation: { id, kind: 'direct' } },
      { seq: second, body: 'Keys are in the box', remindAt: null, isRead: false },
    ]);
    expect(items[0].savedAt >= items[1].savedAt).toBe(true);
    expect(await places(ben, id)).toMatchObject([{ seq: second }, { seq: first, remindAt: TOMORROW }]);
    expect(await saved(ana)).toEqual([]);
    expect(await places(ana, id)).toEqual([]);
  });

  it('keeps its time when it is saved again, which changes the reminder; removing it twice is once', async () => {
    const { ben, id, seq } = await reader('Valve opens left');
    await save(ben, id, seq, { remindAt: TOMORROW }).expect(204);
    const [before] = (await list(ben)).items;

    await save(ben, id, seq).expect(204);
    const [after] = (await list(ben)).items;
    await remove(ben, id, seq).expect(204);
    await remove(ben, id, seq).expect(204);

    expect(after).toEqual({ ...before, remindAt: null });
    expect(await saved(ben)).toEqual([]);
  });

  it('takes no rev, is told to nobody else, and to my devices on every node', async () => {
    const other = await AnotherNode.beside(app);
    const { ben, id, seq } = await reader('Valve opens left');
    const [here, there, others] = [await listen(ben), await listen(ben, other), await listen(ana)];
    const { lastRev } = (await app.as(ana).get(`/conversations/${id}`).expect(200)).body;

    await save(ben, id, seq, { remindAt: TOMORROW }).expect(204);
    const frames = [await here.next('saved.updated'), await there.next('saved.updated')];
    await remove(ben, id, seq).expect(204);
    const gone = await there.next('saved.updated', ({ data }) => data.saved === null);
    await other.stop();

    for (const { conversationId, rev, data } of frames) {
      const saving = { savedAt: expect.any(String), remindAt: TOMORROW };
      expect({ conversationId, rev, data }).toEqual({ conversationId: id, rev: null, data: { seq, saved: saving } });
    }
    expect(gone.data).toEqual({ seq, saved: null });
    expect(others.of('saved.updated')).toEqual([]);
    expect((await app.as(ana).get(`/conversations/${id}`)).body.lastRev).toBe(lastRev);
  });

  it('is one that I can read, and no line and no tombstone', async () => {
    const { ben, id, seq } = await reader('Valve opens left');
    const group = await app.conversation(ana, ben, eve);

    const strange = await save(eve, id, seq).expect(404);
    const absent = await save(ben, id, 99).expect(404);
    const line = await save(ben, group, 1).expect(409);
    await save(ben, id, seq).expect(204);
    await app.as(ana).delete(`/conversations/${id}/messages/${seq}?for=everyone`).expect(204);
    const gone = await save(ben, id, seq).expect(409);
    const strangers = await app.as(eve).get(`/conversations/${id}/saved`).expect(404);

    expect([strange, absent, line, gone, strangers].map(({ body }) => body.code)).toEqual([
      'conversation_not_found',
      'message_not_found',
      'cannot_save',
      'message_deleted',
      'conversation_not_found',
    ]);
  });

  it('is reminded of at a time in the future', async () => {
    const { ben, id, seq } = await reader('Valve opens left');

    const past = await save(ben, id, seq, { remindAt: '2020-01-01T00:00:00.000Z' }).expect(400);
    const unclear = await save(ben, id, seq, { remindAt: 'tomorrow' }).expect(400);
    const unknown = await save(ben, id, seq, { when: TOMORROW }).expect(400);
    await save(ben, id, seq, { remindAt: null }).expect(204);

    expect(past.body).toMatchObject({ code: 'in_the_past', errors: [{ pointer: '/remindAt', code: 'in_the_past' }] });
    expect(unclear.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/remindAt' }] });
    expect(unknown.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/when' }] });
    expect((await list(ben)).items).toMatchObject([{ remindAt: null }]);
  });

  it('needs no body at all', async () => {
    const { ben, id, seq } = await reader('Valve opens left');

    await app.as(ben).put(savePath(id, seq)).expect(204);

    expect(await saved(ben)).toEqual(['Valve opens left']);
  });

  it('can be removed whatever my rights are now, and then does not come back with them', async () => {
    const ben = await app.person('ben.left');
    const id = await app.conversation(ana, ben, eve);
    const { seq } = await app.say(ana, id, 'Valve opens left');
    await save(ben, id, seq).expect(204);
    await app.as(ana).delete(`/conversations/${id}/members/${ben.id}`).expect(204);

    await remove(ben, id, seq).expect(204);

    await app.as(ana).post(`/conversations/${id}/members`, { userIds: [ben.id] });
    expect(await saved(ben)).toEqual([]);
    await app.as(ana).delete(`/conversations/${id}/members/${ben.id}`).expect(204);
    expect((await remove(ben, id, seq).expect(404)).body.code).toBe('conversation_not_found');
  });
});

describe('my list', () => {
  it('loses a message at the moment from which I cannot read it, and has it again when I can', async () => {
    const { ben, id, seqs } = await reader('Hidden', 'Deleted', 'Stays');
    const [hidden, deleted, stays] = seqs as [number, number, number];
    for (const seq of [stays, deleted, hidden]) await save(ben, id, seq).expect(204);
    const group = await app.conversation(ana, ben, eve);
    const { seq } = await app.say(ana, group, 'In the group');
    await save(ben, group, seq).expect(204);
    const before = await saved(ben);

    await app.as(ben).delete(`/conversations/${id}/messages/${hidden}`).expect(204);
    await app.as(ana).delete(`/conversations/${id}/messages/${deleted}?for=everyone`).expect(204);
    await app.as(ana).delete(`/conversations/${group}/members/${ben.id}`).expect(204);
    const after = await saved(ben);
    await app.as(ben).post(`/conversations/${id}/messages/${hidden}/restore`).expect(200);
    await app.as(ana).post(`/conversations/${id}/messages/${deleted}/restore`).expect(200);

    expect(before).toEqual(['In the group', 'Hidden', 'Deleted', 'Stays']);
    expect(after).toEqual(['Stays']);
    expect(await saved(ben)).toEqual(['Hidden', 'Deleted', 'Stays']);
  });

  it('comes in pages, which what I cannot read makes short', async () => {
    const { ben, id, seqs } = await reader('One', 'Two', 'Three');
    for (const seq of seqs) await save(ben, id, seq).expect(204);
    await app.as(ben).delete(`/conversations/${id}/messages/${seqs[1]}`).expect(204);

    const first = await list(ben, '?limit=2');
    const second = await list(ben, `?limit=2&cursor=${first.nextCursor}`);
    const forged = await app.as(ben).get('/messages/saved?cursor=x').expect(400);

    expect(first.items.map(({ body }: { body: string }) => body)).toEqual(['Three']);
    expect(second.items.map(({ body }: { body: string }) => body)).toEqual(['One']);
    expect(second.nextCursor).toBeNull();
    expect(forged.body.code).toBe('validation_failed');
  });

  it('costs the same number of statements with one message and with fifty', async () => {
    const { ben, id, seq } = await reader(...Array.from({ length: 50 }, (_, n) => `Message ${n}`));
    await save(ben, id, seq).expect(204);
    const one = await queriesDuring(() => list(ben));
    for (let n = 0; n < 50; n++) await save(ben, id, seq + n).expect(204);

    const many = await queriesDuring(() => list(ben));

    expect(many).toEqual(one);
    expect(many).toEqual(['saved.all', 'mail_readable']);
  });
});

describe('a reminder', () => {
  it('comes once, to my devices on every node, with the message', async () => {
    const other = await AnotherNode.beside(app);
    const { ben, id, seq } = await reader('Valve opens left');
    const [here, there, others] = [await listen(ben), await listen(ben, other), await listen(ana)];
    const remindAt = new Date(Date.now() + 500).toISOString();

    await save(ben, id, seq, { remindAt }).expect(204);
    const due = [await here.next('saved.due'), await there.next('saved.due')];
    await app.nest
      .get(UnitOfWork)
      .run((tx) => app.nest.get(RemindOfSaved).handleIn(tx, { userId: ben.id, conversationId: id, seq, remindAt }));
    await save(ben, id, seq).expect(204);
    await here.next('saved.updated', ({ data }) => data.saved?.remindAt === null);
    await there.next('saved.updated', ({ data }) => data.saved?.remindAt === null);
    await other.stop();

    for (const { conversationId, data } of due) {
      expect(conversationId).toBe(id);
      expect(data).toMatchObject({ seq, body: 'Valve opens left', remindAt, conversation: { id } });
    }
    for (const socket of [here, there]) expect(socket.of('saved.due')).toHaveLength(1);
    expect(others.of('saved.due')).toEqual([]);
  });

  it('is still to come after a restart, and comes from whichever node is there', async () => {
    const other = await AnotherNode.beside(app);
    const { ben, id, seq } = await reader('Valve opens left');
    const remindAt = new Date(Date.now() + 1_000).toISOString();
    await other.as(ben).put(savePath(id, seq), { remindAt }).expect(204);

    await other.stop();
    const socket = await listen(ben);
    const { data } = await socket.next('saved.due');

    expect(data).toMatchObject({ seq, remindAt });
  });

  it('does not come for a time that I changed, for what I removed, and for what I cannot read any more', async () => {
    const { ben, id, seqs } = await reader('Changed', 'Removed', 'Hidden', 'Reminded');
    const remindAt = new Date(Date.now() + 500).toISOString();
    for (const seq of seqs) await save(ben, id, seq, { remindAt }).expect(204);
    const [changed, removed, hidden, reminded] = seqs as [number, number, number, number];
    const socket = await listen(ben);

    await save(ben, id, changed, { remindAt: TOMORROW }).expect(204);
    await remove(ben, id, removed).expect(204);
    await app.as(ben).delete(`/conversations/${id}/messages/${hidden}`).expect(204);
    await socket.next('saved.due', ({ data }) => data.seq === reminded);

    const remind = app.nest.get(RemindOfSaved);
    for (const seq of seqs) {
      await app.nest
        .get(UnitOfWork)
        .run((tx) => remind.handleIn(tx, { userId: ben.id, conversationId: id, seq, remindAt }));
    }
    await save(ben, id, reminded).expect(204);
    await socket.next('saved.updated', ({ data }) => data.seq === reminded);

    expect(socket.of('saved.due').map(({ data }) => data.seq)).toEqual([reminded]);
  });
});
