import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { Frame } from '../support/test-socket.js';

let app: TestApp;
let ana: Person;
let carl: Person;
let eve: Person;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, carl, eve] = await app.people('ana', 'carl', 'eve');
});
afterAll(() => app.stop());

const sendFrame = (conversationId: string, body: string, more: object = {}) => ({
  type: 'send',
  conversationId,
  clientId: randomUUID(),
  body,
  ...more,
});
const bodyOf = (frame: Frame): string => frame.data.body;

describe('a connection', () => {
  it('is ready after hello, and answers ping', async () => {
    const socket = await app.socketOf(ana);

    const pong = await socket.ask({ type: 'ping' });

    expect(socket.frames[0]).toMatchObject({ type: 'ready', userId: ana.id, heartbeatSeconds: 25 });
    expect(pong.type).toBe('pong');
  });

  it('waits for its hello beside any number of others where limits are switched off', async () => {
    const waiting = await Promise.all(Array.from({ length: 61 }, () => app.strangerSocket()));

    await app.socketOf(ana);
    await Promise.all(waiting.map((socket) => socket.close()));
  });

  it('closes with 4401 when the first frame is no hello with a valid token', async () => {
    const wrongToken = await app.strangerSocket();
    wrongToken.send({ type: 'hello', token: 'nonsense' });
    const noHello = await app.strangerSocket();
    noHello.send({ type: 'ping', ref: 1 });

    expect([await wrongToken.closed(), await noHello.closed()]).toEqual([4401, 4401]);
  });

  it('closes with 4400 on what is no JSON object, 1003 on binary, 1009 on too much', async () => {
    const sockets = await Promise.all([ana, ana, ana, ana].map((person) => app.socketOf(person)));
    sockets[0]?.socket.send('{"type":');
    sockets[1]?.socket.send('[]');
    sockets[2]?.socket.send(Buffer.from('{}'), { binary: true });
    sockets[3]?.socket.send('x'.repeat(300_000));

    expect(await Promise.all(sockets.map((socket) => socket.closed()))).toEqual([4400, 4400, 1003, 1009]);
  });

  it('stays open after an unknown type or a wrong field, and names it', async () => {
    const socket = await app.socketOf(ana);

    const unknown = await socket.ask({ type: 'dance' });
    const wrong = await socket.ask({
      type: 'send',
      conversationId: 'x',
      clientId: randomUUID(),
      body: 'hi',
      color: 'red',
    });
    const alive = await socket.ask({ type: 'ping' });

    expect(unknown).toMatchObject({ type: 'error', problem: { code: 'unknown_frame', status: 400 } });
    expect(wrong.problem.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      '/color',
      '/conversationId',
    ]);
    expect(alive.type).toBe('pong');
  });

  it('is refused before the upgrade when a page of another site asks, and let in from this one', async () => {
    await expect(app.strangerSocket({ origin: 'https://evil.example' })).rejects.toThrow('403');
    await expect(app.strangerSocket({ origin: app.url })).resolves.toBeDefined();
  });

  it("takes a refreshed token of its own session, not another's", async () => {
    const person = await app.signIn('ana');
    const own = await app.socketOf(person);
    const { body } = await app.anonymous().post('/auth/refresh', { refreshToken: person.refreshToken }).expect(200);

    own.send({ type: 'hello', token: body.accessToken });
    expect((await own.ask({ type: 'ping' })).type).toBe('pong');
    own.send({ type: 'hello', token: carl.token });

    expect(await own.closed()).toBe(4401);
  });
});

