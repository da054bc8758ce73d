import { summary } from './statistics.mjs';

/** What the samples say of a figure: medians with their spread, the ratio of each round, and whether it is as it should be. */
export function judge({ id, title, unit, rows }, samples, names) {
  return { id, title, unit, rows: rows.map((row) => judgeRow(row, samples, names)) };
}

function judgeRow({ label, measure, reference, target, unit }, samples, names = {}) {
  const own = samples.get(measure);
  const other = reference && samples.get(reference);
  const row = { label, ...(unit && { unit }), ...(target && { target }) };
  if (!own) return row;
  const measured = { ...row, value: summary(own) };
  if (!reference) return { ...measured, ...verdict(summary(own), target) };
  if (!other) return { ...measured, missing: names[reference] ?? reference };
  const ratio = summary(own.map((value, round) => value / other[round]));
  return {
    ...measured,
    reference: { label: names[reference] ?? reference, ...summary(other) },
    ratio,
    ...verdict(ratio, target),
  };
}

function verdict({ median }, target) {
  if (!target) return {};
  return { isMet: 'atLeast' in target ? median >= target.atLeast : median <= target.atMost };
}
