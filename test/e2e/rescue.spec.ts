import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setUpApp } from '../support/authenticator-app.js';
import { ServerProcess } from '../support/server-process.js';
import { TestApp } from '../support/test-app.js';

const NEW_PASSWORD = 'eight-herons-dance';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

/** What the command prints. */
const rescue = async (words: string[] = [], more: NodeJS.ProcessEnv = {}, exitCode = 0) => {
  const env = {
    DATABASE_URL: app.database.url,
    JWT_SECRET: 'x'.repeat(32),
    PUBLIC_URL: 'https://parley.example.org',
    ...more,
  };
  const run = ServerProcess.run(['dist/src/cli/rescue.js', ...words], env);
  expect(await run.ended()).toBe(exitCode);
  return run.text;
};
const tokenIn = (text: string) =>
  /^https:\/\/parley\.example\.org\/reset-password\?token=([\w-]{43})$/m.exec(text)?.[1];
const reset = (token: string | undefined) =>
  app.anonymous().post('/auth/password/reset', { token, newPassword: NEW_PASSWORD });

describe('an owner who is locked out', () => {
  it('chooses another password by a link of whoever has the machine, once, and it is on record', async () => {
    const text = await rescue();
    const token = tokenIn(text);

    expect(text).toMatch(/^A new password for root, within an hour and once:/);
    await reset(token).expect(204);
    await app.as(app.root).get('/users/me').expect(401);
    await app.signIn('root', NEW_PASSWORD);
    await reset(token).expect(404);
    const [entry] = await app.database.query(
      `select outcome, actor_id, user_agent from audit_log where action = 'owner.rescued' and target_id = $1`,
      [app.root.id],
    );
    expect(entry).toEqual({ outcome: 'success', actor_id: null, user_agent: 'npm run rescue' });
  });

  it('needs no second factor any more, and hears that it was taken off', async () => {
    const root = await app.signIn('root', NEW_PASSWORD);
    await setUpApp(app, root);
    const login = { login: 'root', password: NEW_PASSWORD };
    await app.anonymous().post('/auth/login', login).expect(401);

    await rescue();

    const back = await app.signIn('root', NEW_PASSWORD);
    const { items } = (await app.as(back).get('/users/me/security-notices').expect(200)).body;
    expect(items.map(({ kind }: { kind: string }) => kind)).toContain('factor_reset');
  });

  it('is named where there are several, and is an owner who was not deactivated', async () => {
    const again = await app.signIn('root', NEW_PASSWORD);
    for (const username of ['second', 'third'])
      await app
        .as(again)
        .post('/admin/users', {
          username,
          email: `${username}@parley.example`,
          password: NEW_PASSWORD,
          isSuperuser: true,
        })
        .expect(201);
    await app
      .as(again)
      .post('/admin/users', { username: 'nora', email: 'nora@parley.example', password: NEW_PASSWORD });
    const { body } = await app.as(again).get('/admin/users?search=third').expect(200);
    await app.as(again).patch(`/admin/users/${body.items[0].id}`, { isActive: false }).expect(200);

    expect(await rescue([], {}, 1)).toBe(
      'Say for which owner: npm run rescue -- <username>. There are root, second.\n',
    );
    expect(tokenIn(await rescue(['Second']))).toBeDefined();
    expect(await rescue(['nora'], {}, 1)).toBe('There is no such owner. There are root, second.\n');
    expect(await rescue(['third'], {}, 1)).toBe('third was deactivated. Rescue another owner: root, second.\n');
  });

  it('is helped by the folder of the data as well, while Parley runs there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-rescue-'));
    const env = { DATABASE_URL: '', JWT_SECRET: '', DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'warn' };
    expect(await rescue([], env, 1)).toBe('Parley has not run here yet. Start it with npm start.\n');
    const server = ServerProcess.run(['dist/src/main.js'], env);
    await server.address();

    expect(await rescue([], env, 1)).toBe('There is no owner yet: npm run link.\n');

    server.kill('SIGTERM');
    await server.ended();
    rmSync(folder, { recursive: true, force: true });
  });
});