describe('sending over a socket', () => {
  it('acknowledges with the message, tells the others and my other devices, not the sending connection', async () => {
    const id = await app.conversation(ana, carl);
    const [mine, myPhone, theirs] = await Promise.all([app.socketOf(ana), app.socketOf(ana), app.socketOf(carl)]);

    const ack = await mine.ask(sendFrame(id, 'hello', { subject: 'Greetings' }));

    const fits = (frame: Frame) => frame.conversationId === id && bodyOf(frame) === 'hello';
    const [phone, other] = await Promise.all([
      myPhone.next('message.created', fits),
      theirs.next('message.created', fits),
    ]);
    expect(ack).toMatchObject({
      type: 'ack',
      message: { body: 'hello', subject: 'Greetings', sender: { id: ana.id } },
    });
    expect(other).toMatchObject({ conversationId: id, rev: ack.message.rev, data: ack.message });
    expect(phone.data).toEqual(other.data);
    await mine.ask({ type: 'ping' });
    expect(mine.of('message.created').filter(fits)).toEqual([]);
  });

  it('acknowledges a repeated send with the first message and tells nobody', async () => {
    const id = await app.conversation(ana, carl);
    const [mine, theirs] = await Promise.all([app.socketOf(ana), app.socketOf(carl)]);
    const frame = sendFrame(id, 'twice');
    const first = await mine.ask(frame);

    const again = await mine.ask(frame);

    await mine.ask(sendFrame(id, 'marker'));
    await theirs.next('message.created', (event) => bodyOf(event) === 'marker');
    expect(again.message).toEqual(first.message);
    expect(theirs.of('message.created').filter((event) => bodyOf(event) === 'twice')).toHaveLength(1);
  });

  it('refuses a stranger with the same problem as HTTP, and nobody hears of it', async () => {
    const id = await app.conversation(ana, carl);
    const [stranger, member] = await Promise.all([app.socketOf(eve), app.socketOf(ana)]);

    const { problem } = await stranger.ask(sendFrame(id, 'let me in'));
    const { body } = await app
      .as(eve)
      .post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'x' })
      .expect(404);
    await app.say(carl, id, 'marker');

    await member.next('message.created', (event) => bodyOf(event) === 'marker');
    expect({ ...problem, requestId: 0 }).toEqual({ ...body, requestId: 0 });
    expect(stranger.frames.filter((frame) => frame.conversationId === id)).toEqual([]);
  });

  it('keeps the order in which one connection sent', async () => {
    const id = await app.conversation(ana, carl);
    const [mine, theirs] = await Promise.all([app.socketOf(ana), app.socketOf(carl)]);
    const bodies = Array.from({ length: 100 }, (_, n) => `order ${n}`);

    const acks = await Promise.all(bodies.map((body) => mine.ask(sendFrame(id, body))));

    const seqs = acks.map((ack) => ack.message.seq as number);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    await theirs.next('message.created', (event) => bodyOf(event) === 'order 99');
    const heard = theirs
      .of('message.created')
      .map(bodyOf)
      .filter((body) => body.startsWith('order'));
    expect(heard).toEqual(bodies);
  });
});

describe('events', () => {
  it('come once and in rev order while many write, edit and delete at the same time', async () => {
    const id = await app.conversation(ana, carl, eve);
    const listener = await app.socketOf(eve);
    const writers = await Promise.all([app.socketOf(ana), app.socketOf(carl)]);

    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const ack = await (writers[n % 2] ?? listener).ask(sendFrame(id, `no ${n}`));
        const path = `/conversations/${id}/messages/${ack.message.seq}`;
        const author = n % 2 ? carl : ana;
        if (n % 3 === 0)
          await app
            .as(author)
            .patch(path, { body: `no ${n}, edited` })
            .expect(200);
        if (n % 5 === 0) await app.as(author).delete(`${path}?for=everyone`).expect(204);
      }),
    );
    const { body } = await app.as(eve).get(`/conversations/${id}`).expect(200);

    const events = await eventually(() => {
      const heard = listener.frames.filter((frame) => frame.conversationId === id && frame.type.startsWith('message.'));
      expect(heard.at(-1)?.rev).toBe(body.lastRev);
      return heard;
    });
    const revs = events.map((frame) => frame.rev as number);
    expect(revs).toEqual([...new Set(revs)].sort((a, b) => a - b));
  });

  it('leave a listener with exactly the history', async () => {
    const listener = await app.socketOf(eve);
    const id = await app.conversation(ana, carl, eve);
    await listener.next('message.created', (frame) => frame.conversationId === id);
    const kept = new Map<number, unknown>();
    const first = await app.say(ana, id, 'stays');
    const second = await app.say(carl, id, 'changes');
    const third = await app.say(ana, id, 'goes', { replyToSeq: first.seq });
    await app
      .as(carl)
      .patch(`/conversations/${id}/messages/${second.seq}`, { body: 'changed', subject: 'New' })
      .expect(200);
    await app.as(ana).delete(`/conversations/${id}/messages/${third.seq}?for=everyone`).expect(204);

    await listener.next('message.deleted', (frame) => frame.conversationId === id);

    for (const frame of listener.frames) {
      if (frame.conversationId !== id || !frame.type.startsWith('message.')) continue;
      const { cause: _, ...message } = frame.data;
      kept.set(message.seq, message);
    }
    const { body } = await app.as(eve).get(`/conversations/${id}/messages?after=0`).expect(200);
    expect([...kept.values()]).toEqual(body.items);
  });

  it('say why a message changed', async () => {
    const id = await app.conversation(ana, carl);
    const socket = await app.socketOf(carl);
    const sent = await app.say(ana, id, 'tpyo');
    await app.as(ana).patch(`/conversations/${id}/messages/${sent.seq}`, { body: 'typo' }).expect(200);

    const { data } = await socket.next('message.updated', (frame) => frame.conversationId === id);

    expect(data).toMatchObject({ body: 'typo', cause: { kind: 'edited', userId: ana.id } });
  });

  it('tell of a new conversation and of its new name, with nothing that depends on the receiver', async () => {
    const socket = await app.socketOf(carl);
    const id = await app.conversation(ana, carl, eve);
    await app.as(ana).patch(`/conversations/${id}`, { subject: 'Renamed' }).expect(200);

    const created = await socket.next('conversation.created', (frame) => frame.conversationId === id);
    const updated = await socket.next('conversation.updated', (frame) => frame.conversationId === id);

    expect(created.data).toMatchObject({ id, kind: 'group', memberCount: 3 });
    expect(updated.data).toMatchObject({ id, subject: 'Renamed' });
    for (const frame of [created, updated])
      expect(Object.keys(frame.data)).not.toEqual(expect.arrayContaining(['me', 'unreadCount']));
  });

  it('tell the author who has read, and my other devices how far I am', async () => {
    const id = await app.conversation(ana, carl);
    const [author, reader, readersPhone] = await Promise.all([
      app.socketOf(ana),
      app.socketOf(carl),
      app.socketOf(carl),
    ]);
    const { seq } = await app.say(ana, id, 'read me');

    reader.send({ type: 'read', conversationId: id, seq });

    const receipt = await author.next('receipt.read', (frame) => frame.conversationId === id);
    const mine = await readersPhone.next('me.updated', (frame) => frame.conversationId === id);
    expect(receipt).toMatchObject({ rev: null, data: { userId: carl.id, seq } });
    expect(mine.data.me).toMatchObject({ lastReadSeq: seq });
    await reader.ask({ type: 'ping' });
    expect(reader.of('me.updated').filter((frame) => frame.conversationId === id)).toEqual([]);
  });

  it('tell my devices what I hid and restored, and nobody else', async () => {
    const id = await app.conversation(ana, carl);
    const [mine, theirs] = await Promise.all([app.socketOf(ana), app.socketOf(carl)]);
    const { seq } = await app.say(carl, id, 'hide me');

    await app.as(ana).delete(`/conversations/${id}/messages/${seq}`).expect(204);
    await app.as(ana).post(`/conversations/${id}/messages/${seq}/restore`).expect(200);

    await mine.next('me.updated', (frame) => frame.data.hidden?.[0] === seq);
    await mine.next('me.updated', (frame) => frame.data.restored?.[0] === seq);
    await theirs.ask({ type: 'ping' });
    expect(theirs.of('me.updated').filter((frame) => frame.conversationId === id)).toEqual([]);
  });
});

