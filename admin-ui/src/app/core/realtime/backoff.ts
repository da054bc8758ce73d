const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next try: doubles from 1 s to 30 s, then takes a random part of the upper half, so that
 * a thousand clients that lost the same server do not come back in the same moment.
 */
export function backoffDelay(failedTries: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failedTries - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
