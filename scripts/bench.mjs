import { build } from './build.mjs';
import { runNode } from './run.mjs';

/** Measures Parley on this machine, as ratios to what the same machine does in the same minutes. */
export async function bench(words) {
  await build();
  await runNode(['test/bench/bench.mjs', ...words]);
}

/** Measures how soon the client shows what people do, in the browser of the tests. */
export function benchClient() {
  return bench(['client']);
}
