import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MessageDeletionService } from '../../src/messages/changing/message-deletion.service.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { TestSocket } from '../support/test-socket.js';

let app: TestApp;
let ana: Person;
let ben: Person;
let eve: Person;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, ben, eve] = await app.people('ana', 'ben', 'eve');
});
afterAll(() => app.stop());

const pathOf = (id: string, seq: number) => `/conversations/${id}/messages/${seq}`;
const read = async (person: Person, id: string, seq: number) =>
  (await app.as(person).get(pathOf(id, seq)).expect(200)).body;
interface Place {
  readonly id: string;
  readonly seq: number;
}
const draftOf = ({ id, seq }: Place, more: object = {}) => ({
  clientId: randomUUID(),
  forward: { conversationId: id, seq },
  ...more,
});
const post = (person: Person, to: string, draft: object) => app.as(person).post(`/conversations/${to}/messages`, draft);
const forward = async (person: Person, to: string, source: Place, more: object = {}) =>
  (await post(person, to, draftOf(source, more)).expect(201)).body;

/** Ana wrote it to Ben, who talks with Eve too. */
const begin = async (about: object = {}) => {
  const [id, to] = [await app.conversation(ana, ben), await app.conversation(ben, eve)];
  const message = { clientId: randomUUID(), body: 'The valve opens **left**', ...about };
  const { body } = await post(ana, id, message).expect(201);
  return { to, source: { id, seq: body.seq as number }, original: body };
};

