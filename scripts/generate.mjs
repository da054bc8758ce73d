import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { buildServer } from './build.mjs';
import { captureNode, TaskFailed, telling } from './run.mjs';

const COMMITTED = {
  openapi: 'openapi.json',
  asyncapi: 'asyncapi.yaml',
  settings: 'docs/settings.md',
  client: 'admin-ui/src/app/api',
};
const CACHE = 'node_modules/.cache/parley';

/** Writes what is made from the server's code: its API documents, the page of settings and the client's half of the API. */
export async function generate() {
  await buildServer();
  mkdirSync('docs', { recursive: true });
  const failure = await telling('Writing openapi.json, asyncapi.yaml, docs/settings.md and the API client', () =>
    write(COMMITTED),
  );
  if (failure) throw new TaskFailed(failure);
}

/** What of it is not as the code says; empty when all is current. */
export async function staleFiles() {
  const folder = `${CACHE}/generated`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const fresh = {
    openapi: `${folder}/openapi.json`,
    asyncapi: `${folder}/asyncapi.yaml`,
    settings: `${folder}/settings.md`,
    client: `${folder}/api`,
  };
  const failure = await write(fresh);
  if (failure) return failure;
  const stale = Object.keys(COMMITTED).flatMap((name) => differences(COMMITTED[name], fresh[name]));
  return stale.map((file) => `${file} is not what the code says; run npm run openapi.`).join('\n');
}

async function write({ openapi, asyncapi, settings, client }) {
  mkdirSync(CACHE, { recursive: true });
  const [frames, both] = [`${CACHE}/asyncapi.json`, `${CACHE}/client-api.json`];
  const described = await captureNode(['dist/src/openapi.js', openapi, frames, settings]);
  if (!described.ok) return described.output;
  writeFileSync(asyncapi, stringify(readJson(frames), { aliasDuplicateObjects: false, lineWidth: 110 }));
  writeFileSync(both, JSON.stringify(withFrames(readJson(openapi), readJson(frames))));
  const steps = [
    // The cache is ignored, so what goes there is named to Prettier without the ignore file.
    [
      [
        'node_modules/prettier/bin/prettier.cjs',
        '--with-node-modules',
        '--log-level=warn',
        '--ignore-path=.gitattributes',
        '--write',
        openapi,
        asyncapi,
        settings,
      ],
    ],
    [
      ['../node_modules/ng-openapi-gen/lib/index.js', '--input', join('..', both), '--output', join('..', client)],
      { cwd: 'admin-ui' },
    ],
  ];
  for (const [words, options] of steps) {
    const { ok, output } = await captureNode(words, options);
    if (!ok) return output;
  }
  return '';
}

/** The HTTP API with the frames among its schemas, and all that either side may send: what the client's types are made from. */
function withFrames(api, { components: { messages, schemas }, operations }) {
  const oneOf = (operation) => ({
    oneOf: operation.messages.map(({ $ref }) => messages[$ref.split('/').at(-1)].payload),
  });
  const unions = { ClientFrame: oneOf(operations.ask), ServerFrame: oneOf(operations.tell) };
  return { ...api, components: { ...api.components, schemas: { ...api.components.schemas, ...schemas, ...unions } } };
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function differences(committed, fresh) {
  if (!existsSync(committed)) return [committed];
  if (statSync(fresh).isFile()) return readFileSync(committed).equals(readFileSync(fresh)) ? [] : [committed];
  const names = new Set([...readdirSync(committed), ...readdirSync(fresh)]);
  return [...names].flatMap((name) =>
    existsSync(join(fresh, name)) ? differences(join(committed, name), join(fresh, name)) : [join(committed, name)],
  );
}
