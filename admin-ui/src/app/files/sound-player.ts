import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { isolated } from '../core/isolated';
import { ScopedKeys } from '../core/key-scope';
import { locale } from '../core/words/language';
import { t } from '../core/words/words';
import { loudnessOf } from '../state/uploads/waveform';
import { Icon } from '../ui/icon';
import { clockText } from './clock-text';
import { SOUND_KEYS } from './file-keys';
import { FileWords } from './file-words';
import { PlayingSound } from './playing-sound';

/** In seconds: how far an arrow key goes. */
const STEP = 5;
/** Of the drawing: its height, and from one bar to the next. */
const [HEIGHT, PITCH] = [24, 4];
/** What is silent is a dot, not a gap. */
const LOWEST = 2;

/** Plays an audio file in its place: its waveform, where its sender made one, is what one moves in. */
@Component({
  selector: 'app-sound-player',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  templateUrl: './sound-player.html',
  styleUrl: './sound-player.css',
})
export class SoundPlayer {
  protected readonly t = t;
  protected readonly isolated = isolated;
  protected readonly clockText = clockText;
  protected readonly height = HEIGHT;
  readonly source = input.required<string>();
  readonly name = input.required<string>();
  readonly durationMs = input<number>();
  /** Its waveform. */
  readonly preview = input<string>();
  /** Where it is saved from; undefined while it is on its way. */
  readonly download = input<string>();
  readonly isTabStop = input(true);

  protected readonly playing = inject(PlayingSound);
  private readonly keys = inject(ScopedKeys);
  protected readonly hasWords = inject(FileWords).areThere;
  private readonly audio = viewChild.required<ElementRef<HTMLAudioElement>>('audio');
  protected readonly isPlaying = signal(false);
  protected readonly hasFailed = signal(false);
  /** In seconds. */
  protected readonly position = signal(0);
  protected readonly length = linkedSignal(() => (this.durationMs() ?? 0) / 1_000);
  /** From 0 to 1. */
  protected readonly played = computed(() => (this.length() > 0 ? Math.min(1, this.position() / this.length()) : 0));
  protected readonly speedText = computed(() => `${new Intl.NumberFormat(locale()).format(this.playing.speed())}×`);
  private readonly loudness = computed(() => loudnessOf(this.preview() ?? ''));
  protected readonly width = computed(() => this.loudness().length * PITCH);
  protected readonly bars = computed(() => this.loudness().map(barOf).join(''));

  constructor() {
    effect(() => {
      const [{ nativeElement: audio }, speed] = [this.audio(), this.playing.speed()];
      audio.defaultPlaybackRate = speed;
      audio.playbackRate = speed;
    });
    inject(DestroyRef).onDestroy(() => this.audio().nativeElement.pause());
  }

  protected async toggle(): Promise<void> {
    const audio = this.audio().nativeElement;
    if (!audio.paused) return audio.pause();
    if (this.hasFailed()) audio.load();
    this.hasFailed.set(false);
    try {
      await audio.play();
    } catch (error) {
      // Paused before it began, by whoever played another.
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.hasFailed.set(true);
    }
  }

  protected begin(): void {
    this.playing.begin(this.audio().nativeElement);
    this.isPlaying.set(true);
  }

  protected follow(): void {
    const { currentTime, ended } = this.audio().nativeElement;
    this.position.set(ended ? 0 : currentTime);
  }

  /** What the file says; recordings do not, until they were played to their end. */
  protected measure(): void {
    const { duration } = this.audio().nativeElement;
    if (this.durationMs() === undefined && Number.isFinite(duration)) this.length.set(duration);
  }

  protected seek(seconds: number): void {
    const to = Math.min(Math.max(seconds, 0), this.length());
    this.audio().nativeElement.currentTime = to;
    this.position.set(to);
  }

  /** Time runs from the left to the right in every language. */
  protected handleKey(event: KeyboardEvent): void {
    const isDone = this.keys.run(SOUND_KEYS, event, {
      back: () => this.seek(this.position() - STEP),
      on: () => this.seek(this.position() + STEP),
      beginning: () => this.seek(0),
      end: () => this.seek(this.length()),
    });
    if (isDone) event.stopPropagation();
  }
}

function barOf(loudness: number, at: number): string {
  const height = Math.max(LOWEST, loudness * HEIGHT);
  return `M${at * PITCH + PITCH / 2} ${(HEIGHT - height) / 2}v${height}`;
}
