/** What browsers record that others can play: the first one that this one can. */
const FORMATS = ['audio/webm;codecs=opus', 'audio/mp4;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
/** Speech in opus needs no more. */
const BITS_PER_SECOND = 32_000;

/** Whether this browser can record at all. */
export const canRecord = typeof MediaRecorder !== 'undefined';

/** A recording that is under way; the microphone is in use until it is stopped or cancelled. */
export class Recording {
  private readonly chunks: Blob[] = [];
  private readonly recorder: MediaRecorder;
  private readonly context = new AudioContext();
  private readonly analyser = this.context.createAnalyser();
  private readonly samples = new Float32Array(this.analyser.fftSize);
  private readonly beganAt = performance.now();
  /** What was recorded, once it has ended: by `stop`, or because the microphone is gone. */
  readonly ended: Promise<Blob>;

  /** Asks for the microphone; rejects with a DOMException where there is none or it is refused. */
  static async begin(): Promise<Recording> {
    return new Recording(await navigator.mediaDevices.getUserMedia({ audio: true }));
  }

  private constructor(private readonly stream: MediaStream) {
    const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
    this.recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), audioBitsPerSecond: BITS_PER_SECOND });
    this.recorder.ondataavailable = ({ data }) => this.chunks.push(data);
    this.context.createMediaStreamSource(stream).connect(this.analyser);
    this.ended = new Promise((resolve) => {
      this.recorder.onstop = () => {
        this.release();
        resolve(new Blob(this.chunks, { type: this.recorder.mimeType.split(';', 1)[0] ?? '' }));
      };
    });
    this.recorder.start();
  }

  elapsedMs(): number {
    return performance.now() - this.beganAt;
  }

  /** How loud it is now, from 0 to 1. */
  level(): number {
    this.analyser.getFloatTimeDomainData(this.samples);
    const power = this.samples.reduce((sum, sample) => sum + sample * sample, 0) / this.samples.length;
    // Speech is far from as loud as could be: its root makes it visible.
    return Math.min(1, Math.sqrt(Math.sqrt(power)) * 1.5);
  }

  /** What was recorded comes as `ended`. */
  stop(): void {
    if (this.recorder.state !== 'inactive') this.recorder.stop();
  }

  /** Nothing of it is kept, and the microphone is free. */
  cancel(): void {
    this.recorder.onstop = null;
    this.stop();
    this.release();
  }

  private release(): void {
    for (const track of this.stream.getTracks()) track.stop();
    if (this.context.state !== 'closed') void this.context.close();
  }
}