describe('a forwarded message', () => {
  it('is the copied text about the same subject, and says from whom and of when it is, wherever it is shown', async () => {
    const { to, source, original } = await begin({ subject: 'Valves' });

    const sent = await forward(ben, to, source);

    const forwarded = { sender: original.sender, createdAt: original.createdAt, body: null, mentions: [] };
    expect(sent).toMatchObject({
      body: 'The valve opens **left**',
      subject: 'Valves',
      sender: { id: ben.id },
      forwarded,
    });
    const page = (await app.as(eve).get(`/conversations/${to}/messages?limit=1`).expect(200)).body;
    const [listed] = (await app.as(eve).get('/conversations').expect(200)).body.items;
    const [received] = (await app.as(eve).get('/messages/inbox?limit=1').expect(200)).body.items;
    expect(page.items).toEqual([sent]);
    expect(listed.lastMessage).toEqual(sent);
    expect(received).toMatchObject({ seq: sent.seq, forwarded });
  });

  it('stands below what one says of it oneself', async () => {
    const { to, source, original } = await begin({ subject: 'Valves' });

    const sent = await forward(ben, to, source, { body: 'See below', subject: null });

    expect(sent).toMatchObject({ body: 'See below', subject: null });
    expect(sent.forwarded).toEqual({
      sender: original.sender,
      createdAt: original.createdAt,
      body: 'The valve opens **left**',
      mentions: [],
    });
  });

  it('mentions whom one says something to about it, and nobody in what was only passed on', async () => {
    const { to, source } = await begin({ body: 'hello @eve' });

    const commented = await forward(ben, to, source, { body: '@eve, have a look' });
    const passedOn = await forward(ben, to, source);

    expect(commented).toMatchObject({ mentions: [{ userId: eve.id }], forwarded: { body: 'hello @eve' } });
    expect(passedOn).toMatchObject({ body: 'hello @eve', mentions: [], forwarded: { body: null } });
    const { body: mentions } = await app.as(eve).get('/messages/mentions?limit=1').expect(200);
    expect(mentions.items).toMatchObject([{ conversationId: to, seq: commented.seq }]);
  });

  it('has the files of the original, which stay when those are gone, for whoever reads the copy and nobody else', async () => {
    const { id: file } = await app.upload(ana, 'three numbers', 'numbers.csv', 'text/csv');
    const { to, source } = await begin({ body: '', attachmentIds: [file] });
    const outsider = await app.person('ida');

    const passedOn = await forward(ben, to, source);
    const commented = await forward(ben, to, source, { body: '@eve, look' });
    await app
      .as(ana)
      .delete(`${pathOf(source.id, source.seq)}?for=everyone`)
      .expect(204);

    expect(passedOn).toMatchObject({ body: '', attachments: [{ name: 'numbers.csv' }], forwarded: { body: null } });
    expect(commented).toMatchObject({ attachments: [{ name: 'numbers.csv' }], mentions: [{ userId: eve.id }] });
    const [copy] = (await read(eve, to, passedOn.seq)).attachments;
    expect(copy.id).not.toBe(file);
    const content = `/attachments/${copy.id}/content`;
    await app.as(eve).get(content).expect(200);
    await app.as(outsider).get(content).expect(404);
  });

  it('is told to everybody there, over sockets and on every node, and acknowledged', async () => {
    const other = await AnotherNode.beside(app);
    const { to, source } = await begin();
    const [mine, theirs, there] = [await app.socketOf(ben), await app.socketOf(eve), await other.socketOf(eve)];

    mine.send({ type: 'send', ref: 1, conversationId: to, ...draftOf(source) });
    const ack = await mine.next('ack');
    // The other node may still be telling what was said before.
    const told = (socket: TestSocket) => socket.next('message.created', ({ data }) => data.seq === ack.message.seq);
    const frames = [await told(theirs), await told(there)];
    mine.send({ type: 'send', ref: 2, conversationId: to, clientId: randomUUID(), body: '' });
    const error = await mine.next('error');
    await Promise.all([mine, theirs, there].map((socket) => socket.close()));
    await other.stop();

    expect(ack.message).toMatchObject({ body: 'The valve opens **left**', forwarded: { sender: { id: ana.id } } });
    for (const { data } of frames) expect(data).toEqual(ack.message);
    expect(error.problem.code).toBe('validation_failed');
  });

  it('of a forwarded one is of what that was a copy of, without what was said above it', async () => {
    const { to, source, original } = await begin();
    const alone = await forward(ben, to, source);
    const below = await forward(ben, to, source, { body: 'For you' });
    const next = await app.conversation(eve, ana);

    const copies = [
      await forward(eve, next, { id: to, seq: alone.seq }),
      await forward(eve, next, { id: to, seq: below.seq }),
    ];

    for (const copy of copies) {
      expect(copy).toMatchObject({ body: 'The valve opens **left**', sender: { id: eve.id } });
      const { sender, createdAt } = original;
      expect(copy.forwarded).toEqual({ sender, createdAt, body: null, mentions: [] });
    }
  });

  it('stays as it is when the original is edited, hidden, deleted and erased', async () => {
    const { to, source } = await begin();
    const sent = await forward(ben, to, source);
    const path = pathOf(source.id, source.seq);

    await app.as(ana).patch(path, { body: 'Something else' }).expect(200);
    await app.as(ben).delete(path).expect(204);
    await app.as(ana).delete(`${path}?for=everyone`).expect(204);
    await app.database.query(`update message_recalls set deleted_at = now() - interval '1 minute'`);
    await app.nest.get(MessageDeletionService).eraseExpired();

    expect(await read(eve, to, sent.seq)).toEqual(sent);
  });

  it('is deleted whole: out of sight at once, back when restored, erased in the end', async () => {
    const { to, source } = await begin();
    const sent = await forward(ben, to, source, { body: 'For you' });
    const path = pathOf(to, sent.seq);
    const rows = async () =>
      (
        await app.database.query(`select 1 from message_forwards where conversation_id = $1 and seq = $2`, [
          to,
          sent.seq,
        ])
      ).length;

    await app.as(ben).delete(`${path}?for=everyone`).expect(204);
    const tombstone = await read(eve, to, sent.seq);
    await app.as(ben).post(`${path}/restore`).expect(200);
    const restored = await read(eve, to, sent.seq);
    await app.as(ben).delete(`${path}?for=everyone`).expect(204);
    await app.database.query(`update message_recalls set deleted_at = now() - interval '1 minute'`);
    await app.nest.get(MessageDeletionService).eraseExpired();

    expect(tombstone).not.toHaveProperty('forwarded');
    expect(restored.forwarded).toEqual(sent.forwarded);
    expect(await rows()).toBe(0);
  });

  it('is not changed by whoever forwards it, but for what they said of it and its subject', async () => {
    const { to, source } = await begin();
    const alone = await forward(ben, to, source);
    const below = await forward(ben, to, source, { body: 'For you' });

    const refused = await app.as(ben).patch(pathOf(to, alone.seq), { body: 'It opens right' }).expect(409);
    await app.as(ben).patch(pathOf(to, alone.seq), { subject: 'Valves' }).expect(200);
    const { body: edited } = await app.as(ben).patch(pathOf(to, below.seq), { body: 'For all' }).expect(200);

    expect(refused.body.code).toBe('forwarded_text');
    expect(edited).toMatchObject({ body: 'For all', forwarded: below.forwarded });
  });

  it('says whom its text names, with words of one’s own or without, and calls none of them', async () => {
    const { to, source } = await begin({ body: 'Ask @ana, not @nobody.at.all or @everyone. @ana knows.' });

    const alone = await forward(ben, to, source);
    const below = await forward(ben, to, source, { body: 'See below' });

    const ofAna = [{ userId: ana.id, username: 'ana', displayName: expect.any(String), avatarUrl: null }];
    for (const { mentions, mentionsEveryone, forwarded } of [alone, below]) {
      expect([mentions, mentionsEveryone ?? false]).toEqual([[], false]);
      expect(forwarded.mentions).toEqual(ofAna);
    }
  });
});

