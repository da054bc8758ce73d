import { build, buildClient, buildServer } from './build.mjs';
import { captureNode, runNode, TaskFailed, telling } from './run.mjs';

/** Everything, in the order in which it fails soonest; stops at the first failure. */
export async function testEverything() {
  await build();
  await testTypes();
  await testServer([]);
  await testClient([]);
  await testBrowser([]);
}

async function testTypes() {
  const { ok, output } = await telling('Checking types', () =>
    captureNode(['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json']),
  );
  if (ok) return;
  process.stdout.write(output);
  throw new TaskFailed('The types do not fit.');
}

/** Jest: units, and the server over HTTP and sockets on a real PostgreSQL. */
export async function testServer(words) {
  await buildServer();
  // NestJS is made of ES modules, which Jest loads only so.
  const flags = [
    ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    '--import=./test/support/leave-at-once.mjs',
  ];
  await runNode([...flags, 'node_modules/jest/bin/jest.js', ...words]);
}

/** The history checker at length: a quarter of an hour on one node and as long on three, or CONSISTENCY_SECONDS. */
export async function testConsistency(words) {
  process.env.CONSISTENCY_SECONDS ??= '900';
  await testServer(['test/consistency/histories', ...words]);
}

/** Vitest: the client without a server. */
export async function testClient(words) {
  await runNode(['../node_modules/@angular/cli/bin/ng.js', 'test', '--watch=false', ...words], { cwd: 'admin-ui' });
}

/** Playwright: the whole in a browser. */
export async function testBrowser(words) {
  await buildServer();
  await buildClient();
  await runNode(['node_modules/@playwright/test/cli.js', 'test', ...words]);
}
