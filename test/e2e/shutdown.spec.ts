import { once } from 'node:events';
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request, Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { readSettings } from '../../src/config/settings.js';
import { ParleyProcess } from '../../src/parley-process.js';
import { TestDatabase } from '../support/database.js';
import { TestSocket } from '../support/test-socket.js';

const SETUP_TOKEN = 'the-set-up-token-of-tests';
const ACCOUNT = { username: 'ana', email: 'ana@parley.example', password: 'correct-horse-battery' };

describe('a whole process', () => {
  let database: TestDatabase;
  let parley: ParleyProcess;
  let url: string;
  /** Keeps its connections open for longer than anybody would wait. */
  const agent = new Agent({ keepAlive: true, timeout: 60_000 });

  beforeAll(async () => {
    database = await TestDatabase.create();
    const environment = { PORT: '0', SETUP_TOKEN, DATABASE_URL: database.url, JWT_SECRET: 'x'.repeat(32) };
    parley = new ParleyProcess(readSettings(environment), pino({ level: 'silent' }));
    const terminal = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    await parley.start();
    url = /http:\S+/.exec(String(terminal.mock.calls[0]?.[0]))?.[0] ?? '';
    terminal.mockRestore();
  });
  afterAll(async () => {
    agent.destroy();
    await parley.stop();
    await database.drop();
  });

  it('counts what the process itself uses', async () => {
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^process_cpu_seconds_total /m);
  });

  it('that is told to stop answers what was begun, closes sockets with 1001, and does not wait for clients that keep a connection', async () => {
    const set = await post('/setup', JSON.stringify({ token: SETUP_TOKEN, ...ACCOUNT }));
    const socket = await TestSocket.signIn(
      `${url.replace('http', 'ws')}/api/v1/realtime`,
      (JSON.parse(set.body) as { accessToken: string }).accessToken,
    );
    const half = JSON.stringify({ login: 'ana', password: ACCOUNT.password });
    const begun = open('/auth/login', half.length, { expect: '100-continue' });
    begun.write(half.slice(0, 10));
    // The server has read the head of it, so the connection is not idle.
    await once(begun, 'continue');

    const cut = jest.spyOn(Server.prototype, 'closeAllConnections');
    const stopped = parley.stop();
    expect(await socket.closed()).toBe(1001);
    begun.end(half.slice(10));

    expect((await answerOf(begun)).status).toBe(200);
    await stopped;
    // That is how the process loses its patience; it did not come to that.
    expect(cut).not.toHaveBeenCalled();
    cut.mockRestore();
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });

  function open(path: string, length: number, more: OutgoingHttpHeaders = {}) {
    const headers = { 'content-type': 'application/json', 'content-length': length, ...more };
    return request(`${url}/api/v1${path}`, { method: 'POST', agent, headers });
  }

  async function post(path: string, body: string) {
    const whole = open(path, body.length);
    whole.end(body);
    return answerOf(whole);
  }

  async function answerOf(asked: ReturnType<typeof open>) {
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return { status: answer.statusCode, body: await text(answer) };
  }
});
