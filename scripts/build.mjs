import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { regroupChunks, STOOD_IN_FOR } from './client-chunks.mjs';
import { precompress } from './precompress.mjs';
import { captureNode, TaskFailed, telling } from './run.mjs';

const STAMPS = 'node_modules/.cache/parley';
const NG = 'node_modules/@angular/cli/bin/ng.js';
const LIST_FILES = 'node_modules/@angular/service-worker/ngsw-config.js';
const GENERATED_INSIDE = /(^|\/)(node_modules|dist|\.angular)$/;

/** Builds the server and the client, as far as their sources changed. */
export async function build() {
  await buildServer();
  await buildClient();
}

/** `dist/`, from the server's sources. */
export async function buildServer() {
  const sources = ['src', 'migrations', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'];
  await unlessBuilt('server', sources, 'dist/src/main.js', () =>
    quietly('Building the server', ['node_modules/@nestjs/cli/bin/nest.js', 'build']),
  );
}

/** `admin-ui/dist/`, from the client's sources, compressed as the server sends it. */
export async function buildClient() {
  const sources = ['admin-ui', 'src/core/markdown', 'scripts/build.mjs', 'scripts/client-chunks.mjs'];
  await unlessBuilt('client', sources, 'admin-ui/dist/index.html', async () => {
    const leftOut = STOOD_IN_FOR.flatMap((name) => ['--external-dependencies', name]);
    await quietly('Building the web client', [`../${NG}`, 'build', '--stats-json', ...leftOut], {
      cwd: 'admin-ui',
      // It would merge chunks, of which is known here who needs them.
      env: { NG_BUILD_OPTIMIZE_CHUNKS: 'false' },
    });
    await regroupChunks('admin-ui/dist');
    await quietly('Listing the files for the service worker', [
      LIST_FILES,
      'admin-ui/dist',
      'admin-ui/ngsw-config.json',
    ]);
    await precompress('admin-ui/dist');
  });
}

/** Skips what was built from the very same sources and packages. */
async function unlessBuilt(name, sources, output, work) {
  const stamp = join(STAMPS, name);
  const wanted = fingerprint([...sources, 'package-lock.json']);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, wanted);
}

async function quietly(what, words, options) {
  const { ok, output } = await telling(what, () => captureNode(words, options));
  if (ok) return;
  process.stdout.write(output);
  throw new TaskFailed(`${what} failed.`);
}

function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesOf)) hash.update(`${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

function filesOf(path) {
  if (statSync(path).isFile()) return [path];
  if (GENERATED_INSIDE.test(path)) return [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(`${path}/${name}`));
}
