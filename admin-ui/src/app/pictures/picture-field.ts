import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { bytesText } from '../core/bytes-text';
import { problemOf } from '../core/problem';
import { Link } from '../core/realtime/link';
import { locale } from '../core/words/language';
import { t } from '../core/words/words';
import { FileDrop } from '../files/file-drop';
import { Avatar } from '../ui/avatar';
import { AppDialogs } from '../ui/dialogs';
import { Icon } from '../ui/icon';
import { PictureChange } from './picture-change';

const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'];
/** What is pasted there is text. */
const TEXT_FIELDS = 'input, textarea, [contenteditable]';

/** A picture that was chosen and is not saved. */
interface Chosen {
  readonly file: File;
  readonly url: string;
}

/**
 * The picture of me or of a group, to be changed: by a button, dropped or pasted, and looked at before it is saved. Needs the
 * words `files` and `pictures`.
 */
@Component({
  selector: 'app-picture-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, FileDrop, Icon],
  host: { '(document:paste)': 'paste($event)' },
  template: `
    <div class="field" appFileDrop #drop="appFileDrop" [class.over]="drop.isOver()" (dropped)="choose($event)">
      <app-avatar
        [id]="id()"
        [name]="name()"
        [kind]="conversationId() === undefined ? 'person' : 'group'"
        [picture]="chosen()?.url ?? picture()"
        [size]="size()"
      />
      <div class="grow">
        @if (chosen()) {
          <p class="hint" role="status">{{ progress() ?? t('picture.preview') }}</p>
          <div class="row">
            <button
              #use
              type="button"
              class="btn sm primary"
              [attr.aria-disabled]="isBusy() || isOffline() || null"
              (click)="save()"
            >
              {{ isBusy() ? t('action.saving') : t('picture.use') }}
            </button>
            <button type="button" class="btn sm" (click)="discard()">{{ t('action.cancel') }}</button>
          </div>
        } @else {
          <div class="row">
            <button
              #change
              type="button"
              class="btn sm line"
              [attr.aria-disabled]="isOffline() || null"
              [attr.aria-describedby]="problem() || done() ? null : hintId"
              (click)="ask(chooser)"
            >
              <app-icon name="picture" [size]="16" />{{ picture() ? t('picture.change') : t('picture.add') }}
            </button>
            @if (picture()) {
              <button
                type="button"
                class="btn sm"
                [attr.aria-disabled]="isBusy() || isOffline() || null"
                (click)="remove()"
              >
                {{ t('picture.remove') }}
              </button>
            }
          </div>
        }
        @if (problem(); as words) {
          <p class="hint bad" role="alert"><app-icon name="alert" [size]="16" />{{ words }}</p>
        } @else if (done(); as words) {
          <p class="hint ok" role="status"><app-icon name="check" [size]="16" />{{ words }}</p>
        } @else if (!chosen()) {
          <p class="hint" [id]="hintId">{{ isOffline() ? t('picture.offline') : t('picture.hint') }}</p>
        }
      </div>
      <input
        #chooser
        hidden
        type="file"
        [accept]="accepted"
        (change)="choose(chooser.files ?? []); chooser.value = ''"
      />
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .field {
      display: flex;
      align-items: center;
      gap: var(--space-16);
      border-radius: var(--mat-sys-corner-small);
      outline: 2px dashed transparent;
      outline-offset: 8px;
    }
    .field.over {
      outline-color: var(--mat-sys-primary);
    }
    .grow {
      display: grid;
      gap: var(--space-8);
      min-inline-size: 0;
    }
    .row {
      flex-wrap: wrap;
    }
  `,
})
export class PictureField {
  protected readonly t = t;
  protected readonly accepted = TYPES.join();
  /** Of me, or of the group. */
  readonly id = input.required<string>();
  readonly name = input.required<string>();
  readonly picture = input<string | null>();
  /** The group; undefined for my own. */
  readonly conversationId = input<string>();
  readonly size = input(64);

  private readonly changes = inject(PictureChange);
  private readonly dialogs = inject(AppDialogs);
  private readonly injector = inject(Injector);
  private readonly document = inject(DOCUMENT);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly useButton = viewChild<ElementRef<HTMLElement>>('use');
  private readonly changeButton = viewChild<ElementRef<HTMLElement>>('change');
  private request: AbortController | undefined;

