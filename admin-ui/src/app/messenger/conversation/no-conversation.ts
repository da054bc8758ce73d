import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Toasts } from '../../ui/toast.service';
import { isEmpty } from '../../state/drafts/draft-text';
import { Drafts } from '../../state/drafts/drafts';
import { type KeptEdit, KeptEdits } from '../../state/drafts/kept-edits';
import { Outbox } from '../../state/outbox/outbox';
import { MessageActions } from './message-actions';
import { t } from '../../core/words/words';

/** Something of mine that the server never got. */
interface Unsent {
  readonly key: string;
  readonly text: string;
  readonly discard: () => void;
}

/** In place of a conversation that I have no access to: why, and what I wrote there and did not send. */
@Component({
  selector: 'app-no-conversation',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [EmptyState, Icon],
  template: `
    @if (wasOpen() || unsent().length > 0) {
      <app-empty-state
        role="alert"
        icon="chat"
        [level]="1"
        [title]="t(isDeleted() ? 'conversation.isDeleted' : 'conversation.left')"
        [text]="t(isDeleted() ? 'conversation.isDeletedText' : 'conversation.leftText')"
        [actionLabel]="t('action.goToChats')"
        (action)="leave()"
      />
    } @else {
      <app-empty-state
        icon="chat"
        [level]="1"
        [title]="t('conversation.notFound')"
        [text]="t('conversation.notFoundText')"
        [actionLabel]="t('action.goToChats')"
        (action)="leave()"
      />
    }
    @for (one of unsent(); track one.key) {
      <section>
        <h2 [id]="'unsent-' + one.key">{{ t('conversation.unsent') }}</h2>
        <div class="input">
          <textarea
            #words
            readonly
            dir="auto"
            rows="3"
            [attr.aria-labelledby]="'unsent-' + one.key"
            [value]="one.text"
          ></textarea>
        </div>
        <div class="acts">
          <button type="button" class="btn line" (click)="actions.copy(one.text)">
            <app-icon name="copy" [size]="16" />{{ t('action.copy') }}
          </button>
          <button type="button" class="btn" (click)="one.discard()">{{ t('action.discard') }}</button>
        </div>
      </section>
    }
  `,
  styles: `
    :host {
      min-block-size: 100%;
      display: grid;
      gap: var(--space-24);
      align-content: center;
    }
    app-empty-state,
    section {
      inline-size: min(100%, 44ch);
      margin: 0 auto;
      padding: 0;
    }
    .acts {
      display: flex;
      gap: var(--space-8);
    }
    h2 {
      font: var(--mat-sys-label-large);
      margin-block-end: var(--space-8);
    }
    .input {
      padding-block: var(--space-8);
      margin-block-end: var(--space-12);
    }
    textarea {
      field-sizing: content;
      max-block-size: 40dvh;
      overflow: auto;
      resize: none;
    }
  `,
})
export class NoConversation {
  protected readonly t = t;
  readonly conversationId = input.required<string>();
  /** I had it open until now. */
  readonly wasOpen = input(false);
  /** An administrator deleted it while it was open. */
  readonly isDeleted = input(false);

  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly drafts = inject(Drafts);
  private readonly outbox = inject(Outbox);
  private readonly keptEdits = inject(KeptEdits);
  private readonly toasts = inject(Toasts);
  protected readonly actions = inject(MessageActions);

  private readonly words = viewChild<ElementRef<HTMLElement>>('words');
  private readonly edits = signal<ReadonlyMap<number, KeptEdit>>(new Map());

  protected readonly unsent = computed((): readonly Unsent[] => {
    const id = this.conversationId();
    const draft = this.drafts.of(id);
    const outgoing = this.outbox.messages().filter(({ conversationId }) => conversationId === id);
    return [
      ...outgoing.map((message) => ({
        key: message.clientId,
        text: wordsOf(message),
        discard: () => this.outbox.discard(message.clientId),
      })),
      ...(isEmpty(draft) ? [] : [{ key: id, text: wordsOf(draft), discard: () => this.discardDraft() }]),
      ...[...this.edits()].map(([seq, edit]) => ({
        key: `${id}-${seq}`,
        text: wordsOf(edit),
        discard: () => this.discardEdit(seq),
      })),
    ];
  });

  constructor() {
    effect(() => {
      const id = this.conversationId();
      void this.keptEdits.in(id).then((edits) => this.edits.set(edits));
    });
    // Whoever was writing goes on pressing keys, which must not press a button or lead somewhere.
    afterNextRender(() => {
      if (this.document.activeElement === this.document.body) this.words()?.nativeElement.focus();
    });
  }

  protected leave(): void {
    void this.router.navigate(['/chats']);
  }

  private discardEdit(seq: number): void {
    this.keptEdits.drop(this.conversationId(), seq);
    this.edits.update((edits) => new Map([...edits].filter(([other]) => other !== seq)));
  }

  private discardDraft(): void {
    const id = this.conversationId();
    const text = this.drafts.of(id);
    this.drafts.drop(id);
    this.toasts.show({
      text: t('drafts.discarded'),
      action: { label: t('action.undo'), run: () => this.drafts.keep(id, text) },
    });
  }
}

function wordsOf({ subject, body }: { readonly subject?: string | null; readonly body: string }): string {
  return subject ? `${subject}\n\n${body}` : body;
}
