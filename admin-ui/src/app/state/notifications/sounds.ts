/** What can be heard of a new message. Made here, so that there is no file to load. */
export const SOUNDS = ['chime', 'drop', 'knock'] as const;
export type Sound = (typeof SOUNDS)[number];

/** How long a browser may take to let a page be heard. It does not before somebody has touched the page. */
const PERMISSION_MS = 300;

interface Tone {
  readonly shape: OscillatorType;
  /** In hertz: at its beginning, and at its end. */
  readonly pitch: readonly [number, number];
  /** In seconds, from the first tone on. */
  readonly at: number;
  readonly length: number;
  /** 1 is as loud as it gets. */
  readonly loudness: number;
}

const TONES: Readonly<Record<Sound, readonly Tone[]>> = {
  chime: [
    { shape: 'sine', pitch: [880, 880], at: 0, length: 0.5, loudness: 0.22 },
    { shape: 'sine', pitch: [1_318.5, 1_318.5], at: 0.12, length: 0.7, loudness: 0.18 },
  ],
  drop: [{ shape: 'sine', pitch: [420, 960], at: 0, length: 0.16, loudness: 0.3 }],
  knock: [
    { shape: 'triangle', pitch: [220, 110], at: 0, length: 0.09, loudness: 0.5 },
    { shape: 'triangle', pitch: [200, 100], at: 0.14, length: 0.09, loudness: 0.4 },
  ],
};

let shared: AudioContext | undefined;

/** Plays it once; silent where the browser does not allow it yet, and then not later either. */
export async function playSound(sound: Sound): Promise<void> {
  const context = (shared ??= new AudioContext());
  await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, PERMISSION_MS))]);
  if (context.state !== 'running') return;
  for (const tone of TONES[sound]) playTone(context, tone);
}

/** It begins without a click and fades away, as a struck thing does. */
function playTone(context: AudioContext, { shape, pitch: [from, to], at, length, loudness }: Tone): void {
  const [tone, volume] = [context.createOscillator(), context.createGain()];
  const [begin, end] = [context.currentTime + at, context.currentTime + at + length];
  tone.type = shape;
  tone.frequency.setValueAtTime(from, begin);
  tone.frequency.exponentialRampToValueAtTime(to, end);
  volume.gain.setValueAtTime(0.001, begin);
  volume.gain.exponentialRampToValueAtTime(loudness, begin + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.001, end);
  tone.connect(volume).connect(context.destination);
  tone.start(begin);
  tone.stop(end);
}
