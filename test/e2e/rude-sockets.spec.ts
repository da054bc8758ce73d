import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { WebSocket } from 'ws';
import { RateLimiter } from '../../src/core/http/rate-limit/rate-limiter.js';
import { MessagesService } from '../../src/messages/messages.service.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let carl: Person;

beforeAll(async () => {
  app = await TestApp.start({ rateLimits: true });
  [ana, carl] = await app.people('ana', 'carl');
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => app.stop());

/** As if everything came in one moment, however slow the machine is. */
function stopTheClock(): void {
  jest.spyOn(app.nest.get(RateLimiter, { strict: false }), 'now').mockReturnValue(performance.now());
}

/** Somebody else's connection, which must not notice. */
async function expectUndisturbed(person: Person): Promise<void> {
  const socket = await app.socketOf(person);
  expect((await socket.ask({ type: 'ping' })).type).toBe('pong');
}

/** What is answered to an upgrade that is refused. */
function upgradeAnswer(): Promise<{ status: number | undefined; retryAfter: string | undefined }> {
  const socket = new WebSocket(app.realtimeUrl);
  return new Promise((resolve) => {
    socket.once('error', () => undefined);
    socket.once('unexpected-response', (_request, { statusCode, headers }) => {
      resolve({ status: statusCode, retryAfter: headers['retry-after'] });
      socket.terminate();
    });
  });
}

describe('a socket', () => {
  it('that never says hello is closed with 4408', async () => {
    const socket = await app.strangerSocket();

    expect(await socket.closed()).toBe(4408);
  });

  it('is not taken over while sixty of its address have not said hello, and is when one of them has', async () => {
    const waiting = await Promise.all(Array.from({ length: 60 }, () => app.strangerSocket()));

    await expect(app.strangerSocket()).rejects.toThrow('429');
    expect(await upgradeAnswer()).toMatchObject({ status: 429, retryAfter: '5' });

    waiting[0]?.send({ type: 'hello', token: ana.token });
    await waiting[0]?.next('ready');
    await expectUndisturbed(ana);
    await Promise.all(waiting.map((socket) => socket.close()));
    await expectUndisturbed(carl);
  });

  it('that sends text which is not UTF-8 is closed with 1007', async () => {
    const socket = await app.socketOf(ana);
    socket.socket.send(Buffer.from([0x7b, 0xff, 0xfe]), { binary: false });

    expect(await socket.closed()).toBe(1007);
  });

  it('that sends JSON deeper than the stack is told so, and stays open', async () => {
    const socket = await app.socketOf(ana);
    socket.socket.send(`{"type":"ping","ref":1,"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);

    expect((await socket.next('error')).problem).toMatchObject({ code: 'malformed_request', status: 400 });
    expect((await socket.ask({ type: 'ping' })).type).toBe('pong');
  });

  it('that sends what cannot be read again and again is closed with 4429, like one that is too fast', async () => {
    stopTheClock();
    const socket = await app.socketOf(await app.person('dora'));
    for (let n = 0; n < 250; n++) socket.socket.send('['.repeat(40));

    expect(await socket.closed()).toBe(4429);
    await expectUndisturbed(carl);
  });

  it('that sends faster than is allowed is told so, and closed with 4429 when it does not listen', async () => {
    const socket = await app.socketOf(ana);
    for (let n = 0; n < 1_000; n++) socket.send({ type: 'ping', ref: n });

    expect(await socket.closed()).toBe(4429);
    expect(socket.of('error')[0]).toMatchObject({ problem: { code: 'rate_limited', status: 429 }, retryAfter: 1 });
    await expectUndisturbed(carl);
  });

  it('beyond the twenty of a person is closed with 4429, and there is room again when one closes', async () => {
    const sam = await app.person('sam');
    const sockets = [];
    for (let n = 0; n < 20; n++) sockets.push(await app.socketOf(sam));

    const surplus = await app.strangerSocket();
    surplus.send({ type: 'hello', token: sam.token });
    expect(await surplus.closed()).toBe(4429);

    await expectUndisturbed(carl);
    await sockets[0]?.close();
    await eventually(() => expectUndisturbed(sam));
  });

  it('that says hello without end is closed with 4429', async () => {
    const person = await app.person('hal');
    stopTheClock();
    let closed = 0;
    for (let n = 0; n < 120 && closed !== 4429; n++) {
      const socket = await app.strangerSocket();
      socket.send({ type: 'hello', token: person.token });
      closed = await Promise.race([
        socket.closed(),
        socket
          .next('ready')
          .then(() => socket.close())
          .then(() => 0),
      ]);
    }

    expect(closed).toBe(4429);
  });

  it('whose hellos are refused again and again is told so, and those who share its address are let in', async () => {
    stopTheClock();
    const codes = [];
    for (let n = 0; n < 300 && codes.at(-1) !== 4429; n++) {
      const socket = await app.strangerSocket();
      socket.send({ type: 'hello', token: 'nonsense' });
      codes.push(await socket.closed());
    }

    expect(codes.at(-1)).toBe(4429);
    expect(codes[0]).toBe(4401);
    await expectUndisturbed(carl);
  });

  it('that does not read is closed with 4410 instead of filling the memory, and others hear everything', async () => {
    const [eve, ned] = await app.people('eve', 'ned');
    const id = await app.conversation(eve, ned);
    const [deaf, awake] = await Promise.all([app.socketOf(ned), app.socketOf(ned)]);
    deaf.socket.pause();
    const last = await writeThirtyMegabytes(id, eve);

    await awake.next('message.created', (frame) => frame.data.body === last, 20_000);
    deaf.socket.resume();

    // What was written before the close may still arrive; the close comes after it.
    expect(await deaf.closed()).toBe(4410);
    expect(awake.of('message.created').length).toBeGreaterThan(deaf.of('message.created').length);
  });
});

/** In long messages, past the limits on people; returns the text of the last. */
async function writeThirtyMegabytes(id: string, { id: userId }: Person): Promise<string> {
  const principal = {
    userId,
    sessionId: randomUUID(),
    isStaff: false,
    isSuperuser: false,
    permissions: new Set<never>(),
  };
  const bodies = Array.from({ length: 1_500 }, (_, n) => `${n} ${'x'.repeat(19_900)}`);
  const messages = app.nest.get(MessagesService);
  for (let n = 0; n < bodies.length; n += 100) {
    const some = bodies.slice(n, n + 100);
    await Promise.all(some.map((body) => messages.send(principal, id, { clientId: randomUUID(), body })));
  }
  return bodies.at(-1) ?? '';
}
