import { computed, inject, Injectable, signal, type Signal } from '@angular/core';
import { Api } from '../../api/api';
import { getConversation } from '../../api/fn/conversations/get-conversation';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MessageDto } from '../../api/models/message-dto';
import type { MyStateDto } from '../../api/models/my-state-dto';
import type { SharedConversationDto } from '../../api/models/shared-conversation-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import { Session } from '../../core/session';
import { problemOf } from '../../core/problem';
import { withName } from '../messages/message-changes';

/** The conversations this page knows, each as I see it, kept current by what the server tells. */
@Injectable({ providedIn: 'root' })
export class ConversationStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly known = signal<ReadonlyMap<string, ConversationDto>>(new Map());
  private readonly asking = new Map<string, Promise<ConversationDto>>();
  private readonly byId = new Map<string, Signal<ConversationDto | undefined>>();

  readonly all = computed(() => [...this.known().values()]);
  /** How many conversations have something unread that I want to hear of. */
  readonly waiting = computed(
    () => this.all().filter(({ unreadCount, me }) => unreadCount > 0 && !me.archived && !me.mutedUntil).length,
  );

  /** One conversation, undefined while it is not known. */
  conversation(id: string): Signal<ConversationDto | undefined> {
    const one = this.byId.get(id) ?? computed(() => this.known().get(id));
    this.byId.set(id, one);
    return one;
  }

  /** What the server has just answered. */
  put(conversations: readonly ConversationDto[]): void {
    this.known.update((all) => {
      const next = new Map(all);
      for (const conversation of conversations)
        next.set(conversation.id, newest(all.get(conversation.id), conversation));
      return next;
    });
  }

  /** What this device kept, as far as nothing newer is known. */
  putMissing(conversations: readonly ConversationDto[]): void {
    this.known.update((all) => new Map([...conversations.map((one) => [one.id, one] as const), ...all]));
  }

  /** Asks the server for one; throws what it answered. */
  fetch(conversationId: string): Promise<ConversationDto> {
    const asked =
      this.asking.get(conversationId) ??
      this.api.invoke(getConversation, { conversationId }).finally(() => this.asking.delete(conversationId));
    this.asking.set(conversationId, asked);
    return asked.then((conversation) => {
      this.put([conversation]);
      return conversation;
    });
  }

  /** Asks again for one that may have changed; without a connection the next one does. */
  refresh(conversationId: string): void {
    this.fetch(conversationId).catch((error: unknown) => problemOf(error));
  }

  /** A message appeared, changed or was deleted for everyone. */
  receive(message: MessageDto): void {
    const conversation = this.known().get(message.conversationId);
    if (!conversation) return this.refresh(message.conversationId);
    const isNew = message.seq > conversation.lastSeq;
    const isLast = isNew || message.seq === conversation.lastMessage?.seq;
    this.change(conversation.id, {
      lastSeq: Math.max(conversation.lastSeq, message.seq),
      lastRev: Math.max(conversation.lastRev, message.rev),
      lastMessage: isLast ? message : conversation.lastMessage,
      unreadCount: conversation.unreadCount + (isNew && this.counts(message) ? 1 : 0),
    });
    // Whether a message brings it out of the archive depends on how long it is muted.
    if (isNew && conversation.me.archived) this.refresh(conversation.id);
  }

  /** Its name, description or members changed; or I am in a new one. */
  share(shared: SharedConversationDto): void {
    const conversation = this.known().get(shared.id);
    if (!conversation) return this.refresh(shared.id);
    const { subject, description, members, memberCount } = shared;
    const lastRev = Math.max(conversation.lastRev, shared.lastRev);
    this.change(shared.id, { subject, description, members, memberCount, lastRev });
  }

  /** What is mine alone changed here or on another device. */
  applyMyState(conversationId: string, me: MyStateDto): void {
    const conversation = this.known().get(conversationId);
    if (!conversation) return this.refresh(conversationId);
    if (me.rev < conversation.me.rev) return;
    const hasMoved = me.lastReadSeq !== conversation.me.lastReadSeq;
    const isAllRead = me.lastReadSeq >= conversation.lastSeq;
    this.change(conversationId, { me, ...(isAllRead && { unreadCount: 0 }) });
    if (hasMoved && !isAllRead) this.refresh(conversationId);
  }

  /** I read up to here; `left` is how many after it are still unread. */
  markRead(conversationId: string, seq: number, left: number): void {
    const conversation = this.known().get(conversationId);
    if (!conversation || seq <= conversation.me.lastReadSeq) return;
    this.change(conversationId, { me: { ...conversation.me, lastReadSeq: seq }, unreadCount: left });
  }

  /** Somebody has another name. */
  rename(person: UserCardDto): void {
    const isPerson = (member: UserCardDto): boolean => member.id === person.id;
    for (const { id, members, lastMessage } of this.all()) {
      const isIn = members.some(isPerson) || lastMessage?.sender.id === person.id;
      if (!isIn) continue;
      this.change(id, {
        members: members.map((member) => (isPerson(member) ? person : member)),
        lastMessage: lastMessage && withName(lastMessage, person),
      });
    }
  }

  /** I am not in it any more. */
  forget(conversationId: string): void {
    this.known.update((all) => new Map([...all].filter(([id]) => id !== conversationId)));
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.known.set(new Map());
  }

  private counts(message: MessageDto): boolean {
    return message.kind === 'user' && message.sender.id !== this.session.me()?.id;
  }

  private change(id: string, to: Partial<ConversationDto>): void {
    this.known.update((all) => {
      const conversation = all.get(id);
      return conversation ? new Map(all).set(id, { ...conversation, ...to }) : all;
    });
  }
}

/** An answer that was under way while events came in knows less of the messages than they did. */
function newest(known: ConversationDto | undefined, answered: ConversationDto): ConversationDto {
  if (!known || known.lastRev <= answered.lastRev) return answered;
  const { lastSeq, lastRev, lastMessage, unreadCount } = known;
  return { ...answered, lastSeq, lastRev, lastMessage, unreadCount };
}