describe('a client that was away', () => {
  it('catches up by changes and has exactly the history', async () => {
    const id = await app.conversation(ana, carl);
    const before = await app.say(ana, id, 'seen');
    const known = new Map<number, unknown>([[before.seq, before]]);
    for (let n = 0; n < 30; n++) await app.say(n % 2 ? ana : carl, id, `missed ${n}`);
    await app.as(ana).patch(`/conversations/${id}/messages/${before.seq}`, { body: 'seen, changed' }).expect(200);

    let afterRev: number = before.rev;
    for (let hasMore = true; hasMore;) {
      const { body } = await app.as(carl).get(`/conversations/${id}/changes?afterRev=${afterRev}&limit=7`).expect(200);
      for (const message of body.items) known.set(message.seq, message);
      ({ lastRev: afterRev, hasMore } = body);
    }

    const { body } = await app
      .as(carl)
      .get(`/conversations/${id}/messages?after=${before.seq - 1}&limit=200`)
      .expect(200);
    expect([...known.values()].sort((a, b) => (a as { seq: number }).seq - (b as { seq: number }).seq)).toEqual(
      body.items,
    );
  });
});

describe('revoked rights', () => {
  it('end the sockets of a deactivated person at once', async () => {
    const bob = await app.person('bob');
    const socket = await app.socketOf(bob);

    await app.as(app.root).patch(`/admin/users/${bob.id}`, { isActive: false }).expect(200);

    expect(await socket.closed()).toBe(4401);
    expect(socket.of('session.revoked')).toHaveLength(1);
  });

  it('end the socket of a session that signed out, and leave the others', async () => {
    const dan = await app.person('dan');
    const other = await app.signIn('dan');
    const [ends, stays] = await Promise.all([app.socketOf(dan), app.socketOf(other)]);

    await app.as(dan).post('/auth/logout').expect(204);

    expect(await ends.closed()).toBe(4401);
    expect((await stays.ask({ type: 'ping' })).type).toBe('pong');
  });

  it('end every other session when the password changes', async () => {
    const fay = await app.person('fay');
    const other = await app.signIn('fay');
    const [mine, ends] = await Promise.all([app.socketOf(fay), app.socketOf(other)]);

    const change = { currentPassword: fay.password, newPassword: 'an-entirely-other-phrase' };
    await app.as(fay).post('/auth/password', change).expect(204);

    expect(await ends.closed()).toBe(4401);
    expect((await mine.ask({ type: 'ping' })).type).toBe('pong');
  });
});

describe('the figures for operators', () => {
  it('count sent messages and open sockets', async () => {
    const figures = async () => {
      const { body } = await app.anonymous().get('/metrics').expect(200);
      const of = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(body)?.[1]);
      return { sent: of('parley_messages_sent_total'), sockets: of('parley_sockets') };
    };
    const id = await app.conversation(ana, carl);
    const before = await figures();

    const socket = await app.socketOf(ana);
    await app.say(ana, id, 'counted');
    const after = await figures();
    await socket.close();

    expect(after).toEqual({ sent: before.sent + 1, sockets: before.sockets + 1 });
    await eventually(async () => expect((await figures()).sockets).toBe(before.sockets));
  });
});
