import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Caller } from '../support/caller.js';
import { eventually } from '../support/eventually.js';
import { TestSocket } from '../support/test-socket.js';

const SETUP_TOKEN = 'the-set-up-token-of-tests';
const PASSWORD = 'correct-horse-battery';
const START_WITHIN = 60_000;

let dataDir: string | undefined;
let running: ChildProcess | undefined;

afterEach(async () => {
  if (running) await ended(running, 'SIGTERM');
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
  running = undefined;
});

describe('kill -9 of everything in the middle of a load', () => {
  it('loses no acknowledged message and doubles none, and the same data folder starts again', async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'parley-crash-'));
    let url = await start(dataDir);
    const account = { username: 'ana', email: 'ana@parley.example', password: PASSWORD };
    const { body: session } = await new Caller(url).post('/setup', { token: SETUP_TOKEN, ...account }).expect(201);
    const note = { kind: 'direct', userId: session.user.id };
    const { body: conversation } = await new Caller(url, session.accessToken).post('/conversations', note).expect(201);
    const load = new Load(conversation.id);

    await load.begin(url, session.accessToken);
    await eventually(() => expect(load.acknowledged.size).toBeGreaterThan(300), 30_000);
    killEverything(dataDir);
    await load.ended;

    url = await start(dataDir);
    const { body: again } = await new Caller(url).post('/auth/login', { login: 'ana', password: PASSWORD }).expect(200);
    const ana = new Caller(url, again.accessToken);
    await load.repeatUnknown(ana);
    const history = await wholeHistory(ana, conversation.id);

    expect(history.map(({ seq }) => seq)).toEqual(history.map((_, n) => n + 1));
    expect(new Set(history.map(({ clientId }) => clientId)).size).toBe(history.length);
    expect(history).toHaveLength(load.sent.size);
    for (const [clientId, seq] of load.acknowledged) expect(history[seq - 1]).toMatchObject({ clientId, seq });
  }, 180_000);
});

/** Sends as fast as it can, thirty messages in flight, and remembers which were acknowledged. */
class Load {
  readonly sent = new Set<string>();
  readonly acknowledged = new Map<string, number>();
  ended: Promise<unknown> = Promise.resolve();

  constructor(private readonly conversationId: string) {}

  async begin(url: string, token: string): Promise<void> {
    const socket = await TestSocket.signIn(`${url.replace('http', 'ws')}/api/v1/realtime`, token);
    this.ended = Promise.all(Array.from({ length: 30 }, () => this.sendUntilCut(socket)));
  }

  /** What was not acknowledged may or may not be there: sending it again settles it. */
  async repeatUnknown(caller: Caller): Promise<void> {
    for (const clientId of this.sent) {
      if (this.acknowledged.has(clientId)) continue;
      const { status } = await caller.post(`/conversations/${this.conversationId}/messages`, {
        clientId,
        body: clientId,
      });
      expect([200, 201]).toContain(status);
    }
  }

  private async sendUntilCut(socket: TestSocket): Promise<void> {
    while (socket.closeCode === undefined) {
      const clientId = randomUUID();
      this.sent.add(clientId);
      const frame = { type: 'send', conversationId: this.conversationId, clientId, body: clientId };
      const answer = await Promise.race([socket.ask(frame).catch(() => undefined), socket.closed()]);
      if (typeof answer === 'object' && answer.type === 'ack') this.acknowledged.set(clientId, answer.message.seq);
    }
  }
}

async function wholeHistory(caller: Caller, id: string): Promise<{ seq: number; clientId: string }[]> {
  const items = [];
  for (let after = 0, hasAfter = true; hasAfter;) {
    const { body } = await caller.get(`/conversations/${id}/messages?after=${after}&limit=200`).expect(200);
    items.push(...body.items);
    ({ hasAfter } = body);
    after = items.at(-1)?.seq ?? 0;
  }
  return items;
}

/** Runs the built process as an operator would; resolves with its address. */
function start(folder: string): Promise<string> {
  const env = { ...process.env, PORT: '0', DATA_DIR: folder, SETUP_TOKEN, RATE_LIMITS: 'off', LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, ['dist/src/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running = child;
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`It did not start: ${output}`)), START_WITHIN);
    child.stdout?.on('data', (data: Buffer) => {
      output += data.toString();
      const address = /running at http:\/\/\S+:(\d+)/.exec(output)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(`http://127.0.0.1:${address}`);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`It ended with ${code}: ${output}`));
    });
  });
}

function killEverything(folder: string): void {
  const postmaster = Number(readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
  running?.kill('SIGKILL');
  // The server leads a process group of its own; this ends its backends too.
  process.kill(-postmaster, 'SIGKILL');
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}
