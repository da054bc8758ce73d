import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { version } from 'uuid';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let carl: Person;
let eve: Person;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, carl, eve] = await app.people('ana', 'carl', 'eve');
});
afterAll(() => app.stop());

const group = () => app.conversation(ana, carl, eve);
const rule = (who: Person, id: string, rules: object) => app.as(who).patch(`/conversations/${id}`, rules);
const write = (who: Person, id: string, more = {}) =>
  app.as(who).post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'hello', ...more });
const linesOf = async (id: string) => {
  const { body } = await app.as(ana).get(`/conversations/${id}/messages`).expect(200);
  return body.items.flatMap(({ system }: { system?: { event: string; value?: string } }) =>
    system ? [[system.event, system.value]] : [],
  );
};

describe('who writes in a group', () => {
  it('is everyone, until an owner or admin says otherwise, and a line says so', async () => {
    const id = await group();
    await write(carl, id).expect(201);
    const socket = await app.socketOf(carl);

    const { body } = await rule(ana, id, { postingBy: 'admins' }).expect(200);

    expect(body).toMatchObject({ postingBy: 'admins', historyFromJoin: false });
    const told = await socket.next('conversation.updated', ({ conversationId }) => conversationId === id);
    expect(told.data).toMatchObject({ postingBy: 'admins' });
    expect((await linesOf(id)).at(-1)).toEqual(['posting_changed', 'admins']);
    await socket.close();
  });

  it('is nobody else then, over HTTP and over a socket, with a subject or in reply', async () => {
    const id = await group();
    const { seq } = await app.say(ana, id, 'first');
    await rule(ana, id, { postingBy: 'admins' }).expect(200);
    const socket = await app.socketOf(carl);

    const refused = [
      await write(carl, id).expect(403),
      await write(carl, id, { subject: 'New' }).expect(403),
      await write(carl, id, { replyToSeq: seq }).expect(403),
    ];
    socket.send({ type: 'send', ref: 1, conversationId: id, clientId: randomUUID(), body: 'hello' });
    const { problem } = await socket.next('error');

    expect([...refused.map(({ body }) => body.code), problem.code]).toEqual(Array(4).fill('role_required'));
    expect((await app.as(ana).get(`/conversations/${id}/subjects`).expect(200)).body.items).toEqual([]);
    await write(ana, id).expect(201);
    await app.as(ana).patch(`/conversations/${id}/members/${carl.id}`, { role: 'admin' }).expect(204);
    await write(carl, id).expect(201);
    await socket.close();
  });

  it('still answers a send that was accepted before with its message', async () => {
    const id = await group();
    const sent = { clientId: randomUUID(), body: 'once' };
    await write(carl, id, sent).expect(201);
    await rule(ana, id, { postingBy: 'admins' }).expect(200);

    await write(carl, id, sent).expect(200);
  });
});

describe('what newcomers see of a group', () => {
  it('is everything, or what is written after they came, as its owners and admins decide', async () => {
    const [fay, gus] = await app.people('fay', 'gus');
    const id = await group();
    await app.say(ana, id, 'before');
    const add = (who: Person) => app.as(ana).post(`/conversations/${id}/members`, { userIds: [who.id] });
    const seenBy = async (who: Person) => {
      const { body } = await app.as(who).get(`/conversations/${id}/messages`).expect(200);
      return body.items.some(({ body: text }: { body: string }) => text === 'before');
    };

    await add(fay).expect(204);
    await rule(ana, id, { historyFromJoin: true }).expect(200);
    await add(gus).expect(204);

    expect([await seenBy(fay), await seenBy(gus)]).toEqual([true, false]);
    expect(await linesOf(id)).toContainEqual(['history_changed', 'true']);
  });

  it('does not come out by writing under a subject that was there: neither how much it has, nor when it began', async () => {
    const id = await group();
    await write(ana, id, { subject: 'The merger' }).expect(201);
    const newcomer = await app.person('ida');
    await rule(ana, id, { historyFromJoin: true }).expect(200);
    await app
      .as(ana)
      .post(`/conversations/${id}/members`, { userIds: [newcomer.id] })
      .expect(204);

    const { body: written } = await write(newcomer, id, { subject: 'the merger' }).expect(201);

    const { body } = await app.as(newcomer).get(`/conversations/${id}/subjects`).expect(200);
    expect(body.items).toMatchObject([{ messageCount: 1, title: written.subject, lastMessageAt: written.createdAt }]);
    expect(version(body.items[0].id)).toBe(4);
  });
});

describe('the rules of a group', () => {
  it('are not changed by members and strangers, nor by what is no rule, nor of a direct conversation', async () => {
    const id = await group();
    const stranger = await app.person('hal');
    const direct = await app.conversation(ana, carl);

    const answers = [
      await rule(carl, id, { postingBy: 'admins' }).expect(403),
      await rule(stranger, id, { postingBy: 'admins' }).expect(404),
      await rule(ana, id, { postingBy: 'nobody' }).expect(400),
      await rule(ana, id, { historyFromJoin: 'yes' }).expect(400),
      await rule(ana, direct, { postingBy: 'admins' }).expect(400),
    ];

    expect(answers.map(({ body }) => body.errors?.[0]?.pointer ?? body.code)).toEqual([
      'role_required',
      'conversation_not_found',
      '/postingBy',
      '/historyFromJoin',
      '/subject',
    ]);
    expect((await app.as(ana).get(`/conversations/${id}`).expect(200)).body.postingBy).toBe('everyone');
  });

  it('leave no line where nothing changes', async () => {
    const id = await group();
    const before = await linesOf(id);

    await rule(ana, id, { postingBy: 'everyone', historyFromJoin: false }).expect(200);

    expect(await linesOf(id)).toEqual(before);
  });
});
