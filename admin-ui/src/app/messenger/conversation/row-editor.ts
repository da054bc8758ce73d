import { CdkTextareaAutosize } from '@angular/cdk/text-field';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { hasVisibleText } from '../../../../../src/core/http/text.js';
import { Api } from '../../api/api';
import { editMessage } from '../../api/fn/messages/edit-message';
import { getMessage } from '../../api/fn/messages/get-message';
import type { MessageDto } from '../../api/models/message-dto';
import { ScopedKeys } from '../../core/key-scope';
import { problemOf } from '../../core/problem';
import { SendKey } from '../../core/send-key';
import { FieldValue } from '../../ui/field-value';
import { Confirmed } from '../../state/confirmed';
import { messageEvent } from '../../state/messages/answers-as-events';
import { KeptEdits } from '../../state/drafts/kept-edits';
import { MessageCompletions } from '../composer/message-completions';
import { OpenConversation } from '../open-conversation/open-conversation';
import { Markdown } from '../../ui/markdown/markdown';
import { t } from '../../core/words/words';
import { EDITOR_KEYS } from './message-keys';

/** A message being changed where it stands. When it was changed meanwhile, both texts are shown and I choose. */
@Component({
  selector: 'app-row-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CdkTextareaAutosize, FieldValue, Markdown, MessageCompletions],
  template: `
    <form (submit)="save($event)">
      @if (other(); as other) {
        <div class="other" role="alert">
          <p class="flabel">{{ t('edit.changedMeanwhile') }}</p>
          <app-markdown [source]="other.body" />
          <p class="hint">{{ t('edit.saveMineHint') }}</p>
        </div>
      }
      @if (hasSubject()) {
        <label class="input">
          <input
            #subjectField
            type="text"
            dir="auto"
            maxlength="200"
            [placeholder]="t('message.subject')"
            [attr.aria-label]="t('message.subject')"
            autocomplete="off"
            [appFieldValue]="subject()"
            (input)="write({ subject: subjectField.value })"
            (keydown)="handleKey($event)"
          />
        </label>
      }
      <label class="input" [class.bad]="problem()">
        <textarea
          #text
          cdkTextareaAutosize
          cdkAutosizeMaxRows="12"
          dir="auto"
          [attr.aria-label]="t('edit.title')"
          [appFieldValue]="body()"
          [attr.aria-invalid]="problem() ? true : null"
          [attr.aria-describedby]="problem() ? 'edit-problem' : null"
          (input)="write({ body: text.value })"
          (keydown)="handleKey($event)"
        ></textarea>
        <app-message-completions [field]="text" />
      </label>
      @if (problem(); as words) {
        <p class="hint bad" id="edit-problem">{{ words }}</p>
      }
      <div class="row">
        <span class="hint grow">{{ hint() }}</span>
        @if (!hasSubject()) {
          <button type="button" class="btn sm" (click)="addSubject()">{{ t('edit.addSubject') }}</button>
        }
        <button type="button" class="btn sm" (click)="cancel()">
          {{ other() ? t('edit.keepOther') : t('action.cancel') }}
        </button>
        <button type="submit" class="btn sm primary" [disabled]="isSaving() || !maySave()">
          {{ other() ? t('edit.saveMine') : t('action.save') }}
        </button>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-8);
    }
    textarea {
      inline-size: 100%;
      /* What the autosizing sets is the height of the lines alone. */
      box-sizing: content-box;
      resize: none;
      border: 0;
      outline: 0;
      background: none;
      padding: 9px 0;
      font: var(--mat-sys-body-large);
    }
    /* Keys that a screen does not have. */
    @media (pointer: coarse) {
      .row .hint {
        visibility: hidden;
      }
    }
    .other {
      border-inline-start: 3px solid var(--parley-warning-graphic);
      padding: 4px 12px;
      background: var(--parley-warning-container);
      border-radius: var(--mat-sys-corner-extra-small);
      overflow-wrap: anywhere;
    }
  `,
})
export class RowEditor {
  protected readonly t = t;
  readonly message = input.required<MessageDto>();
  readonly closed = output<void>();

