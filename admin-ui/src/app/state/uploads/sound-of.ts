import { waveformOf } from './waveform';

/** How long an audio file is, and its waveform. */
interface Sound {
  readonly durationMs: number;
  readonly preview: string;
}

/** More is heard, but not decoded just to be drawn. */
const MOST_BYTES = 10 * 1024 * 1024;
/** In hertz: enough to see how loud it is, and small in memory also for ten minutes. */
const SAMPLE_RATE = 8_000;

/** Of an audio file that this browser can decode; undefined for any other. */
export async function soundOf(file: Blob): Promise<Sound | undefined> {
  if (file.size > MOST_BYTES) return undefined;
  try {
    const context = new OfflineAudioContext(1, 1, SAMPLE_RATE);
    const decoded = await context.decodeAudioData(await file.arrayBuffer());
    const durationMs = Math.round(decoded.duration * 1_000);
    return durationMs > 0 ? { durationMs, preview: waveformOf(decoded.getChannelData(0)) } : undefined;
  } catch {
    return undefined;
  }
}
