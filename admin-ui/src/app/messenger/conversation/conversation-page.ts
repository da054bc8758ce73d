import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { problemOf, type Problem } from '../../core/problem';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { Session } from '../../core/session';
import { ErrorState } from '../../ui/error-state';
import { Skeleton } from '../../ui/skeleton';
import { Confirmed } from '../../state/confirmed';
import { ConversationStore } from '../../state/conversations/conversation-store';
import { Freshness } from '../../state/sync/freshness';
import { Conversation } from './conversation';
import { NoConversation } from './no-conversation';
import { t } from '../../core/words/words';

/** The conversation of the address, or why it cannot be shown. */
@Component({
  selector: 'app-conversation-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Conversation, ErrorState, NoConversation, Skeleton],
  template: `
    @if (isKnown()) {
      @for (visit of [visit()]; track visit) {
        <app-conversation [conversationId]="conversationId()" [at]="at()" [find]="find()" />
      }
    } @else {
      <main>
        @if (problem(); as problem) {
          @if (problem.status === 404 || problem.status === 400) {
            @defer (on immediate) {
              <app-no-conversation
                [conversationId]="conversationId()"
                [wasOpen]="shownId === conversationId()"
                [isDeleted]="deletedId() === conversationId()"
              />
            }
          } @else {
            <app-error-state [title]="t('conversation.notLoaded')" [text]="problem.detail" (retry)="load()" />
          }
        } @else {
          <app-skeleton [rows]="6" [rowHeight]="72" [avatar]="32" />
        }
      </main>
    }
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
      min-block-size: 0;
    }
    main {
      block-size: 100%;
      overflow: auto;
      padding: var(--space-24);
    }
  `,
})
export class ConversationPage {
  protected readonly t = t;
  /** From the address. */
  readonly conversationId = input.required<string>();

  /** From the address: the message that is meant. */
  readonly at = input<string>();

  /** From the address: the search that found it. */
  readonly find = input<string>();

  private readonly store = inject(ConversationStore);
  private readonly freshness = inject(Freshness);
  private readonly session = inject(Session);
  protected readonly problem = signal<Problem | undefined>(undefined);
  private readonly askedFor = signal<string | undefined>(undefined);
  /** What this device kept does not say where to begin, unless there is nothing better. */
  protected readonly isKnown = computed(() => {
    const id = this.conversationId();
    const isSure = this.freshness.isSettled() || this.askedFor() === id || this.shownId === id;
    return isSure && this.store.conversation(id)() !== undefined;
  });
  /** The conversation that was shown here last. */
  protected shownId: string | undefined;
  protected readonly deletedId = signal<string | undefined>(undefined);
  private readonly departures = signal(0);
  /** What I see of a conversation begins anew when I was out of it, though I was in it again before that could be drawn. */
  protected readonly visit = computed(() => `${this.conversationId()} ${this.departures()}`);

  constructor() {
    inject(DestroyRef).onDestroy(inject(Confirmed).onApplied((event) => this.noteDeparture(event)));
    effect(() => {
      const id = this.conversationId();
      if (this.isKnown()) this.shownId = id;
      // Also when it stops being known: then it is asked why.
      if (!this.isKnown()) untracked(() => void this.load());
    });
  }

  private noteDeparture(event: RealtimeEvent): void {
    if (event.type !== 'member.removed' || event.conversationId !== this.conversationId()) return;
    if (event.data.userId !== this.session.me()?.id) return;
    this.departures.update((count) => count + 1);
    if (event.data.isDeleted) this.deletedId.set(event.conversationId);
  }

  protected async load(): Promise<void> {
    this.problem.set(undefined);
    try {
      const { id } = await this.store.fetch(this.conversationId());
      this.askedFor.set(id);
    } catch (error) {
      this.problem.set(problemOf(error));
    }
  }
}
