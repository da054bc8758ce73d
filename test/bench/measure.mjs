/**
 * Runs the workloads of a group in turn, round after round, so that a noisy minute disturbs all alike. Answers the
 * samples of each measure, one for each round; what could not be measured has none.
 */
export async function measure(group, { rounds, seconds, tell }) {
  tell(`${group.name}: getting ready`);
  const { workloads, close, isOnce } = await group.prepare({ seconds, tell: (what) => tell(`${group.name}: ${what}`) });
  const samples = new Map();
  const count = isOnce ? 1 : rounds;
  for (let round = 1; round <= count; round++) {
    for (const [name, run] of Object.entries(workloads)) {
      tell(`${group.name}: ${name} (round ${round} of ${count})`);
      for (const [measured, value] of Object.entries(await run())) note(samples, measured, value);
    }
  }
  await close();
  return samples;
}

function note(samples, name, value) {
  if (value === undefined || Number.isNaN(value)) return;
  samples.set(name, [...(samples.get(name) ?? []), value]);
}
