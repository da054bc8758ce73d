import { computed, inject, type Signal } from '@angular/core';
import { t } from '../core/words/words';
import { Uploads } from '../state/uploads/uploads';
import { Toasts } from '../ui/toast.service';

const MOST_FILES = 20;

/** Takes files in where a draft is written, however they come. */
export class FileIntake {
  /** Those that go with it, however far each is. */
  readonly files = computed(() => this.uploads.of(this.draftId()));
  /** Nothing can be sent while one is refused. */
  readonly hasFailed = computed(() => this.files().some(({ state }) => state.kind === 'failed'));
  readonly areUploaded = computed(() => this.files().every(({ state }) => state.kind === 'done'));

  readonly hasRoom = computed(() => this.files().length < MOST_FILES);

  constructor(
    private readonly draftId: Signal<string>,
    private readonly uploads: Uploads,
    private readonly toasts: Toasts,
  ) {}

  /** The rest of what does not fit is not taken. */
  add(files: readonly File[]): void {
    const room = MOST_FILES - this.files().length;
    if (files.length > room) this.toasts.show({ text: t('draft.tooManyFiles') });
    this.uploads.add(this.draftId(), files.slice(0, Math.max(room, 0)));
  }

  addChosen(chooser: HTMLInputElement): void {
    this.add([...(chooser.files ?? [])]);
    // So that the same file can be chosen again.
    chooser.value = '';
  }

  /** A picture that was copied; text with a picture of itself, as from a spreadsheet, stays text. False: it is text. */
  paste(event: ClipboardEvent): boolean {
    const { files, types } = event.clipboardData ?? {};
    if (!files?.length || types?.includes('text/plain')) return false;
    event.preventDefault();
    this.add([...files]);
    return true;
  }
}

/** For the draft of that id, in a component. */
export function fileIntake(draftId: Signal<string>): FileIntake {
  return new FileIntake(draftId, inject(Uploads), inject(Toasts));
}
