import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ScheduledRepository } from '../../src/scheduled/scheduled.repository.js';
import { SendScheduled } from '../../src/scheduled/send-scheduled.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
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
const PAST = '2020-01-01T00:00:00.000Z';

const post = (person: Person, id: string, dto: object) =>
  app.as(person).post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'Valve opens left', ...dto });
const schedule = async (person: Person, id: string, dto: object = { sendAt: TOMORROW }) =>
  (await post(person, id, dto).expect(202)).body.scheduled;
const compose = (person: Person, dto: object) =>
  app.as(person).post('/messages', { clientId: randomUUID(), body: 'Valve opens left', ...dto });
const list = async (person: Person, query = '') =>
  (await app.as(person).get(`/messages/scheduled${query}`).expect(200)).body;
const path = (id: string) => `/messages/scheduled/${id}`;
const said = async (person: Person, id: string) =>
  (
    (await app.as(person).get(`/conversations/${id}/messages`).expect(200)).body.items as {
      kind: string;
      body: string;
    }[]
  )
    .filter(({ kind }) => kind === 'user')
    .map(({ body }) => body);
/** As if its time had come. */
const due = async ({ id }: { id: string }) => {
  const sendAt = new Date(Date.now() - 1_000).toISOString();
  await app.database.query('update scheduled_messages set send_at = $2 where id = $1', [id, sendAt]);
  return { id, sendAt };
};
const send = async (scheduled: { id: string }) => app.nest.get(SendScheduled).handle(await due(scheduled));
const listen = async (person: Person, to: Pick<TestApp, 'socketOf'> = app) => {
  const socket = await to.socketOf(person);
  sockets.push(socket);
  return socket;
};

let count = 0;
/** Somebody with whom Ana talks. */
const partner = async () => {
  const ben = await app.person(`ben${(count += 1)}`);
  return { ben, id: await app.conversation(ana, ben) };
};

