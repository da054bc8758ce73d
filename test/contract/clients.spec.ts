import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../support/test-app.js';

const run = promisify(execFile);
const MODULES = resolve('node_modules');

/** Generators of clients that people use, and how each is asked for one. */
const GENERATORS = {
  'openapi-typescript': ['openapi-typescript/bin/cli.js', 'openapi.json', '-o', 'openapi-typescript/schema.ts'],
  '@hey-api/openapi-ts': [
    '@hey-api/openapi-ts/bin/run.js',
    ...['-i', 'openapi.json', '-o', 'hey-api', '-c', '@hey-api/client-fetch', '--silent'],
  ],
  orval: ['orval/dist/bin/orval.mjs', '--input', 'openapi.json', '--output', 'orval/api.ts', '--client', 'fetch'],
  'swagger-typescript-api': [
    'swagger-typescript-api/dist/cli.mjs',
    ...['generate', '-p', 'openapi.json', '-o', 'swagger-typescript-api', '-n', 'api.ts', '--silent'],
  ],
} as const;

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    target: 'es2023',
    module: 'commonjs',
    moduleResolution: 'node10',
    ignoreDeprecations: '6.0',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
    skipLibCheck: true,
    rootDir: '.',
    outDir: 'out',
  },
  include: ['**/*.ts'],
  exclude: ['out'],
};

/** What an integration does first: sign in, send, list, catch up. */
const PROGRAM = `
import { client } from './hey-api/client.gen';
import { createConversation, listChanges, listMessages, login as signIn, sendMessage } from './hey-api';

export async function talk(baseUrl: string, login: string, password: string, userId: string, clientId: string) {
  client.setConfig({ baseUrl });
  const { data: session } = await signIn({ body: { login, password }, throwOnError: true });
  client.setConfig({ baseUrl, auth: () => session.accessToken });
  const { data: conversation } = await createConversation({ body: { kind: 'direct', userId }, throwOnError: true });
  const path = { conversationId: conversation.id };
  const { data: sent } = await sendMessage({ path, body: { clientId, body: 'Hello' }, throwOnError: true });
  const { data: page } = await listMessages({ path, throwOnError: true });
  const { data: changes } = await listChanges({ path, query: { afterRev: 0 }, throwOnError: true });
  // What was asked for with a time would be answered as scheduled.
  const seq = 'seq' in sent ? sent.seq : undefined;
  return { seq, listed: page.items.map(({ body }) => body), caughtUp: changes.lastRev };
}
`;

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await TestApp.start();
  folder = mkdtempSync(join(tmpdir(), 'parley-clients-'));
  copyFileSync('openapi.json', join(folder, 'openapi.json'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  writeFileSync(join(folder, 'program.ts'), PROGRAM);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await app.stop();
});

describe('clients that are generated from the document', () => {
  it('compile under strict, with all four generators, and talk to the server', async () => {
    const [ana, ben] = await app.people('ana', 'ben');
    for (const [script, ...words] of Object.values(GENERATORS)) {
      await run(process.execPath, [join(MODULES, script), ...words], { cwd: folder });
    }

    const compiled = await run(process.execPath, [join(MODULES, 'typescript/bin/tsc'), '-p', '.'], {
      cwd: folder,
    }).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? String(error) }));
    expect(compiled.stdout).toBe('');

    const values = [app.url, ana.username, ana.password, ben.id, '6f1c2a9e-8a55-4f0e-9a77-0d5b2f0d8c11'];
    const call = `require('./out/program.js').talk(...${JSON.stringify(values)}).then((said) => console.log(JSON.stringify(said)))`;
    const { stdout } = await run(process.execPath, ['-e', call], { cwd: folder });

    expect(JSON.parse(stdout)).toEqual({ seq: 1, listed: ['Hello'], caughtUp: 1 });
  });
});
