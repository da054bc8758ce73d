import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { queriesDuring } from '../support/count-queries.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
beforeAll(async () => {
  app = await TestApp.start();
  ana = await app.person('ana');
});
afterAll(() => app.stop());

const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 1]));
const bytesOf = (value: unknown) => JSON.stringify(value).length;

describe('what a stranger may send', () => {
  it.each(['/auth/login', '/auth/refresh', '/auth/register', '/setup'])('to %s is 8 kB', async (path) => {
    const { body } = await app
      .anonymous()
      .post(path, { login: 'x'.repeat(9_000) })
      .expect(413);
    expect(body.code).toBe('payload_too_large');

    await app
      .anonymous()
      .post(path, { login: 'x'.repeat(7_000) })
      .expect(400);
  });

  it('has 64 fields at most, however they are nested, and is refused before any rule is asked', async () => {
    const { body } = await app.anonymous().post('/auth/login', fields(65)).expect(400);
    expect(body.code).toBe('malformed_request');
    await app
      .anonymous()
      .post('/auth/login', { login: fields(64) })
      .expect(400);
  });

  it('is answered with twenty errors at most, none of them long', async () => {
    const { body } = await app
      .anonymous()
      .post('/auth/login', { ...fields(50), ['y'.repeat(5_000)]: 1 })
      .expect(400);

    expect(body.errors).toHaveLength(20);
    const one = await app
      .anonymous()
      .post('/auth/login', { ['y'.repeat(5_000)]: 1 })
      .expect(400);
    expect(bytesOf(one.body)).toBeLessThan(1_500);
    expect(bytesOf(body)).toBeLessThan(5_000);
  });

  it('in a first frame is 4 kB, and as plain', async () => {
    const [large, wide] = [await app.strangerSocket(), await app.strangerSocket()];

    large.send({ type: 'hello', token: 'x'.repeat(4_096) });
    wide.send({ type: 'hello', token: ana.token, ...fields(65) });

    expect([await large.closed(), await wide.closed()]).toEqual([1009, 4400]);
  });

  it('in a first frame is judged by what is announced, before it is sent', async () => {
    const head = [
      'GET /api/v1/realtime HTTP/1.1',
      'Host: parley.example',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '',
      '',
    ];
    const announced = Buffer.from([0x81, 0x80 | 127, 0, 0, 0, 0, 0, 3, 0, 0, 1, 2, 3, 4, 0x7b]);

    const answer = await answerTo(Buffer.concat([Buffer.from(head.join('\r\n')), announced]));

    // The connection ends with a close frame, 1009, though not a byte more was sent.
    expect(answer).toContain('hello is too large');
  });

  it('to where somebody has to be signed in is not even read', async () => {
    const head = [
      'POST /api/v1/conversations HTTP/1.1',
      'Host: parley.example',
      'Content-Type: application/json',
      'Content-Length: 200000',
      'Connection: close',
    ];
    // Not one byte of the body follows.
    expect(await answerTo([...head, '', ''].join('\r\n'))).toMatch(/^HTTP\/1.1 401 /);
  });
});

describe('what somebody who is signed in may send', () => {
  it('is 256 kB, and more is told so', async () => {
    const { body } = await app
      .as(ana)
      .patch('/users/me', { about: 'x'.repeat(300_000) })
      .expect(413);
    expect(body.code).toBe('payload_too_large');

    await app
      .as(ana)
      .patch('/users/me', { about: 'x'.repeat(200_000) })
      .expect(400);
  });

  it('has as many fields as a client that catches up needs, and nobody else', async () => {
    const known = Object.fromEntries(Array.from({ length: 2_000 }, () => [randomUUID(), 1]));

    await app.as(ana).post('/sync', { known, meRevs: known }).expect(200);
    await app.as(ana).post('/sync', { known, meRevs: known, more: known }).expect(400);
    await app.as(ana).patch('/users/me', fields(65)).expect(400);
  });

  it('is judged by its length before anything looks into it', async () => {
    const { body } = await app
      .as(ana)
      .patch('/users/me', { status: { emoji: '👍'.repeat(30_000) }, firstName: 'x'.repeat(100_000) })
      .expect(400);

    expect(body.errors.map(({ code }: { code: string }) => code)).toEqual(['invalid_length', 'invalid_length']);
  });

  it('in a frame is as plain, and the socket stays open', async () => {
    const socket = await app.socketOf(ana);
    socket.send({ type: 'ping', ref: 1, ...fields(65) });

    expect((await socket.next('error')).problem).toMatchObject({ code: 'malformed_request' });
    const { problem } = await socket.ask({ type: 'ping', ...fields(50) });
    expect(problem.errors).toHaveLength(20);
    expect((await socket.ask({ type: 'ping' })).type).toBe('pong');
  });

  it('costs no query when the session has ended and that is known', async () => {
    const ended = await app.signIn('ana');
    await app.as(ended).post('/auth/logout').expect(204);
    await app.as(ended).get('/users/me').expect(401);

    expect(await queriesDuring(() => app.as(ended).get('/users/me').expect(401))).toEqual([]);
  });
});

describe('an address', () => {
  it.each(['/%61pi/v1/meta', '/api/v1/met%61', 'http://parley.example/api/v1/meta'])(
    'is what the router matches: %s is kept by nobody',
    async (target) => {
      const answer = await answerTo(`GET ${target} HTTP/1.1\r\nHost: parley.example\r\nConnection: close\r\n\r\n`);

      expect(answer).toMatch(/^HTTP\/1.1 200 /);
      expect(answer).toMatch(/^cache-control: no-store\r$/im);
    },
  );
});

async function answerTo(bytes: string | Buffer): Promise<string> {
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}