describe('a message to be sent later', () => {
  it('waits in my list alone, with all that was asked for', async () => {
    const { ben, id } = await partner();
    const clientId = randomUUID();

    const scheduled = await schedule(ben, id, { clientId, sendAt: TOMORROW, subject: 'Valves' });

    expect(scheduled).toEqual({
      id: expect.any(String),
      clientId,
      conversationId: id,
      to: [],
      separate: false,
      body: 'Valve opens left',
      subject: 'Valves',
      replyToSeq: null,
      attachments: [],
      sendAt: TOMORROW,
      sendAtLocal: null,
      state: 'waiting',
      problem: null,
    });
    expect(await list(ben)).toEqual({ items: [scheduled], nextCursor: null });
    expect((await list(ana)).items).toEqual([]);
    expect(await said(ana, id)).toEqual([]);
  });

  it('is sent when its time has come, and is gone from the list', async () => {
    const { ben, id } = await partner();
    const { seq } = await app.say(ana, id, 'Which way?');
    const socket = await listen(ana);

    const scheduled = await schedule(ben, id, { holdSeconds: 1, replyToSeq: seq });
    const { data } = await socket.next('message.created', ({ data }) => data.body === 'Valve opens left');

    expect(data).toMatchObject({ clientId: scheduled.clientId, sender: { id: ben.id }, replyTo: { seq } });
    await eventually(async () => expect((await list(ben)).items).toEqual([]));
  });

  it('is told to my devices on every node: that it waits, how it changed, and that it is gone', async () => {
    const other = await AnotherNode.beside(app);
    const { ben, id } = await partner();
    const [here, there, others] = [await listen(ben), await listen(ben, other), await listen(ana)];

    const scheduled = await schedule(ben, id);
    const begun = [await here.next('scheduled.updated'), await there.next('scheduled.updated')];
    await app.as(ben).patch(path(scheduled.id), { body: 'Right' }).expect(200);
    const changed = await there.next('scheduled.updated', ({ data }) => data.scheduled?.body === 'Right');
    await app.as(ben).delete(path(scheduled.id)).expect(204);
    const gone = await there.next('scheduled.updated', ({ data }) => data.scheduled === null);
    await other.stop();

    for (const { data } of begun) expect(data).toEqual({ id: scheduled.id, scheduled });
    expect(changed.data.scheduled).toEqual({ ...scheduled, body: 'Right' });
    expect(gone.data).toEqual({ id: scheduled.id, scheduled: null });
    expect(others.of('scheduled.updated')).toEqual([]);
  });

  it('is one however often it is asked for, and what was taken back stays so', async () => {
    const { ben, id } = await partner();
    const clientId = randomUUID();

    const first = await schedule(ben, id, { clientId, sendAt: TOMORROW });
    const again = await schedule(ben, id, { clientId, sendAt: TOMORROW });
    const other = await post(ben, id, { clientId, sendAt: TOMORROW, body: 'Right' }).expect(422);
    await app.as(ben).delete(path(first.id)).expect(204);
    const late = await post(ben, id, { clientId, sendAt: TOMORROW }).expect(409);

    expect(again).toEqual(first);
    expect(other.body.code).toBe('client_id_reused');
    expect(late.body.code).toBe('send_cancelled');
    expect((await list(ben)).items).toEqual([]);
  });

  it('that was sent answers its request with the message, though it was changed meanwhile', async () => {
    const { ben, id } = await partner();
    const request = { clientId: randomUUID(), sendAt: TOMORROW };
    const scheduled = await schedule(ben, id, request);
    await app.as(ben).patch(path(scheduled.id), { body: 'Right' }).expect(200);
    await send(scheduled);

    const { body } = await post(ben, id, request).expect(200);

    expect(body).toMatchObject({ clientId: request.clientId, body: 'Right' });
    expect(await said(ana, id)).toEqual(['Right']);
  });

  it('has one time, in the future, and does not wait where it is sent at once', async () => {
    const { ben, id } = await partner();

    const past = await post(ben, id, { sendAt: PAST }).expect(400);
    const unclear = await post(ben, id, { sendAt: 'tomorrow' }).expect(400);
    const long = await post(ben, id, { holdSeconds: 31 }).expect(400);
    const half = await post(ben, id, { holdSeconds: 1.5 }).expect(400);
    const both = await post(ben, id, { sendAt: TOMORROW, holdSeconds: 5 }).expect(400);
    const place = { conversationId: id, seq: 1 };
    const forwarded = await post(ben, id, { sendAt: TOMORROW, forward: place }).expect(400);
    const withFile = await post(ben, id, { sendAt: TOMORROW, attachmentIds: [randomUUID()] }).expect(400);
    await post(ben, id, { holdSeconds: 0 }).expect(201);

    expect(past.body).toMatchObject({ code: 'in_the_past', errors: [{ pointer: '/sendAt', code: 'in_the_past' }] });
    const pointers = [unclear, long, half, both, forwarded, withFile].map(({ body }) => [
      body.code,
      body.errors[0].pointer,
    ]);
    expect(pointers).toEqual([
      ['validation_failed', '/sendAt'],
      ['validation_failed', '/holdSeconds'],
      ['validation_failed', '/holdSeconds'],
      ['validation_failed', '/holdSeconds'],
      ['validation_failed', '/forward'],
      ['validation_failed', '/attachmentIds/0'],
    ]);
    expect((await list(ben)).items).toEqual([]);
  });

  it('answers only what is there, as what is sent at once does', async () => {
    const { ben, id } = await partner();
    const { seq } = await app.say(ana, id, 'Which way?');

    const refused = await post(ben, id, { sendAt: TOMORROW, replyToSeq: seq + 1 }).expect(400);
    const kept = await schedule(ben, id, { sendAt: TOMORROW, replyToSeq: seq });

    expect(refused.body.errors).toMatchObject([{ pointer: '/replyToSeq', code: 'message_not_found' }]);
    expect(kept.replyToSeq).toBe(seq);
    expect((await post(eve, id, { sendAt: TOMORROW, replyToSeq: seq }).expect(404)).body.code).toBe(
      'conversation_not_found',
    );
  });

  it('is for a conversation of mine', async () => {
    const { id } = await partner();

    const { body } = await post(eve, id, { sendAt: TOMORROW }).expect(404);

    expect(body.code).toBe('conversation_not_found');
  });

  it('is one of a hundred at most', async () => {
    const { ben, id } = await partner();
    const first = await schedule(ben, id);
    for (let n = 1; n < 100; n++) await schedule(ben, id);

    const refused = await post(ben, id, { sendAt: TOMORROW }).expect(409);
    await app.as(ben).delete(path(first.id)).expect(204);
    await schedule(ben, id);

    expect(refused.body.code).toBe('too_many_scheduled');
  });

  it('costs a message that is sent at once no statement', async () => {
    const { ben, id } = await partner();
    await post(ben, id, {}).expect(201);

    const plain = await queriesDuring(() => post(ben, id, {}).expect(201));
    const held = await queriesDuring(() => post(ben, id, { holdSeconds: 0 }).expect(201));

    expect(held).toEqual(plain);
    expect(plain.filter((name) => name.includes('scheduled'))).toEqual([]);
  });
});

describe('a composed message to be sent later', () => {
  it('names whom it is for, and makes their group when it is sent', async () => {
    const { ben } = await partner();
    const to = [ben.username, eve.username];

    const { body } = await compose(ana, { to, subject: 'Valves', sendAt: TOMORROW }).expect(202);
    await send(body.scheduled);
    const { items } = (await app.as(ben).get('/messages/inbox').expect(200)).body;

    expect(body.scheduled).toMatchObject({ conversationId: null, subject: 'Valves', separate: false });
    expect(body.scheduled.to.map(({ id }: { id: string }) => id).sort()).toEqual([ben.id, eve.id].sort());
    expect(items).toMatchObject([{ body: 'Valve opens left', conversation: { kind: 'group', subject: 'Valves' } }]);
  });

  it('goes to each of them alone where that was asked for, once', async () => {
    const { ben } = await partner();
    const { ben: kim } = await partner();
    const request = { to: [ben.username, kim.username], separate: true, clientId: randomUUID(), holdSeconds: 30 };
    const { body } = await compose(eve, request).expect(202);
    await send(body.scheduled);

    const again = await compose(eve, request).expect(200);

    expect(again.body.items).toHaveLength(2);
    for (const person of [ben, kim]) {
      const { items } = (await app.as(person).get('/messages/inbox').expect(200)).body;
      expect(items).toMatchObject([{ body: 'Valve opens left', conversation: { kind: 'direct' } }]);
    }
  });

  it('is refused at once when somebody is not there', async () => {
    const { body } = await compose(ana, { to: [eve.username, 'nobody.here'], sendAt: TOMORROW }).expect(400);

    expect(body).toMatchObject({ code: 'unknown_people', errors: [{ pointer: '/to/1' }] });
    expect((await list(ana)).items).toEqual([]);
  });
});

