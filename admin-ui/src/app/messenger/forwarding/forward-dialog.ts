import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Api } from '../../api/api';
import { createConversation } from '../../api/fn/conversations/create-conversation';
import { sendMessage } from '../../api/fn/messages/send-message';
import type { MessageDto } from '../../api/models/message-dto';
import { peopleMatching } from '../../state/people/people-matching';
import { isolated } from '../../core/isolated';
import { randomId } from '../../core/random-id';
import { problemOf } from '../../core/problem';
import { Session } from '../../core/session';
import { t } from '../../core/words/words';
import { ConversationStore } from '../../state/conversations/conversation-store';
import { MessageFeeds } from '../../state/messages/message-feeds';
import { Avatar } from '../../ui/avatar';
import { DialogFrame } from '../../ui/dialog-frame';
import { Icon } from '../../ui/icon';
import { lineOf } from '../../state/messages/line-of';
import { withNames } from '../../ui/markdown/mention-chips';
import { plainText } from '../../ui/markdown/plain-text';
import { type ForwardTarget, forwardTargets, keyOf } from './forward-targets';

const MOST_TARGETS = 10;
const MOST_SHOWN = 30;

/** Where a message went. */
export interface ForwardedTo {
  readonly conversationId: string;
  readonly name: string;
}

/** Forwards a message to conversations and people, with some words or without; closes with where it went. */
@Component({
  selector: 'app-forward-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, DialogFrame, Icon],
  template: `
    <app-dialog [heading]="t('forward.title')">
      <form id="forward" novalidate (submit)="$event.preventDefault(); forward()">
        <p class="what clip" dir="auto">{{ excerpt }}</p>
        <div class="search outlined">
          <app-icon name="search" [size]="18" />
          <input
            #search
            type="search"
            autocomplete="off"
            [attr.aria-label]="t('forward.search')"
            [placeholder]="t('forward.search')"
            (input)="term.set(search.value)"
          />
        </div>
        <fieldset>
          <legend class="vh">{{ t('forward.to') }}</legend>
          @for (target of shown(); track keyOf(target)) {
            <label class="target" [class.off]="isFull() && !isChosen(target)">
              <app-avatar
                [id]="target.pictureOf"
                [name]="target.name"
                [picture]="target.picture"
                [kind]="target.kind"
                [size]="32"
              />
              <bdi class="clip grow">{{ target.name }}</bdi>
              <input
                type="checkbox"
                class="check"
                [checked]="isChosen(target)"
                [disabled]="isBusy() || (isFull() && !isChosen(target))"
                (change)="toggle(target)"
              />
            </label>
          } @empty {
            <p class="hint" role="status">
              {{ people.status() === 'loading' ? t('recipients.searching') : t('forward.noMatch') }}
            </p>
          }
        </fieldset>
        @if (isFull()) {
          <p class="hint" role="status">{{ t('forward.most', { count: most }) }}</p>
        }
        <label class="flabel" for="forward-words">{{ t('forward.words') }}</label>
        <div class="input tall">
          <textarea
            id="forward-words"
            rows="2"
            dir="auto"
            maxlength="20000"
            #words
            (input)="said.set(words.value)"
          ></textarea>
        </div>
        @if (problem(); as why) {
          <p class="hint bad" role="alert"><app-icon name="alert" [size]="16" />{{ why }}</p>
        }
      </form>
      <footer actions>
        <span class="hint">{{ chosen().size > 0 ? t('forward.chosen', { count: chosen().size }) : '' }}</span>
        <span class="grow"></span>
        <button type="button" class="btn" (click)="leave()">{{ t('action.cancel') }}</button>
        <button form="forward" class="btn primary" [attr.aria-disabled]="isBusy() || chosen().size === 0 || null">
          {{ isBusy() ? t('action.sending') : t('forward.forward') }}
        </button>
      </footer>
    </app-dialog>
  `,
  styles: `
    form {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-12);
    }
    .what {
      padding: 4px 10px;
      border-inline-start: 3px solid var(--mat-sys-primary);
      color: var(--mat-sys-on-surface-variant);
    }
    fieldset {
      display: block;
      min-inline-size: 0;
      block-size: min(280px, 38dvh);
      margin: 0;
      padding: 0;
      border: 0;
      overflow: hidden auto;
    }
    .target {
      display: flex;
      align-items: center;
      gap: var(--space-12);
      min-block-size: 44px;
      padding-inline: var(--space-8);
      border-radius: var(--mat-sys-corner-small);
      cursor: pointer;
    }
    .target:hover {
      background: var(--parley-hover);
    }
    .target.off {
      opacity: 0.5;
      cursor: default;
    }
    .target:has(:focus-visible) {
      outline: 2px solid var(--mat-sys-primary);
      outline-offset: -2px;
    }
    textarea {
      padding-block: var(--space-8);
      resize: vertical;
    }
  `,
})
export class ForwardDialog {
  protected readonly t = t;
  protected readonly keyOf = keyOf;
  protected readonly most = MOST_TARGETS;
  private readonly message = inject<MessageDto>(DIALOG_DATA);
  private readonly ref = inject<DialogRef<readonly ForwardedTo[]>>(DialogRef);
  private readonly api = inject(Api);
  private readonly store = inject(ConversationStore);
  private readonly feeds = inject(MessageFeeds);
  private readonly session = inject(Session);

