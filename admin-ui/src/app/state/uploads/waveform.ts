/** As many as a message has room for. */
const BARS = 64;
const LOUDEST = 255;

/** How loud it is from its beginning to its end, the loudest part as 255: one byte for each of 64 parts, in base64. */
export function waveformOf(samples: Float32Array): string {
  const peaks = Array.from({ length: BARS }, (_, bar) => peakOf(samples, bar));
  const loudest = Math.max(...peaks);
  return btoa(peaks.map((peak) => String.fromCharCode(Math.round((peak / (loudest || 1)) * LOUDEST))).join(''));
}

/** The same to be drawn, from 0 to 1; empty where it is none. */
export function loudnessOf(waveform: string): readonly number[] {
  try {
    return Array.from(atob(waveform), (sign) => sign.charCodeAt(0) / LOUDEST);
  } catch {
    return [];
  }
}

function peakOf(samples: Float32Array, bar: number): number {
  const end = Math.floor(((bar + 1) * samples.length) / BARS);
  let peak = 0;
  for (let at = Math.floor((bar * samples.length) / BARS); at < end; at++)
    peak = Math.max(peak, Math.abs(samples[at] ?? 0));
  return peak;
}
