// The one door to everything: `node scripts/parley.mjs <task>`. Runs under any Node from 20 on, before anything is
// installed; the tools and the server run under the Node that the project pins.
import { TaskFailed } from './run.mjs';
import { ensureInstalled } from './install.mjs';

const TASKS = {
  start: () => import('./serve.mjs').then(({ start }) => start),
  demo: () => import('./serve.mjs').then(({ demo }) => demo),
  link: () => import('./serve.mjs').then(({ link }) => link),
  'audit:verify': () => import('./serve.mjs').then(({ verifyAudit }) => verifyAudit),
  'search:rebuild': () => import('./serve.mjs').then(({ rebuildSearch }) => rebuildSearch),
  rescue: () => import('./serve.mjs').then(({ rescue }) => rescue),
  dev: () => import('./serve.mjs').then(({ dev }) => dev),
  build: () => import('./build.mjs').then(({ build }) => build),
  check: () => import('./check.mjs').then(({ check }) => check),
  format: () => import('./check.mjs').then(({ format }) => format),
  test: () => import('./test.mjs').then(({ testEverything }) => testEverything),
  'test:server': () => import('./test.mjs').then(({ testServer }) => testServer),
  'test:client': () => import('./test.mjs').then(({ testClient }) => testClient),
  'test:browser': () => import('./test.mjs').then(({ testBrowser }) => testBrowser),
  'test:consistency': () => import('./test.mjs').then(({ testConsistency }) => testConsistency),
  bench: () => import('./bench.mjs').then(({ bench }) => bench),
  'bench:client': () => import('./bench.mjs').then(({ benchClient }) => benchClient),
  emoji: () => import('./emoji.mjs').then(({ emoji }) => emoji),
  openapi: () => import('./generate.mjs').then(({ generate }) => generate),
  fonts: () => import('./fonts.mjs').then(({ fonts }) => fonts),
  icons: () => import('./icons.mjs').then(({ icons }) => icons),
};

const [task = 'start', ...words] = process.argv.slice(2);
try {
  if (!(task in TASKS)) throw new TaskFailed(`There is no task ${task}; there are ${Object.keys(TASKS).join(', ')}.`);
  await ensureInstalled();
  const run = await TASKS[task]();
  await run(words);
} catch (error) {
  if (!(error instanceof TaskFailed)) throw error;
  if (error.message) console.error(error.message);
  process.exitCode = 1;
}
