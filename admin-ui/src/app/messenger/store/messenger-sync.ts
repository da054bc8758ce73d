import { effect, inject, Injectable, untracked } from '@angular/core';
import { Api } from '../../api/api';
import { getConversationState } from '../../api/fn/conversations/get-conversation-state';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MessageDto } from '../../api/models/message-dto';
import { problemOf } from '../../core/problem';
import type { MyStateEvent, RealtimeEvent } from '../../core/realtime/frames';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Session } from '../../core/session';
import { UnreadTotal } from '../../core/unread-title';
import { ConversationLists } from './conversation-lists';
import { ConversationStore } from './conversation-store';
import { MessageFeeds } from './message-feeds';
import { Outbox } from './outbox';
import { Receipts } from './receipts';

/**
 * Keeps everything of the messenger current as long as somebody is signed in: hands each event to those it concerns,
 * and after an absence asks what was missed. Injecting it is enough.
 */
@Injectable({ providedIn: 'root' })
export class MessengerSync {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly socket = inject(RealtimeSocket);
  private readonly store = inject(ConversationStore);
  private readonly lists = inject(ConversationLists);
  private readonly feeds = inject(MessageFeeds);
  private readonly outbox = inject(Outbox);
  private readonly receipts = inject(Receipts);
  private readonly unread = inject(UnreadTotal);
  private whose: string | undefined;

  constructor() {
    this.socket.onEvent((event) => this.receive(event));
    this.socket.onOpen(() => void this.catchUp());
    this.outbox.onConfirmed((message) => this.take(message, message.rev));
    effect(() => this.unread.unreadTotal.set(this.store.waiting()));
    effect(() => {
      const id = this.session.me()?.id;
      untracked(() => this.begin(id));
    });
  }

  private begin(userId: string | undefined): void {
    if (userId === this.whose) return;
    if (this.whose !== undefined) for (const part of [this.store, this.lists, this.feeds, this.outbox]) part.clear();
    this.whose = userId;
    if (userId === undefined) return;
    this.outbox.resume(userId);
    for (const filter of ['active', 'unread'] as const) void this.lists.ensure(filter);
  }

  private receive(event: RealtimeEvent): void {
    switch (event.type) {
      case 'message.created':
      case 'message.updated':
      case 'message.deleted':
        return this.take(event.data, event.rev ?? event.data.rev);
      case 'receipt.delivered':
        return this.receipts.receive('delivered', event.conversationId, event.data.userId, event.data.seq);
      case 'receipt.read':
        return this.receipts.receive('read', event.conversationId, event.data.userId, event.data.seq);
      case 'receipt.summary':
        return this.receipts.summarise(event.conversationId, event.data);
      case 'conversation.created':
      case 'conversation.updated':
        this.store.share({ ...event.data, lastRev: event.rev ?? event.data.lastRev });
        return this.feeds.peek(event.conversationId)?.noteRev(event.rev ?? 0);
      case 'member.removed':
        if (event.data.userId === this.session.me()?.id) this.forget(event.conversationId);
        return;
      case 'me.updated':
        return this.takeMine(event);
      case 'user.updated':
        this.store.rename(event.data);
        for (const feed of this.feeds.all) feed.rename(event.data);
        return;
      default:
        // Later servers tell more than this client knows.
        return;
    }
  }

  private take(message: MessageDto, rev: number): void {
    this.store.receive(message);
    this.feeds.peek(message.conversationId)?.receive(message, rev);
    if (message.sender.id === this.session.me()?.id) this.outbox.confirm(message.clientId);
  }

  private forget(conversationId: string): void {
    this.feeds.forget(conversationId);
    this.store.forget(conversationId);
  }

  private takeMine({ conversationId, data: { me, hidden, restored } }: MyStateEvent): void {
    this.store.applyMyState(conversationId, me);
    if (!hidden && !restored) return;
    const feed = this.feeds.peek(conversationId);
    feed?.hide(hidden ?? []);
    feed?.restore(restored ?? []).catch((error: unknown) => problemOf(error));
    // The newest message that I see may be another one now.
    this.store.refresh(conversationId);
  }

  private async catchUp(): Promise<void> {
    this.outbox.retryWaiting();
    const before = new Map(this.store.all().map((conversation) => [conversation.id, conversation.me.rev]));
    const { found, isComplete } = await this.lists.reload();
    const listed = new Map(found.map((conversation) => [conversation.id, conversation]));
    // What no list shows any more was archived elsewhere, or I am not in it any more.
    const missing = isComplete ? [...before.keys()].filter((id) => !listed.has(id)) : [];
    const visited = this.feeds.all.map((feed) => feed.conversationId);
    await Promise.all([...new Set([...visited, ...missing])].map((id) => this.catchUpWith(id, listed, before)));
  }

  private async catchUpWith(
    id: string,
    listed: ReadonlyMap<string, ConversationDto>,
    meRevs: ReadonlyMap<string, number>,
  ): Promise<void> {
    const feed = this.feeds.peek(id);
    try {
      const conversation = listed.get(id) ?? (await this.store.fetch(id));
      await feed?.catchUpTo(conversation.lastRev);
      if (!feed || conversation.me.rev === meRevs.get(id)) return;
      const { hidden } = await this.api.invoke(getConversationState, { conversationId: id });
      await feed.reconcileHidden(hidden);
    } catch (error) {
      // Gone, or the connection broke again, which the next connection tells.
      if (problemOf(error).status === 404) this.forget(id);
    }
  }
}
