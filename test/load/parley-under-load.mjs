import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';

const PORT = Number(process.env.BENCH_PORT ?? 3990);
const API = `http://127.0.0.1:${PORT}/api/v1`;
const PASSWORD = 'a-password-for-the-benchmark';
const SETUP_TOKEN = 'the-set-up-token-of-the-benchmark';
const SECOND_MS = 1_000;
const body = (n) => `message ${n} of the benchmark, about as long as people write`;

/** Parley as its own process, and people in pairs who write to each other. */
export class ParleyUnderLoad {
  /** Starts it on a database and makes that many people. */
  static async start(databaseUrl, people) {
    const parley = new ParleyUnderLoad();
    const env = {
      ...process.env,
      PORT,
      DATABASE_URL: databaseUrl,
      SETUP_TOKEN,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'error',
    };
    parley.process = spawn(process.execPath, ['dist/src/main.js'], {
      env: { ...env, JWT_SECRET: randomUUID() + randomUUID() },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await parley.listening();
    await parley.makePeople(people);
    return parley;
  }

  /** Messages a second, one in flight for each sender, each acknowledged after its commit and pushed to the other. */
  async sendOverSockets(seconds) {
    const sockets = await Promise.all(this.pairs.map(({ token }) => signedInSocket(token)));
    const end = performance.now() + seconds * SECOND_MS;
    let sent = 0;
    await Promise.all(
      this.pairs.map(async ({ conversationId }, index) => {
        for (let n = 0; performance.now() < end; n++) {
          await acknowledged(sockets[index], {
            type: 'send',
            ref: n,
            conversationId,
            clientId: randomUUID(),
            body: body(n),
          });
          sent++;
        }
      }),
    );
    for (const socket of sockets) socket.terminate();
    return sent / seconds;
  }

  /** The same over HTTP with a connection for each sender. */
  async sendOverHttp(seconds) {
    const agent = new Agent({ keepAlive: true, maxSockets: this.pairs.length });
    const end = performance.now() + seconds * SECOND_MS;
    let sent = 0;
    await Promise.all(
      this.pairs.map(async ({ conversationId, token }) => {
        for (let n = 0; performance.now() < end; n++) {
          await post(agent, `/conversations/${conversationId}/messages`, token, {
            clientId: randomUUID(),
            body: body(n),
          });
          sent++;
        }
      }),
    );
    agent.destroy();
    return sent / seconds;
  }

  async stop() {
    this.process.kill('SIGTERM');
    await new Promise((resolve) => this.process.on('exit', resolve));
  }

  async listening() {
    for (;;) {
      const isReady = await fetch(`http://127.0.0.1:${PORT}/health/ready`).then(
        (response) => response.ok,
        () => false,
      );
      if (isReady) return;
      if (this.process.exitCode !== null) throw new Error('Parley did not start.');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Two people share a conversation; `pairs` has one entry for each person. */
  async makePeople(count) {
    const account = (name) => ({ username: name, email: `${name}@parley.example`, password: PASSWORD });
    const root = await call('/setup', undefined, { token: SETUP_TOKEN, ...account('root') });
    const people = [];
    for (let n = 0; n < count; n++) {
      await call('/admin/users', root.accessToken, account(`bench${n}`));
      people.push(await call('/auth/login', undefined, { login: `bench${n}`, password: PASSWORD }));
    }
    this.pairs = [];
    for (let n = 0; n < count; n += 2) {
      const [one, other] = [people[n], people[n + 1]];
      const { id } = await call('/conversations', one.accessToken, { kind: 'direct', userId: other.user.id });
      for (const person of [one, other]) {
        this.pairs.push({ conversationId: id, userId: person.user.id, token: person.accessToken });
      }
    }
  }
}

async function call(path, token, content) {
  const response = await fetch(API + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(content),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

function post(agent, path, token, content) {
  const text = JSON.stringify(content);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    authorization: `Bearer ${token}`,
  };
  return new Promise((resolve, reject) => {
    const sending = request(API + path, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 201 ? resolve() : reject(new Error(`${path}: ${response.statusCode}`)),
      );
    });
    sending.on('error', reject);
    sending.end(text);
  });
}

async function signedInSocket(token) {
  const socket = new WebSocket(`${API.replace('http', 'ws')}/realtime`, { perMessageDeflate: false });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.send(JSON.stringify({ type: 'hello', token }));
  await new Promise((resolve) => socket.once('message', resolve));
  return socket;
}

function acknowledged(socket, frame) {
  return new Promise((resolve, reject) => {
    const onMessage = (data) => {
      const answer = JSON.parse(data);
      if (answer.ref !== frame.ref || answer.type.includes('.')) return;
      socket.off('message', onMessage);
      if (answer.type === 'ack') resolve();
      else reject(new Error(JSON.stringify(answer.problem)));
    };
    socket.on('message', onMessage);
    socket.send(JSON.stringify(frame));
  });
}
