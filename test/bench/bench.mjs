// `npm run bench [-- group …]`: how fast Parley is, as ratios to what the same machine does in the same minutes.
// See docs/performance.md.
import { Logger } from '@nestjs/common';
import { Ground } from './ground/ground.mjs';
import { Helper } from './ground/helper.mjs';
import { groups } from './groups.mjs';
import { judge } from './judge.mjs';
import { measure } from './measure.mjs';
import { printGroup, tell } from './report/print.mjs';
import { record } from './report/record.mjs';

const ROUNDS = 5;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);

const words = process.argv.slice(2);
const unknown = words.filter((word) => !groups.some(({ name }) => name === word));
if (unknown.length > 0) {
  console.error(
    `There is no group ${unknown.join(', ')}. The groups are ${groups.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(1);
}

Logger.overrideLogger(['error', 'warn']);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void clearAway().then(() => process.exit(1)));
try {
  for (const group of groups.filter(({ name }) => words.length === 0 || words.includes(name))) {
    const rounds = Number(process.env.BENCH_ROUNDS ?? group.rounds ?? ROUNDS);
    const seconds = group.countsActs ? undefined : SECONDS;
    const samples = await measure(group, { rounds, seconds, tell });
    const judged = group.figures.map((figure) => judge(figure, samples, group.measures));
    printGroup(group.name, judged, samples.get('load'));
    await record(judged, { group: group.name, rounds, seconds, load: samples.get('load') });
  }
} finally {
  await clearAway();
}

async function clearAway() {
  for (const ground of Ground.open) await ground.close();
  for (const helper of Helper.running) await helper.stop();
}
