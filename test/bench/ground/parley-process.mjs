import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { AccessTokens } from '../../../dist/src/auth/tokens/access-tokens.js';
import { SigningKeys } from '../../../dist/src/auth/tokens/signing-keys.js';

const JWT_SECRET = 'a secret that everybody may know of people who never were';
const LOOK_EVERY_MS = 50;

/** Parley as people run it, without limits for each person and without a log. */
export class ParleyProcess {
  static async start(databaseUrl, { program = 'dist/src/main.js', dataDir }) {
    const parley = new ParleyProcess();
    parley.dataDir = dataDir;
    parley.port = await freePort();
    parley.child = fork(program, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--expose-gc', '--import', './test/bench/ground/settle.mjs', ...profiling()],
      env: {
        ...process.env,
        PORT: parley.port,
        DATABASE_URL: databaseUrl,
        DATA_DIR: dataDir,
        JWT_SECRET,
        RATE_LIMITS: 'off',
        LOG_LEVEL: 'error',
      },
    });
    await parley.listening();
    return parley;
  }

  tokens = new AccessTokens(new SigningKeys({ jwtSecrets: [JWT_SECRET] }));

  get pid() {
    return this.child.pid;
  }

  get realtimeUrl() {
    return `ws://127.0.0.1:${this.port}/api/v1/realtime`;
  }

  /** A new access token: those of a long run would expire. */
  tokenOf({ userId, sessionId }) {
    return this.tokens.issue(userId, sessionId).accessToken;
  }

  /** Collects garbage until nothing more can be freed. */
  async settle() {
    const settled = new Promise((resolve) => this.child.once('message', resolve));
    this.child.send('settle');
    await settled;
  }

  async stop() {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }

  async listening() {
    for (;;) {
      const isReady = await fetch(`http://127.0.0.1:${this.port}/health/ready`).then(
        (response) => response.ok,
        () => false,
      );
      if (isReady) return;
      if (this.child.exitCode !== null) throw new Error('Parley did not start.');
      await delay(LOOK_EVERY_MS);
    }
  }
}

/** `BENCH_PROFILE` names a folder for CPU profiles of the server. */
function profiling() {
  const folder = process.env.BENCH_PROFILE;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
