import { computed, inject, Injectable, type Signal } from '@angular/core';
import { Api } from '../../api/api';
import { getConversation } from '../../api/fn/conversations/get-conversation';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MyStateDto } from '../../api/models/my-state-dto';
import type { SharedConversationDto } from '../../api/models/shared-conversation-dto';
import { isTemporary, problemOf } from '../../core/problem';
import { Confirmed } from '../confirmed';
import { NotificationChoices } from '../notifications/notification-choices';
import { conversationEvent, myStateEvent } from '../messages/answers-as-events';
import { wantsToBeHeard } from './heard';
import { asking, doubted, withAnswers } from './known-conversations';
import { ReadPositions } from './read-positions';

/** The conversations this page knows, each as I see it and have read it, kept current by what the server tells. */
@Injectable({ providedIn: 'root' })
export class ConversationStore {
  private readonly api = inject(Api);
  private readonly confirmed = inject(Confirmed);
  private readonly reads = inject(ReadPositions);
  private readonly choices = inject(NotificationChoices);
  private readonly known = this.confirmed.conversations;
  private readonly asked = new Map<string, Promise<ConversationDto>>();
  private readonly askedAgain = new Set<string>();
  private readonly byId = new Map<string, Signal<ConversationDto | undefined>>();

  readonly all = computed(() => [...this.known.read().byId.values()].map((one) => this.reads.shown(one)));
  /** How many conversations have something unread that I want to hear of. */
  readonly waiting = computed(() => this.all().filter((one) => wantsToBeHeard(one, this.choices.level())).length);

  /** One conversation, undefined while it is not known. */
  conversation(id: string): Signal<ConversationDto | undefined> {
    const shown = (): ConversationDto | undefined => {
      const one = this.known.read().byId.get(id);
      return one && this.reads.shown(one);
    };
    const one = this.byId.get(id) ?? computed(shown);
    this.byId.set(id, one);
    return one;
  }

  /** What the server has just answered. */
  put(conversations: readonly ConversationDto[]): void {
    this.known.update((known) => withAnswers(known, conversations));
  }

  /** What this device kept, as far as nothing newer is known. */
  putMissing(conversations: readonly ConversationDto[]): void {
    this.known.update(({ byId, unsure }) => ({
      byId: new Map([...conversations.map((one) => [one.id, one] as const), ...byId]),
      unsure,
    }));
  }

  /** Asks the server for one; throws what it answered. */
  fetch(conversationId: string): Promise<ConversationDto> {
    const present = this.asked.get(conversationId);
    if (present) return present;
    const asked = this.ask(conversationId, () => this.asked.get(conversationId) === asked);
    this.asked.set(conversationId, asked);
    return asked;
  }

  /** Asks again for one that may have changed; without a connection the next one does. */
  refresh(conversationId: string): void {
    this.known.update((known) => doubted(known, conversationId));
    this.complete();
  }

  /** Asks for those of which events did not say all. */
  complete(): void {
    for (const id of this.known.read().unsure)
      if (!this.asked.has(id)) this.fetch(id).catch((error: unknown) => problemOf(error));
  }

  /** Its name, description or members changed, as the server answered. */
  share(shared: SharedConversationDto): void {
    this.confirmed.apply(conversationEvent(shared));
  }

  /** What is mine alone changed here, as the server answered. */
  applyMyState(conversationId: string, me: MyStateDto): void {
    this.confirmed.apply(myStateEvent(conversationId, me));
    this.complete();
  }

  /** I am not in it any more: what was asked before that is not answered. */
  forget(conversationId: string): void {
    this.asked.delete(conversationId);
  }

  /** It may have changed while the answer was on its way; once more is enough to know. */
  private askAgain(conversationId: string): void {
    const isFirst = !this.askedAgain.delete(conversationId);
    if (!isFirst || !this.known.read().unsure.has(conversationId)) return;
    this.askedAgain.add(conversationId);
    this.complete();
  }

  /** `isWanted` says until when the answer counts: once I am out, another may be asked for when I am in again. */
  private async ask(conversationId: string, isWanted: () => boolean): Promise<ConversationDto> {
    this.known.update((known) => asking(known, conversationId));
    try {
      const conversation = await this.api.invoke(getConversation, { conversationId });
      if (!isWanted()) return conversation;
      this.asked.delete(conversationId);
      this.put([conversation]);
      this.askAgain(conversationId);
      return conversation;
    } catch (error) {
      if (!isWanted()) throw error;
      this.asked.delete(conversationId);
      if (isTemporary(problemOf(error))) this.known.update((known) => doubted(known, conversationId));
      throw error;
    }
  }
}
