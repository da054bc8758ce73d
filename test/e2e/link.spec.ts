import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Caller } from '../support/caller.js';
import { TestDatabase } from '../support/database.js';
import { ServerProcess } from '../support/server-process.js';

const ACCOUNT = { username: 'ana', email: 'ana@parley.example', password: 'correct-horse-battery' };

describe('the link that makes the first account', () => {
  let database: TestDatabase;
  let env: NodeJS.ProcessEnv;
  let server: ServerProcess | undefined;

  beforeEach(async () => {
    database = await TestDatabase.create();
    env = {
      PORT: String(await freePort()),
      DATABASE_URL: database.url,
      JWT_SECRET: 'x'.repeat(32),
      SETUP_TOKEN: '',
      LOG_LEVEL: 'warn',
    };
  });
  afterEach(async () => {
    server?.kill('SIGTERM');
    await server?.ended();
    await database.drop();
  });

  const tokenIn = (text: string) => /\/setup\?token=([\w-]{43})$/m.exec(text)?.[1];
  const askForLink = async (more: NodeJS.ProcessEnv = {}) => {
    const link = ServerProcess.run(['dist/src/cli/link.js'], { ...env, ...more });
    expect(await link.ended()).toBe(0);
    return link.text;
  };

  it('can be asked for again, while Parley runs and when it does not, until there is an account', async () => {
    const stopped = await askForLink();
    server = ServerProcess.run(['dist/src/main.js'], env);
    const url = await server.address();
    const running = await askForLink();

    expect([stopped, running].map(tokenIn)).toEqual([tokenIn(server.text), tokenIn(server.text)]);
    await new Caller(url).post('/setup', { token: tokenIn(running), ...ACCOUNT }).expect(201);
    expect(await askForLink()).toBe(`There are accounts already. Sign in at http://localhost:${env.PORT}\n`);
  }, 60_000);

  it('is not there before the first start', async () => {
    const home = mkdtempSync(join(tmpdir(), 'link-'));

    const said = await askForLink({ DATABASE_URL: '', JWT_SECRET: '', DATA_DIR: home });
    rmSync(home, { recursive: true });

    expect(said).toBe('Parley has not run here yet. Start it with npm start; it prints the link.\n');
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
