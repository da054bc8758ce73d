import { statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { build, buildServer } from './build.mjs';
import { ended, isStopping, runNode, startNode } from './run.mjs';

const MAIN = 'dist/src/main.js';

/** Builds what is stale and runs Parley until it is stopped. */
export async function start(words) {
  await build();
  await serve([MAIN, ...words]);
}

/** The same with the small company of the demonstration, in a data folder of its own. */
export async function demo(words) {
  await build();
  await serve(['dist/src/cli/demo.js', ...words]);
}

/** Prints the link that makes the first account. */
export async function link() {
  await buildServer();
  await runNode(['dist/src/cli/link.js']);
}

/** Says whether anybody changed the audit log; with the place and the hash of a head that was kept, also whether it is in it. */
export async function verifyAudit(words) {
  await buildServer();
  await runNode(['dist/src/cli/audit-verify.js', ...words]);
}

/** Makes the index of the search anew, also while Parley runs, and says how far it is. */
export async function rebuildSearch() {
  await buildServer();
  await runNode(['dist/src/cli/search-rebuild.js']);
}

/** A link to another password for an owner who is locked out. */
export async function rescue(words) {
  await buildServer();
  await runNode(['dist/src/cli/rescue.js', ...words]);
}

/** Rebuilds and restarts both halves whenever a source changes. The client's address is http://localhost:4200. */
export async function dev() {
  const begin = Date.now();
  const compiler = startNode(['node_modules/@nestjs/cli/bin/nest.js', 'build', '--watch', '--preserveWatchOutput']);
  // Angular would listen on PORT too, which is the server's; its proxy has to know it all the same.
  const env = { PORT: undefined, SERVER_PORT: process.env.PORT };
  const client = startNode(['../node_modules/@angular/cli/bin/ng.js', 'serve'], { cwd: 'admin-ui', env });
  await Promise.race([compiledSince(begin), ended(compiler)]);
  const server = startNode(['--watch', '--watch-preserve-output', MAIN]);
  const halves = [compiler, client, server];
  const ends = halves.map(ended);
  // When one ends, the others are of no use.
  process.exitCode = await Promise.race(ends);
  for (const half of halves) half.kill('SIGTERM');
  await Promise.all(ends);
}

async function compiledSince(begin) {
  while (!((statSync(MAIN, { throwIfNoEntry: false })?.mtimeMs ?? 0) > begin)) await delay(200);
}

/** Exit codes of the server: 0 was told to stop, 1 cannot start and said why. Any other end is a crash. */
const MEANT = [0, 1];
const [FIRST_RESTART_AFTER, LATER_RESTARTS_AFTER] = [1_000, 60_000];
/** One that ran so long crashed for the first time. */
const RAN_WELL = 60_000;

/** Runs the server until it is stopped, and starts it again when it crashes, more slowly each time. */
export async function serve(words, { firstRestartAfter = FIRST_RESTART_AFTER } = {}) {
  for (let wait = firstRestartAfter; ; wait = Math.min(wait * 2, LATER_RESTARTS_AFTER)) {
    const begin = performance.now();
    // The channel tells the server when this process dies, however it dies, so that it stops too.
    const code = await exitCode(startNode(words, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }));
    if (MEANT.includes(code) || isStopping()) {
      process.exitCode = code ?? 1;
      return;
    }
    if (performance.now() - begin > RAN_WELL) wait = firstRestartAfter;
    console.error(`Parley ended by itself and is started again in ${wait / 1000} s.`);
    await delay(wait);
  }
}

/** Null when a signal ended it, as when the system is short of memory. */
function exitCode(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}