  private readonly api = inject(Api);
  private readonly confirmed = inject(Confirmed);
  private readonly open = inject(OpenConversation);
  private readonly kept = inject(KeptEdits);
  private readonly injector = inject(Injector);
  protected readonly sendKey = inject(SendKey);
  private readonly scopedKeys = inject(ScopedKeys);
  private readonly subjectField = viewChild<ElementRef<HTMLInputElement>>('subjectField');
  private readonly text = viewChild.required<ElementRef<HTMLTextAreaElement>>('text');
  /** As it was when editing began; later changes of the message do not touch what is being written. */
  private readonly begun = linkedSignal<MessageDto, MessageDto>({
    source: this.message,
    computation: (message, before) => (before?.value.seq === message.seq ? before.value : message),
  });
  protected readonly body = linkedSignal(() => this.begun().body);
  protected readonly subject = linkedSignal(() => this.begun().subject ?? '');
  private readonly wantsSubject = signal(false);
  protected readonly hasSubject = computed(
    () => this.wantsSubject() || this.subject() !== '' || !!this.message().subject,
  );
  protected readonly hint = computed(() =>
    t(this.sendKey.choice() === 'enter' ? 'edit.enterHint' : 'edit.modEnterHint'),
  );
  /** Only files say enough by themselves. */
  protected readonly maySave = computed(() => hasVisibleText(this.body()) || this.message().attachments.length > 0);
  private readonly seenRev = linkedSignal(() => this.begun().rev);
  protected readonly other = signal<MessageDto | undefined>(undefined);
  protected readonly problem = signal('');
  protected readonly isSaving = signal(false);

  constructor() {
    afterNextRender(() => {
      this.focusEnd();
      void this.resume();
    });
  }

  protected write(change: { readonly body?: string; readonly subject?: string }): void {
    if (change.body !== undefined) this.body.set(change.body);
    if (change.subject !== undefined) this.subject.set(change.subject);
    const { conversationId, seq } = this.message();
    this.kept.keep(conversationId, seq, { body: this.body(), subject: this.subject() });
  }

  protected addSubject(): void {
    this.wantsSubject.set(true);
    afterNextRender(() => this.subjectField()?.nativeElement.focus(), { injector: this.injector });
  }

  protected handleKey(event: KeyboardEvent): void {
    event.stopPropagation();
    this.scopedKeys.run(EDITOR_KEYS, event, {
      save: () => this.save(event),
      enter: () => this.sendKey.sends(event) && this.save(event),
      cancel: () => this.cancel(),
    });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isSaving() || !this.maySave()) return;
    const { conversationId, seq } = this.message();
    if (!this.isChanged() && !this.other()) return this.cancel();
    this.isSaving.set(true);
    this.problem.set('');
    try {
      const written = this.body();
      const body = {
        body: hasVisibleText(written) ? written : '',
        subject: this.subject().trim() || null,
        ifRev: this.seenRev(),
      };
      const saved = await this.api.invoke(editMessage, { conversationId, seq, body });
      this.confirmed.apply(messageEvent(saved));
      if (this.body() === written && (this.subject().trim() || null) === body.subject) return this.cancel();
      // Somebody goes on writing: that is a change of what is saved now.
      this.seenRev.set(saved.rev);
      this.other.set(undefined);
    } catch (error) {
      await this.explain(error);
    } finally {
      this.isSaving.set(false);
    }
  }

  /** Nothing of the change stays. */
  protected cancel(): void {
    const { conversationId, seq } = this.message();
    this.kept.drop(conversationId, seq);
    this.leave();
  }

  private isChanged(): boolean {
    const { body, subject } = this.message();
    return this.body() !== body || this.subject().trim() !== (subject ?? '');
  }

  /** What was begun and left is gone on with, unless somebody writes already. */
  private async resume(): Promise<void> {
    const { conversationId, seq } = this.message();
    const kept = await this.kept.find(conversationId, seq);
    if (!kept || this.isChanged()) return;
    this.body.set(kept.body);
    this.subject.set(kept.subject);
    afterNextRender(() => this.focusEnd(), { injector: this.injector });
  }

  private focusEnd(): void {
    const { nativeElement } = this.text();
    nativeElement.focus();
    nativeElement.setSelectionRange(nativeElement.value.length, nativeElement.value.length);
  }

  private leave(): void {
    this.closed.emit();
    const key = this.open.keyOf(this.message().seq);
    const log = this.text().nativeElement.closest<HTMLElement>('[data-key]');
    if (key !== undefined) log?.focus({ preventScroll: true });
  }

  private async explain(error: unknown): Promise<void> {
    const problem = problemOf(error);
    if (problem.code !== 'stale_message') return this.problem.set(problem.errors[0]?.detail ?? problem.detail);
    try {
      const { conversationId, seq } = this.message();
      const current = await this.api.invoke(getMessage, { conversationId, seq });
      this.other.set(current);
      this.seenRev.set(current.rev);
      this.confirmed.apply(messageEvent(current));
    } catch (again) {
      this.problem.set(problemOf(again).detail);
    }
  }
}
