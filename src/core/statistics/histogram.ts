/** How often something took up to `le` milliseconds, and longer than the bucket below. */
export interface Bucket {
  readonly le: number;
  readonly count: number;
}

/** The histograms of several nodes or moments as one; their buckets may differ. */
export function merged(histograms: Iterable<readonly Bucket[]>): Bucket[] {
  const counts = new Map<number, number>();
  for (const buckets of histograms) {
    for (const { le, count } of buckets) counts.set(le, (counts.get(le) ?? 0) + count);
  }
  return [...counts].map(([le, count]) => ({ le, count })).toSorted((a, b) => a.le - b.le);
}

/** How often it was measured. */
export function timesOf(buckets: readonly Bucket[]): number {
  return buckets.reduce((sum, { count }) => sum + count, 0);
}

/**
 * How many milliseconds that share of all took at most; null where nothing was measured. Inside a bucket they are taken to be
 * spread evenly, and what is beyond the last bound counts as that bound. `bounds` are all of them, in order: an empty bucket
 * has no row, and the one above it would seem to begin too low.
 */
export function percentile(buckets: readonly Bucket[], share: number, bounds: readonly number[]): number | null {
  const sorted = merged([buckets]);
  const all = timesOf(sorted);
  if (all === 0) return null;
  const wanted = all * share;
  let below = 0;
  for (const { le, count } of sorted) {
    const from = bounds.findLast((bound) => bound < le) ?? 0;
    if (below + count >= wanted) return Number.isFinite(le) ? from + ((le - from) * (wanted - below)) / count : from;
    below += count;
  }
  return bounds.at(-1) ?? null;
}
