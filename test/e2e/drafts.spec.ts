import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnotherNode } from '../support/another-node.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let other: AnotherNode;
let ana: Person;
let carl: Person;
let eve: Person;

beforeAll(async () => {
  app = await TestApp.start();
  other = await AnotherNode.beside(app);
  [ana, carl, eve] = await app.people('ana', 'carl', 'eve');
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

const draftOf = (id: string) => `/conversations/${id}/draft`;

describe('a draft', () => {
  it('is kept as it was written, in place of the one before, with a version that rises', async () => {
    const id = await app.conversation(ana, carl);
    const first = await app.as(ana).put(draftOf(id), { body: 'The supplier ' }).expect(200);

    const second = await app
      .as(ana)
      .put(draftOf(id), { body: 'The supplier can ', subject: 'Prices', replyToSeq: 7 })
      .expect(200);

    expect(second.body).toMatchObject({ body: 'The supplier can ', subject: 'Prices', replyToSeq: 7 });
    expect(second.body.version).toBeGreaterThan(first.body.version);
    const { items } = (await app.as(ana).get('/drafts').expect(200)).body;
    expect(items).toMatchObject([{ ...second.body, conversation: { id, kind: 'direct', other: { id: carl.id } } }]);
  });

  it('is mine alone: the other person has none, and a stranger finds no conversation', async () => {
    const id = await app.conversation(ana, carl);
    await app.as(ana).put(draftOf(id), { body: 'mine' }).expect(200);

    expect((await app.as(carl).get('/drafts').expect(200)).body.items).toEqual([]);
    for (const request of [
      app.as(eve).put(draftOf(id), { body: 'x' }),
      app.as(eve).delete(draftOf(id)),
      app.as(ana).put(draftOf(randomUUID()), { body: 'x' }),
    ]) {
      expect((await request.expect(404)).body.code).toBe('conversation_not_found');
    }
  });

  it('goes when it is thrown away, which need not be the first time', async () => {
    const id = await app.conversation(ana, eve);
    await app.as(ana).put(draftOf(id), { body: 'no' }).expect(200);

    for (let n = 0; n < 2; n++) await app.as(ana).delete(draftOf(id)).expect(204);

    const { items } = (await app.as(ana).get('/drafts').expect(200)).body;
    expect(items.map((draft: { conversation: { id: string } }) => draft.conversation.id)).not.toContain(id);
  });

  it('is told to my devices on every node, with its text however long, and when it is gone', async () => {
    const id = await app.conversation(ana, carl);
    const body = 'ü'.repeat(20_000);
    const sockets = [await app.socketOf(ana), await other.socketOf(ana)];
    const foreign = await app.socketOf(carl);

    const { version } = (await app.as(ana).put(draftOf(id), { body }).expect(200)).body;
    for (const socket of sockets) {
      const told = await socket.next('draft.updated', (frame) => frame.data.version === version);
      expect(told).toMatchObject({ conversationId: id, data: { draft: { body, version } } });
    }
    await app.as(ana).delete(draftOf(id)).expect(204);
    for (const socket of sockets) {
      const told = await socket.next('draft.updated', (frame) => frame.data.draft === null);
      expect(told.data.version).toBeGreaterThan(version);
    }

    expect(foreign.of('draft.updated')).toEqual([]);
    await sockets[1]?.close();
  });

  it('goes with the membership', async () => {
    const id = await app.conversation(ana, carl, eve);
    await app.as(carl).put(draftOf(id), { body: 'left behind' }).expect(200);

    await app.as(carl).delete(`/conversations/${id}/members/${carl.id}`).expect(204);

    expect((await app.as(carl).get('/drafts').expect(200)).body.items).toEqual([]);
  });

  it('is listed in pages that miss none', async () => {
    const [gus] = await app.people('gus');
    const ids = [];
    for (const person of [ana, carl, eve]) ids.push(await app.conversation(gus, person));
    for (const id of ids) await app.as(gus).put(draftOf(id), { body: id }).expect(200);

    const first = (await app.as(gus).get('/drafts?limit=2').expect(200)).body;
    const second = (await app.as(gus).get(`/drafts?limit=2&cursor=${first.nextCursor}`).expect(200)).body;

    expect([...first.items, ...second.items].map((draft) => draft.body)).toEqual(ids.toReversed());
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    ['no text', {}, '/body'],
    ['a text that is too long', { body: 'x'.repeat(20_001) }, '/body'],
    ['a subject that is too long', { body: '', subject: 'x'.repeat(201) }, '/subject'],
    ['a reply to nothing', { body: '', replyToSeq: 0 }, '/replyToSeq'],
    ['an unknown field', { body: '', version: 1 }, '/version'],
  ])('is refused with %s, by name', async (_, draft, pointer) => {
    const id = await app.conversation(ana, carl);

    const { body } = await app.as(ana).put(draftOf(id), draft).expect(400);

    expect(body.errors).toMatchObject([{ pointer }]);
  });
});