  protected readonly isOffline = inject(Link).isDown;
  protected readonly hintId = `picture-hint-${++lastHint}`;
  protected readonly chosen = signal<Chosen | undefined>(undefined);
  protected readonly problem = signal<string | undefined>(undefined);
  protected readonly done = signal<string | undefined>(undefined);
  /** From 0 to 1; undefined while nothing is sent. */
  private readonly sent = signal<number | undefined>(undefined);
  protected readonly isBusy = computed(() => this.sent() !== undefined);
  protected readonly progress = computed(() => {
    const sent = this.sent();
    return sent === undefined || !this.chosen()
      ? undefined
      : t('picture.sending', { percent: new Intl.NumberFormat(locale(), { style: 'percent' }).format(sent) });
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.request?.abort();
      this.drop();
    });
  }

  protected ask(chooser: HTMLInputElement): void {
    if (!this.isOffline()) chooser.click();
  }

  /** Shows the picture as it would look; what cannot be one says so. */
  protected async choose(files: ArrayLike<File>): Promise<void> {
    const [file] = Array.from(files);
    if (!file || this.isBusy()) return;
    this.done.set(undefined);
    this.problem.set(await this.refusalOf(file));
    if (this.problem() !== undefined) return;
    this.drop();
    this.chosen.set({ file, url: URL.createObjectURL(file) });
    this.focus(this.useButton);
  }

  protected paste(event: ClipboardEvent): void {
    const { target, clipboardData } = event;
    const isText = target instanceof Element && target.closest(TEXT_FIELDS) !== null && !this.host.contains(target);
    const files = clipboardData?.files ?? [];
    if (isText || files.length === 0 || this.isCovered()) return;
    event.preventDefault();
    void this.choose(files);
  }

  protected async save(): Promise<void> {
    const chosen = this.chosen();
    if (!chosen || this.isBusy() || this.isOffline()) return;
    const request = (this.request = new AbortController());
    const isDone = await this.tried(async () => {
      await this.changes.set(this.conversationId(), chosen.file, (part) => this.sent.set(part), request.signal);
    }, request.signal);
    if (!isDone) return;
    this.done.set(t('picture.changed'));
    this.drop();
    this.focus(this.changeButton);
  }

  protected discard(): void {
    this.request?.abort();
    this.problem.set(undefined);
    this.drop();
    this.focus(this.changeButton);
  }

  protected async remove(): Promise<void> {
    if (this.isBusy() || this.isOffline()) return;
    const isMine = this.conversationId() === undefined;
    const text = isMine ? t('picture.removeText') : t('picture.removeGroupText');
    if (!(await this.dialogs.confirm({ title: t('picture.removeAsk'), text, yes: t('picture.remove') }))) return;
    const isDone = await this.tried(() => this.changes.remove(this.conversationId()));
    if (!isDone) return;
    this.done.set(t('picture.removed'));
    this.focus(this.changeButton);
  }

  /** Does it; what was wrong is said, and an end that was wanted is not wrong. */
  private async tried(work: () => Promise<void>, signal?: AbortSignal): Promise<boolean> {
    this.problem.set(undefined);
    this.done.set(undefined);
    this.sent.set(0);
    try {
      await work();
      return true;
    } catch (error) {
      if (!signal?.aborted) this.problem.set(reasonOf(error));
      return false;
    } finally {
      this.sent.set(undefined);
    }
  }

  private async refusalOf(file: File): Promise<string | undefined> {
    if (!TYPES.includes(file.type)) return t('problem.type_refused');
    if (file.size === 0) return t('problem.file_empty');
    const most = await this.changes.mostBytes();
    return file.size > most ? t('picture.tooLarge', { size: bytesText(most) }) : undefined;
  }

  /** A dialog is over it, which has nothing to do with pictures. */
  private isCovered(): boolean {
    const dialog = this.document.querySelector('[aria-modal="true"]');
    return dialog !== null && !dialog.contains(this.host);
  }

  private drop(): void {
    const { url } = this.chosen() ?? {};
    if (url !== undefined) URL.revokeObjectURL(url);
    this.chosen.set(undefined);
  }

  private focus(button: () => ElementRef<HTMLElement> | undefined): void {
    afterNextRender(() => button()?.nativeElement.focus(), { injector: this.injector });
  }
}

let lastHint = 0;

/** Files of messages are told to go into a ZIP instead, which helps nobody here. */
function reasonOf(error: unknown): string {
  const { code, detail } = problemOf(error);
  return code === 'picture_refused' ? t('picture.refused') : detail;
}
