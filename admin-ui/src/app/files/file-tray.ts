import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { bytesText } from '../core/bytes-text';
import { isolated } from '../core/isolated';
import { locale } from '../core/words/language';
import { t } from '../core/words/words';
import type { Upload } from '../state/uploads/outgoing-file';
import { Uploads } from '../state/uploads/uploads';
import { Icon } from '../ui/icon';
import { FileWords } from './file-words';
import { kindOf } from './shown-file';
import { SoundPlayer } from './sound-player';

const MOST_CHARACTERS = 1_000;

/** The files that go with what is being written: how far each is, and what can be done with it. */
@Component({
  selector: 'app-file-tray',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, SoundPlayer],
  templateUrl: './file-tray.html',
  styleUrl: './file-tray.css',
})
export class FileTray {
  protected readonly t = t;
  protected readonly isolated = isolated;
  protected readonly mostCharacters = MOST_CHARACTERS;
  /** Of the conversation, or of the new message. */
  readonly draftId = input.required<string>();

  protected readonly uploads = inject(Uploads);
  protected readonly hasWords = inject(FileWords).areThere;
  protected readonly files = computed(() => this.uploads.of(this.draftId()));
  /** Which picture is being described. */
  private readonly describedId = signal<string | undefined>(undefined);
  protected readonly described = computed(() => this.files().find(({ id }) => id === this.describedId()));

  /** It can be listened to before it is sent. */
  protected isHeard(file: Upload): boolean {
    return kindOf(file) === 'audio';
  }

  protected partOf({ state, size }: Upload): number {
    if (state.kind === 'done') return 1;
    return state.kind === 'uploading' ? state.sent / size : 0;
  }

  protected stateText({ state, size }: Upload): string {
    switch (state.kind) {
      case 'waiting':
        return t('files.waiting');
      case 'failed':
        return state.reason;
      case 'done':
        return bytesText(size);
      case 'uploading': {
        const percent = new Intl.NumberFormat(locale(), { style: 'percent' }).format(state.sent / size);
        return t('files.progress', { percent, speed: bytesText(state.bytesPerSecond) });
      }
    }
  }

  protected toggleDescription({ id }: Upload): void {
    this.describedId.update((described) => (described === id ? undefined : id));
  }
}
