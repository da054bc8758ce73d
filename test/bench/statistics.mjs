/** The value below which a share of them lies, the nearest that was seen. */
export function percentile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Median, lowest and highest. */
export function summary(values) {
  return { median: middle(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}
