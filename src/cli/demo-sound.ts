/** A recording of the demonstration, with what its uploader would say of it. */
export interface DemoSound {
  /** A WAV file. */
  readonly bytes: Buffer;
  readonly durationMs: number;
  /** A byte for each loudness, in base64. */
  readonly waveform: string;
}

/** In hertz; one channel, two bytes for each sample. */
const RATE = 8_000;
const HEADER_BYTES = 44;
const SECONDS = 7;
const LOUDEST = 32_767;
/** As many as the client makes of what it records. */
const BARS = 64;

/** A fan with a worn bearing, which is stopped, and the same one with a new bearing. */
export function fanSound(): DemoSound {
  const samples = Int16Array.from({ length: SECONDS * RATE }, (_, at) => Math.round(fanAt(at / RATE) * LOUDEST));
  return { bytes: wav(samples), durationMs: SECONDS * 1_000, waveform: waveformOf(samples) };
}

/** From -1 to 1. */
function fanAt(seconds: number): number {
  const hum = (pitch: number): number =>
    [1, 2, 3, 5].reduce((sum, part) => sum + Math.sin(2 * Math.PI * pitch * part * seconds) / part, 0) / 2;
  const rattle = 0.6 + 0.4 * Math.sin(2 * Math.PI * 7 * seconds);
  const worn = 0.8 * swell(seconds, 0.3, 3) * rattle * hum(92);
  return worn + 0.25 * swell(seconds, 4, 6.8) * hum(118);
}

/** How much of it is heard, from 0 to 1: it comes and goes within half a second. */
function swell(seconds: number, from: number, to: number): number {
  return Math.max(0, Math.min(1, 2 * (seconds - from), 2 * (to - seconds)));
}

function wav(samples: Int16Array): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.write('RIFF', 0);
  head.writeUInt32LE(HEADER_BYTES - 8 + samples.byteLength, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  // Samples as they are, in one channel.
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * samples.BYTES_PER_ELEMENT, 28);
  head.writeUInt16LE(samples.BYTES_PER_ELEMENT, 32);
  head.writeUInt16LE(8 * samples.BYTES_PER_ELEMENT, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.byteLength, 40);
  const body = Buffer.alloc(samples.byteLength);
  samples.forEach((sample, at) => body.writeInt16LE(sample, at * samples.BYTES_PER_ELEMENT));
  return Buffer.concat([head, body]);
}

function waveformOf(samples: Int16Array): string {
  const size = samples.length / BARS;
  const peaks = Array.from({ length: BARS }, (_, bar) =>
    samples.subarray(bar * size, (bar + 1) * size).reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0),
  );
  const loudest = Math.max(...peaks);
  return Buffer.from(peaks.map((peak) => Math.round((peak / loudest) * 255))).toString('base64');
}
