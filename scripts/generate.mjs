import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildServer } from './build.mjs';
import { captureNode, TaskFailed, telling } from './run.mjs';

const COMMITTED = { openapi: 'openapi.json', settings: 'docs/settings.md', client: 'admin-ui/src/app/api' };

/** Writes what is made from the server's code: its API document, the page of settings and the client's half of the API. */
export async function generate() {
  await buildServer();
  mkdirSync('docs', { recursive: true });
  const failure = await telling('Writing openapi.json, docs/settings.md and the API client', () => write(COMMITTED));
  if (failure) throw new TaskFailed(failure);
}

/** What of it is not as the code says; empty when all is current. */
export async function staleFiles() {
  const folder = 'node_modules/.cache/parley/generated';
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const fresh = { openapi: `${folder}/openapi.json`, settings: `${folder}/settings.md`, client: `${folder}/api` };
  const failure = await write(fresh);
  if (failure) return failure;
  const stale = Object.keys(COMMITTED).flatMap((name) => differences(COMMITTED[name], fresh[name]));
  return stale.map((file) => `${file} is not what the code says; run npm run openapi.`).join('\n');
}

async function write({ openapi, settings, client }) {
  const steps = [
    [['dist/src/openapi.js', openapi, settings]],
    // The cache is ignored, so what goes there is named to Prettier without the ignore file.
    [
      [
        'node_modules/prettier/bin/prettier.cjs',
        '--with-node-modules',
        '--log-level=warn',
        '--ignore-path=.gitattributes',
        '--write',
        openapi,
        settings,
      ],
    ],
    [
      ['../node_modules/ng-openapi-gen/lib/index.js', '--input', join('..', openapi), '--output', join('..', client)],
      { cwd: 'admin-ui' },
    ],
  ];
  for (const [words, options] of steps) {
    const { ok, output } = await captureNode(words, options);
    if (!ok) return output;
  }
  return '';
}

function differences(committed, fresh) {
  if (!existsSync(committed)) return [committed];
  if (statSync(fresh).isFile()) return readFileSync(committed).equals(readFileSync(fresh)) ? [] : [committed];
  const names = new Set([...readdirSync(committed), ...readdirSync(fresh)]);
  return [...names].flatMap((name) =>
    existsSync(join(fresh, name)) ? differences(join(committed, name), join(fresh, name)) : [join(committed, name)],
  );
}
