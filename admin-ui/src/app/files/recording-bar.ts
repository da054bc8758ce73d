import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  inject,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { ScopedKeys } from '../core/key-scope';
import { serverNow } from '../core/server-clock';
import { Words } from '../core/words/loading';
import { t } from '../core/words/words';
import { Icon } from '../ui/icon';
import { Toasts } from '../ui/toast.service';
import { clockText } from './clock-text';
import { RECORDING_KEYS } from './file-keys';
import { FileWords } from './file-words';
import { Recording } from './microphone';
import { PlayingSound } from './playing-sound';
import { voiceFileName } from './voice-file-name';

const LONGEST_MS = 10 * 60 * 1_000;
const TICK_MS = 100;
/** As much of the past as is shown of how loud it was. */
const LEVELS = 40;

/** Records for as long as it is shown, and stands where one would write; what is not stopped is not kept. */
@Component({
  selector: 'app-recording-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  templateUrl: './recording-bar.html',
  styleUrl: './recording-bar.css',
  host: { '(keydown)': 'handleKey($event)' },
})
export class RecordingBar {
  protected readonly t = t;
  protected readonly clockText = clockText;
  readonly recorded = output<File>();
  /** There is nothing: it was cancelled, or could not be recorded. */
  readonly cancelled = output<void>();

  private readonly toasts = inject(Toasts);
  private readonly keys = inject(ScopedKeys);
  private readonly words = inject(Words);
  protected readonly hasWords = inject(FileWords).areThere;
  private readonly cancelButton = viewChild<ElementRef<HTMLButtonElement>>('cancel');
  protected readonly recording = signal<Recording | undefined>(undefined);
  protected readonly elapsed = signal(0);
  /** The latest one last, from 0 to 1. */
  protected readonly levels = signal<readonly number[]>(new Array<number>(LEVELS).fill(0));
  private ticking?: ReturnType<typeof setInterval>;
  private isOver = false;

  constructor() {
    inject(PlayingSound).pause();
    afterNextRender(() => this.cancelButton()?.nativeElement.focus());
    inject(DestroyRef).onDestroy(() => {
      this.isOver = true;
      clearInterval(this.ticking);
      this.recording()?.cancel();
    });
    void this.begin();
  }

  protected stop(): void {
    this.recording()?.stop();
  }

  protected handleKey(event: KeyboardEvent): void {
    const isDone = this.keys.run(RECORDING_KEYS, event, { cancel: () => this.cancelled.emit() });
    if (isDone) event.stopPropagation();
  }

  private async begin(): Promise<void> {
    try {
      await this.words.load('files');
      const recording = await Recording.begin();
      if (this.isOver) return recording.cancel();
      this.recording.set(recording);
      this.ticking = setInterval(() => this.tick(recording), TICK_MS);
      const blob = await recording.ended;
      if (this.isOver) return;
      const name = voiceFileName((at) => t('voice.name', { at }), serverNow(), blob.type);
      this.recorded.emit(new File([blob], name, { type: blob.type }));
    } catch (error) {
      if (this.isOver) return;
      this.toasts.show({ text: this.reasonOf(error), kind: 'error' });
      this.cancelled.emit();
    }
  }

  private tick(recording: Recording): void {
    this.elapsed.set(recording.elapsedMs());
    this.levels.update((levels) => [...levels.slice(1), recording.level()]);
    if (this.elapsed() < LONGEST_MS) return;
    clearInterval(this.ticking);
    recording.stop();
    this.toasts.show({ text: t('voice.longest') });
  }

  private reasonOf(error: unknown): string {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'NotAllowedError') return t('voice.refused');
    return name === 'NotFoundError' ? t('voice.noMicrophone') : t('voice.unavailable');
  }
}