describe('the author', () => {
  it('changes text, subject and time while it waits', async () => {
    const { ben, id } = await partner();
    const scheduled = await schedule(ben, id, { sendAt: TOMORROW, subject: 'Valves' });
    const sendAt = new Date(Date.now() + 2 * 86_400_000).toISOString();

    const { body } = await app.as(ben).patch(path(scheduled.id), { body: 'Right', subject: null, sendAt }).expect(200);
    const past = await app.as(ben).patch(path(scheduled.id), { body: 'Left', sendAt: PAST }).expect(400);
    const empty = await app.as(ben).patch(path(scheduled.id), { body: '' }).expect(400);

    expect(body).toEqual({ ...scheduled, body: 'Right', subject: null, sendAt });
    expect([past, empty].map((answer) => [answer.body.code, answer.body.errors[0].pointer])).toEqual([
      ['in_the_past', '/sendAt'],
      ['validation_failed', '/body'],
    ]);
    expect((await list(ben)).items).toEqual([body]);
  });

  it('takes it back while it waits; nothing is sent and no text is kept', async () => {
    const { ben, id } = await partner();
    const scheduled = await schedule(ben, id);
    await app.as(ben).delete(path(scheduled.id)).expect(204);

    await send(scheduled);

    const kept = await app.database.query('select body, subject, to_ids from scheduled_messages where id = $1', [
      scheduled.id,
    ]);
    expect(kept).toEqual([{ body: '', subject: null, to_ids: [] }]);
    expect(await said(ana, id)).toEqual([]);
  });

  it('sends it now, once', async () => {
    const { ben, id } = await partner();
    const scheduled = await schedule(ben, id);

    const { body } = await app
      .as(ben)
      .post(`${path(scheduled.id)}/send`)
      .expect(200);
    await send(scheduled);

    expect(body).toMatchObject({ clientId: scheduled.clientId, body: 'Valve opens left', conversationId: id });
    expect(await said(ana, id)).toEqual(['Valve opens left']);
    expect((await list(ben)).items).toEqual([]);
  });

  it('cannot change, take back or send again what was sent, nor what is being sent', async () => {
    const { ben, id } = await partner();
    const [sent, sending] = [await schedule(ben, id), await schedule(ben, id)];
    await send(sent);
    const { sendAt } = await due(sending);
    await app.nest.get(ScheduledRepository).claim(sending.id, sendAt);

    for (const scheduled of [sent, sending]) {
      const answers = [
        await app.as(ben).patch(path(scheduled.id), { body: 'Right' }).expect(409),
        await app.as(ben).delete(path(scheduled.id)).expect(409),
        await app
          .as(ben)
          .post(`${path(scheduled.id)}/send`)
          .expect(409),
      ];
      expect(answers.map(({ body }) => body.code)).toEqual(['already_sent', 'already_sent', 'already_sent']);
    }
  });

  it('alone can do that', async () => {
    const { ben, id } = await partner();
    const scheduled = await schedule(ben, id);

    const answers = [
      await app.as(ana).patch(path(scheduled.id), { body: 'Right' }).expect(404),
      await app.as(ana).delete(path(scheduled.id)).expect(404),
      await app
        .as(ana)
        .post(`${path(scheduled.id)}/send`)
        .expect(404),
    ];

    expect(answers.map(({ body }) => body.code)).toEqual(Array.from({ length: 3 }, () => 'scheduled_not_found'));
    expect((await list(ben)).items).toEqual([scheduled]);
  });

  it('reads the list in pages, the next one to be sent first, at the same cost for one and for many', async () => {
    const { ben, id } = await partner();
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const second = await schedule(ben, id, { sendAt: at(2) });
    const one = await queriesDuring(() => list(ben));
    const [first, third] = [await schedule(ben, id, { sendAt: at(1) }), await schedule(ben, id, { sendAt: at(3) })];

    const many = await queriesDuring(() => list(ben));
    const page = await list(ben, '?limit=2');
    const rest = await list(ben, `?limit=2&cursor=${page.nextCursor}`);

    expect([...page.items, ...rest.items]).toEqual([first, second, third]);
    expect(rest.nextCursor).toBeNull();
    expect(many).toEqual(one);
    expect(many).toEqual(['scheduled.page']);
  });
});
