import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { storedSecret } from '../../src/config/stored-secret.js';
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
  const askForLink = async (more: NodeJS.ProcessEnv = {}, exitCode = 0) => {
    const link = ServerProcess.run(['dist/src/cli/link.js'], { ...env, ...more });
    expect(await link.ended()).toBe(exitCode);
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

  it('is not made from the secret of another folder, nor from a new one', async () => {
    const home = mkdtempSync(join(tmpdir(), 'link-'));
    server = ServerProcess.run(['dist/src/main.js'], env);
    await server.address();
    const elsewhere = { DATABASE_URL: '', JWT_SECRET: '', DATA_DIR: home };

    const without = await askForLink(elsewhere, 1);
    const made = readdirSync(home);
    storedSecret(join(home, 'secrets'), 'jwt');
    const withAnother = await askForLink(elsewhere, 1);
    rmSync(home, { recursive: true });

    const sentence =
      'The link is made from a secret of the server: run this again with its environment or with its DATA_DIR.\n';
    expect([without, made, withAnother]).toEqual([sentence, [], sentence]);
  }, 60_000);

  it('needs the secret that was set for a database of its own, while Parley runs and when it does not', async () => {
    const home = mkdtempSync(join(tmpdir(), 'link-'));
    const own = { DATABASE_URL: '', DATA_DIR: home };
    server = ServerProcess.run(['dist/src/main.js'], { ...env, ...own });
    await server.address();
    const answers = async () => [await askForLink(own), await askForLink({ ...own, JWT_SECRET: '' }, 1)];

    const running = await answers();
    server.kill('SIGTERM');
    await server.ended();
    const stopped = await answers();
    rmSync(home, { recursive: true });

    for (const [link = '', refusal = ''] of [running, stopped]) {
      expect(tokenIn(link)).toBe(tokenIn(server.text));
      expect(refusal).toMatch(/^The link is made from a secret of the server: /);
    }
  }, 60_000);

  it('is that of a database of its own and the secret beside it', async () => {
    const home = mkdtempSync(join(tmpdir(), 'link-'));
    const own = { DATABASE_URL: '', JWT_SECRET: '', DATA_DIR: home };
    server = ServerProcess.run(['dist/src/main.js'], { ...env, ...own });
    await server.address();

    const running = await askForLink(own);
    server.kill('SIGTERM');
    await server.ended();
    const stopped = await askForLink(own);
    rmSync(home, { recursive: true });

    expect([running, stopped].map(tokenIn)).toEqual([tokenIn(server.text), tokenIn(server.text)]);
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
