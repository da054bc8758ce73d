import { buildServer } from './build.mjs';
import { lockProblems } from './check-lock.mjs';
import { wordProblems } from './check-words.mjs';
import { staleEmoji } from './emoji.mjs';
import { staleFonts } from './fonts.mjs';
import { staleFiles } from './generate.mjs';
import { staleIcons } from './icons.mjs';
import { captureNode, runNode, TaskFailed } from './run.mjs';

const AT_ONCE = 2;
const PRETTIER = [
  'node_modules/prettier/bin/prettier.cjs',
  '--log-level=warn',
  '--cache',
  '--cache-location=node_modules/.cache/prettier-check',
  '.',
];

const NGC = ['../node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js', '--noEmit', '-p'];

/** Everything that can be said of the code without running it. All of it runs; what failed is told at the end. */
export async function check() {
  await buildServer();
  const steps = [
    tool('lint', [
      'node_modules/eslint/bin/eslint.js',
      '.',
      '--max-warnings=-1',
      '--cache',
      '--cache-location',
      'node_modules/.cache/eslint/',
      '--cache-strategy=content',
    ]),
    tool('format', [...PRETTIER, '--check']),
    tool('types of the server and its tests', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json']),
    tool('types of the client', [...NGC, 'tsconfig.app.json'], { cwd: 'admin-ui' }),
    tool("types of the client's worker", [...NGC, 'tsconfig.worker.json'], { cwd: 'admin-ui' }),
    tool("types of the client's tests", [...NGC, 'tsconfig.spec.json'], { cwd: 'admin-ui' }),
    walls('walls between the parts of the server', ['src', 'migrations'], '.dependency-cruiser.cjs'),
    walls('walls between the parts of the client', ['admin-ui/src'], '.dependency-cruiser.client.cjs'),
    tool('dead code', ['node_modules/knip/bin/knip.js', '--no-progress']),
    { name: 'words', run: () => judged(wordProblems().join('\n')) },
    { name: 'lock file', run: () => judged(lockProblems().join('\n')) },
    { name: 'generated files', run: async () => judged(await staleFiles()) },
    { name: 'emoji', run: () => judged(staleEmoji()) },
    { name: 'fonts', run: async () => judged(await staleFonts()) },
    { name: 'icons', run: async () => judged(await staleIcons()) },
    tool('openapi.json by redocly', [
      'node_modules/@redocly/cli/bin/cli.js',
      'lint',
      'openapi.json',
      '--format=codeframe',
    ]),
    tool('openapi.json by spectral', [
      'node_modules/@stoplight/spectral-cli/dist/index.js',
      'lint',
      'openapi.json',
      '--fail-severity=error',
      '--quiet',
    ]),
    tool('asyncapi.yaml', ['scripts/check-asyncapi.mjs']),
  ];
  const failed = await runAll(steps);
  for (const { name, output } of failed) console.log(`\n── ${name}\n${output.trim()}`);
  if (failed.length > 0)
    throw new TaskFailed(
      `\n${failed.length} of ${steps.length} checks failed: ${failed.map(({ name }) => name).join(', ')}.`,
    );
}

/** Formats every file. */
export async function format() {
  await runNode([...PRETTIER, '--write']);
}

function tool(name, words, options) {
  return { name, run: () => captureNode(words, options) };
}

function walls(name, folders, config) {
  const cruise = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs';
  return tool(name, [cruise, ...folders, '--config', config, '--output-type', 'err']);
}

function judged(output) {
  return { ok: output === '', output };
}

/** A few at once, as there are cores; one line for each when it ends. Resolves with those that failed. */
async function runAll(steps) {
  const waiting = [...steps];
  const failed = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const start = Date.now();
      const { ok, output } = await step.run();
      console.log(`${ok ? '✓' : '✗'} ${step.name} ${((Date.now() - start) / 1000).toFixed(1)} s`);
      if (!ok) failed.push({ name: step.name, output });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failed;
}