  protected readonly excerpt = this.message.forwarded?.body
    ? withNames(plainText(this.message.forwarded.body), this.message.forwarded.mentions)
    : lineOf(this.message);
  protected readonly term = signal('');
  protected readonly said = signal('');
  protected readonly people = peopleMatching(this.term);
  protected readonly chosen = signal<ReadonlyMap<string, ForwardTarget>>(new Map());
  protected readonly isFull = computed(() => this.chosen().size >= MOST_TARGETS);
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);
  /** What is chosen stays in sight, whatever is searched then. */
  protected readonly shown = computed(() => {
    const found = forwardTargets(this.store.all(), this.people.value(), this.term(), this.session.me()?.id);
    const keys = new Set(found.map(keyOf));
    const others = [...this.chosen()].filter(([key]) => !keys.has(key)).map(([, target]) => target);
    return [...others, ...found].slice(0, MOST_SHOWN);
  });

  private readonly sent: ForwardedTo[] = [];
  /** One for all tries to send the same to a target, so that it does not get it twice. */
  private readonly clientIds = new Map<string, string>();

  protected isChosen(target: ForwardTarget): boolean {
    return this.chosen().has(keyOf(target));
  }

  protected toggle(target: ForwardTarget): void {
    const others = [...this.chosen()].filter(([key]) => key !== keyOf(target));
    this.chosen.set(new Map(this.isChosen(target) ? others : [...others, [keyOf(target), target]]));
  }

  /** To one after the other; those that it could not be sent to stay chosen. */
  protected async forward(): Promise<void> {
    if (this.isBusy() || this.chosen().size === 0) return;
    this.isBusy.set(true);
    this.problem.set(undefined);
    for (const target of [...this.chosen().values()]) {
      try {
        const conversationId = await this.send(target);
        this.sent.push({ conversationId, name: target.name });
        this.toggle(target);
      } catch (error) {
        const reason = problemOf(error).detail;
        this.problem.set(t('forward.failed', { name: isolated(target.name), reason }));
      }
    }
    this.isBusy.set(false);
    if (this.chosen().size === 0) this.leave();
  }

  /** With what was sent until now. */
  protected leave(): void {
    this.ref.close(this.sent);
  }

  private async send(target: ForwardTarget): Promise<string> {
    const conversationId = target.conversationId ?? (await this.begin(target.pictureOf));
    const { conversationId: from, seq } = this.message;
    const body = this.said().trim();
    const content = `${keyOf(target)} ${body}`;
    const clientId = this.clientIds.get(content) ?? randomId();
    this.clientIds.set(content, clientId);
    await this.api.invoke(sendMessage, {
      conversationId,
      body: { clientId, forward: { conversationId: from, seq }, ...(body && { body }) },
    });
    // The event may be late.
    void this.feeds.peek(conversationId)?.catchUp();
    return conversationId;
  }

  private async begin(userId: string): Promise<string> {
    const { id } = await this.api.invoke(createConversation, { body: { kind: 'direct', userId } });
    return id;
  }
}
