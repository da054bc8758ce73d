import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Caller } from '../support/caller.js';
import { TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { ServerProcess } from '../support/server-process.js';
import { TestSocket } from '../support/test-socket.js';

const SETUP_TOKEN = 'the-set-up-token-of-tests';
const ACCOUNT = { username: 'ana', email: 'ana@parley.example', password: 'correct-horse-battery' };
const REALTIME = '/api/v1/realtime';

let database: TestDatabase;
let server: ServerProcess;

beforeEach(async () => {
  database = await TestDatabase.create();
});
afterEach(async () => {
  server.kill('SIGTERM');
  await server.ended();
  await database.drop();
});

const run = (...words: string[]) => {
  const env = { PORT: '0', SETUP_TOKEN, DATABASE_URL: database.url, JWT_SECRET: 'x'.repeat(32), RATE_LIMITS: 'off' };
  server = ServerProcess.run(words, { ...env, LOG_LEVEL: 'warn' });
};

describe('the server', () => {
  it('outlives every connection that is reset while it is half made', async () => {
    run('dist/src/main.js');
    const url = await server.address();

    for (const bytes of halfMade()) {
      for (let n = 0; n < 6; n++) await reset(Number(new URL(url).port), bytes, n);
    }

    expect(halfMade()).toHaveLength(56);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect({ exitCode: server.exitCode, text: server.text }).toMatchObject({ exitCode: null });
  }, 60_000);

  it('that fails as nobody foresaw says why, ends in order, and is started again with everything it acknowledged', async () => {
    run('test/support/keep-running.mjs');
    const url = await server.address();
    const { body } = await new Caller(url).post('/setup', { token: SETUP_TOKEN, ...ACCOUNT }).expect(201);
    const note = { kind: 'direct', userId: body.user.id };
    const { body: chat } = await new Caller(url, body.accessToken).post('/conversations', note).expect(201);
    const socket = await TestSocket.signIn(`${url.replace('http', 'ws')}${REALTIME}`, body.accessToken);
    const asked = Array.from({ length: 50 }, (_, n) =>
      socket.ask({ type: 'send', conversationId: chat.id, clientId: crypto.randomUUID(), body: `no ${n}` }),
    );
    // What is not acknowledged before the end is refused or lost; either is fine.
    const settled = Promise.allSettled(asked);
    await asked[0];

    process.kill(Number(/^pid (\d+)$/m.exec(server.text)?.[1]), 'SIGUSR2');

    expect(await socket.closed()).toBe(1001);
    const acknowledged = socket.of('ack').map(({ message }) => message.body as string);
    const again = await server.address(2);
    const path = `/conversations/${chat.id}/messages?after=0&limit=200`;
    const { body: history } = await new Caller(again, body.accessToken).get(path).expect(200);
    expect(history.items.map((message: { body: string }) => message.body)).toEqual(
      expect.arrayContaining(acknowledged),
    );
    expect(server.text).toMatch(/"level":60.*unforeseen/);
    await settled;
  }, 60_000);

  it('that is killed while it holds a message sends it when it is there again, once', async () => {
    run('dist/src/main.js');
    const first = new Caller(await server.address());
    const { body } = await first.post('/setup', { token: SETUP_TOKEN, ...ACCOUNT }).expect(201);
    const me = new Caller(await server.address(), body.accessToken);
    const { body: chat } = await me.post('/conversations', { kind: 'direct', userId: body.user.id }).expect(201);
    const held = { clientId: crypto.randomUUID(), body: 'Valve opens left', holdSeconds: 2 };
    await me.post(`/conversations/${chat.id}/messages`, held).expect(202);

    server.kill('SIGKILL');
    await server.ended();
    run('dist/src/main.js');
    const again = new Caller(await server.address(), body.accessToken);

    await eventually(async () => {
      const { body: history } = await again.get(`/conversations/${chat.id}/messages`).expect(200);
      expect(history.items.map((message: { body: string }) => message.body)).toEqual(['Valve opens left']);
    });
  }, 60_000);

  it('that was told to stop is not started again', async () => {
    run('test/support/keep-running.mjs');
    await server.address();

    server.kill('SIGTERM');

    expect(await server.ended()).toBe(0);
    expect(server.text).not.toContain('started again');
  }, 60_000);
});

/** Requests that are answered, refused, taken over or never complete; 8 beginnings by 7 ways to go on. */
function halfMade(): string[] {
  const ws = ['Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='];
  const beginnings = [
    `GET /x HTTP/1.1`,
    `GET ${REALTIME} HTTP/1.1`,
    `GET ${REALTIME} HTTP/1.1\r\nOrigin: https://evil.example`,
    `GET /api/v1/meta HTTP/1.1`,
    `GET http://parley.example${REALTIME} HTTP/1.1`,
    `POST ${REALTIME} HTTP/1.1\r\nTransfer-Encoding: chunked`,
    `POST /api/v1/auth/login HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 100`,
    `CONNECT parley.example:443 HTTP/1.1`,
  ];
  const endings = [
    ['Connection: Upgrade', ...ws],
    ['Connection: Upgrade', 'Upgrade: websocket'],
    ['Connection: Upgrade', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA'],
    ['Connection: Upgrade', ...ws, 'Sec-WebSocket-Protocol: ,'],
    ['Connection: Upgrade', ...ws, 'Content-Length: 5'],
    ['Connection: close'],
    ['Expect: 100-continue'],
  ];
  return beginnings.flatMap((beginning) =>
    endings.map((headers) => [beginning, 'Host: parley.example', ...headers, '', ''].join('\r\n')),
  );
}

/** Sends the bytes and resets the connection: at once, in the next turns, or with the first bytes of the answer. */
async function reset(port: number, bytes: string, n: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(bytes);
  if (n === 5) await Promise.race([once(socket, 'data'), once(socket, 'close'), turns(20)]);
  else await turns(n);
  socket.resetAndDestroy();
}

async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await new Promise((resolve) => setImmediate(resolve));
}