describe('forwarding', () => {
  it('copies what one may read at that moment, and nothing else', async () => {
    const { to, source } = await begin();
    const group = await app.conversation(ana, ben, eve);
    const { seq: line } = (await app.as(ana).get(`/conversations/${group}/messages?limit=1`).expect(200)).body.items[0];
    const own = await app.conversation(eve, await app.person(`kim${source.seq}`));

    const strange = await post(eve, own, draftOf(source)).expect(404);
    const absent = await post(ben, to, draftOf({ ...source, seq: 999_999 })).expect(404);
    const nowhere = await post(ben, to, draftOf({ ...source, id: randomUUID() })).expect(404);
    const system = await post(ben, to, draftOf({ id: group, seq: line })).expect(409);
    await post(ben, to, draftOf(source)).expect(201);
    await app.as(ben).delete(pathOf(source.id, source.seq)).expect(204);
    const hidden = await post(ben, to, draftOf(source)).expect(404);
    await app
      .as(ben)
      .post(`${pathOf(source.id, source.seq)}/restore`)
      .expect(200);
    await app
      .as(ana)
      .delete(`${pathOf(source.id, source.seq)}?for=everyone`)
      .expect(204);
    const deleted = await post(ben, to, draftOf(source)).expect(404);

    expect([strange, absent, nowhere, system, hidden, deleted].map(({ body }) => body.code)).toEqual([
      'message_not_found',
      'message_not_found',
      'message_not_found',
      'cannot_forward',
      'message_not_found',
      'message_not_found',
    ]);
  });

  it('ends with membership at once, and goes only where one writes', async () => {
    const kim = await app.person('kim');
    const group = await app.conversation(ana, ben, kim);
    const { seq } = await app.say(ana, group, 'In the group');
    const own = await app.conversation(kim, eve);
    await post(kim, own, draftOf({ id: group, seq })).expect(201);

    await app.as(ana).delete(`/conversations/${group}/members/${kim.id}`).expect(204);
    const gone = await post(kim, own, draftOf({ id: group, seq })).expect(404);
    const foreign = await post(ben, own, draftOf({ id: group, seq })).expect(404);

    expect(gone.body.code).toBe('message_not_found');
    expect(foreign.body.code).toBe('conversation_not_found');
  });

  it('is safe to repeat, also when the original changed or is gone; other content is refused', async () => {
    const { to, source } = await begin();
    const draft = draftOf(source);
    const { body: sent } = await post(ben, to, draft).expect(201);

    await app.as(ana).patch(pathOf(source.id, source.seq), { body: 'Something else' }).expect(200);
    const edited = await post(ben, to, draft).expect(200);
    await app
      .as(ana)
      .delete(`${pathOf(source.id, source.seq)}?for=everyone`)
      .expect(204);
    const deleted = await post(ben, to, draft).expect(200);
    const other = await post(ben, to, { ...draft, body: 'For you' }).expect(422);
    const plain = await post(ben, to, { clientId: draft.clientId, body: sent.body }).expect(422);

    expect([edited.body, deleted.body]).toEqual([sent, sent]);
    expect([other.body.code, plain.body.code]).toEqual(['client_id_reused', 'client_id_reused']);
  });

  it.each([
    ['no text and nothing to forward', {}, '/body'],
    ['an empty text', { body: '', forward: { conversationId: randomUUID(), seq: 1 } }, '/body'],
    ['no place', { forward: { conversationId: randomUUID() } }, '/forward/seq'],
    ['no conversation', { forward: { conversationId: 'x', seq: 1 } }, '/forward/conversationId'],
    ['something unknown', { forward: { conversationId: randomUUID(), seq: 1, of: 2 } }, '/forward/of'],
    ['something that is no message', { forward: 'that one' }, '/forward'],
  ])('is refused by name for %s', async (_, wrong, pointer) => {
    const { to } = await begin();

    const { body } = await post(ben, to, { clientId: randomUUID(), ...wrong }).expect(400);

    expect(body.code).toBe('validation_failed');
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('costs a plain message nothing, and a copy the reading of what it copies', async () => {
    const { to, source } = await begin();
    const plain = () => app.say(ben, to, 'Plain');
    await plain();

    const alone = await queriesDuring(plain);
    const copied = await queriesDuring(() => forward(ben, to, source));
    const history = await queriesDuring(() => app.as(eve).get(`/conversations/${to}/messages?limit=1`).expect(200));
    await plain();
    const without = await queriesDuring(
      () => app.as(eve).get(`/conversations/${to}/messages?limit=1`).expect(200),
      /^forwards\./,
    );

    expect(alone).toEqual(['send_plain']);
    expect(copied).toEqual(['message_visible', 'send_with_parts', 'forwards.on-messages']);
    expect(history).toContain('forwards.on-messages');
    expect(without).toEqual([]);
  });
});
