import { buildServer } from './build.mjs';
import { runNode } from './run.mjs';

/** Measures the send path on this machine, as ratios to what the same PostgreSQL does in the same minutes. */
export async function bench(words) {
  await buildServer();
  await runNode(['test/bench/bench.mjs', ...words]);
}
