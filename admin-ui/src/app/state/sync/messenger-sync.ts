import { DestroyRef, effect, inject, Injectable, untracked } from '@angular/core';
import type { MessageDto } from '../../api/models/message-dto';
import { isTemporary, problemOf } from '../../core/problem';
import { backoffDelay } from '../../core/realtime/backoff';
import type { MyStateEvent, RealtimeEvent } from '../../core/realtime/frames';
import { Link } from '../../core/realtime/link';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { READ_WITHIN_MS, risesLater } from '../../core/rises-later';
import { Session } from '../../core/session';
import { UnreadTotal } from '../../core/unread-title';
import { Drafts, newsOfEvent } from '../drafts/drafts';
import { CatchUp } from './catch-up';
import { ConversationLists } from '../conversations/conversation-lists';
import { ConversationStore } from '../conversations/conversation-store';
import { Freshness } from './freshness';
import { MessageFeeds } from '../messages/message-feeds';
import { OfflineCopy } from './offline-copy';
import { Outbox } from '../outbox/outbox';
import { Receipts } from '../messages/receipts';

/**
 * Keeps everything of the messenger current as long as somebody is signed in: shows what this device kept, hands each
 * event to those it concerns, and after an absence asks what was missed. Injecting it is enough.
 */
@Injectable({ providedIn: 'root' })
export class MessengerSync {
  private readonly session = inject(Session);
  private readonly socket = inject(RealtimeSocket);
  private readonly link = inject(Link);
  private readonly store = inject(ConversationStore);
  private readonly lists = inject(ConversationLists);
  private readonly feeds = inject(MessageFeeds);
  private readonly copy = inject(OfflineCopy);
  private readonly freshness = inject(Freshness);
  private readonly missed = inject(CatchUp);
  private readonly outbox = inject(Outbox);
  private readonly drafts = inject(Drafts);
  private readonly receipts = inject(Receipts);
  private readonly unread = inject(UnreadTotal);
  private whose: string | undefined;
  private restored: Promise<void> = Promise.resolve();
  private draftsRead: Promise<void> = Promise.resolve();
  private catching: Promise<void> | undefined;
  private asksAgain = false;
  private failedTries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.socket.onEvent((event) => this.receive(event));
    this.socket.onOpen(() => void this.catchUp());
    this.outbox.onConfirmed((message) => this.take(message, message.rev));
    const waiting = risesLater(this.store.waiting, READ_WITHIN_MS);
    effect(() => this.unread.unreadTotal.set(waiting()));
    effect(() =>
      this.link.waiting.set(this.outbox.messages().filter(({ delivery }) => delivery.kind !== 'failed').length),
    );
    effect(() => {
      if (!this.socket.isOpen()) untracked(() => this.missed.remember());
    });
    effect(() => {
      const id = this.session.me()?.id;
      untracked(() => this.begin(id));
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  private begin(userId: string | undefined): void {
    if (userId === this.whose) return;
    if (this.whose !== undefined) this.clear();
    this.whose = userId;
    if (userId === undefined) return;
    this.restored = this.copy.restore(userId).then(() => this.missed.remember());
    this.outbox.resume(userId);
    this.draftsRead = this.drafts.resume(userId);
    for (const filter of ['active', 'unread'] as const) void this.lists.ensure(filter);
    // The connection may have been there before this was.
    if (this.socket.isOpen()) void this.catchUp();
  }

  private clear(): void {
    clearTimeout(this.timer);
    const shown = [this.store, this.lists, this.feeds, this.receipts];
    for (const part of [...shown, this.outbox, this.drafts, this.copy, this.freshness, this.missed]) part.clear();
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
        if (event.data.userId === this.session.me()?.id) this.missed.forget(event.conversationId);
        return;
      case 'me.updated':
        return this.takeMine(event);
      case 'user.updated':
        this.store.rename(event.data);
        for (const feed of this.feeds.all()) feed.rename(event.data);
        return;
      case 'draft.updated':
        // The list of drafts says what its conversation is called.
        if (event.conversationId !== null && !this.store.conversation(event.conversationId)())
          this.store.refresh(event.conversationId);
        return this.drafts.receive(newsOfEvent(event));
      case 'resync':
        return this.catchUpIn(Math.random() * event.data.spreadMs);
      default:
        // Later servers tell more than this client knows.
        return;
    }
  }

  private take(message: MessageDto, rev: number): void {
    this.store.receive(message);
    this.feeds.peek(message.conversationId)?.receive(message, rev);
    if (message.deletedAt) this.copy.strike(message.conversationId, [message.seq]);
    if (message.sender.id === this.session.me()?.id) this.outbox.confirm(message.clientId);
  }

  private takeMine({ conversationId, data: { me, hidden, restored } }: MyStateEvent): void {
    this.store.applyMyState(conversationId, me);
    if (!hidden && !restored) return;
    const feed = this.feeds.peek(conversationId);
    feed?.hide(hidden ?? []);
    this.copy.strike(conversationId, hidden ?? []);
    feed?.takeBack(restored ?? []).catch((error: unknown) => problemOf(error));
    // The newest message that I see may be another one now.
    this.store.refresh(conversationId);
  }

  private catchUpIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.catchUp(), milliseconds);
  }

  /** One at a time; who asks meanwhile is answered by another one after it. */
  private catchUp(): Promise<void> {
    this.asksAgain = this.catching !== undefined;
    return (this.catching ??= this.askWhatWasMissed().finally(() => {
      this.catching = undefined;
      if (this.asksAgain) void this.catchUp();
    }));
  }

  private async askWhatWasMissed(): Promise<void> {
    this.outbox.retryWaiting();
    void this.draftsRead.then(() => this.drafts.catchUp());
    this.link.isCatchingUp.set(true);
    try {
      await this.restored;
      this.link.news.set(await this.missed.run());
      this.freshness.caughtUp();
      this.failedTries = 0;
    } catch (error) {
      // Without a connection the next one asks again; a server in trouble is asked again on this one.
      if (isTemporary(problemOf(error)) && this.socket.isOpen()) this.catchUpIn(backoffDelay(++this.failedTries));
    } finally {
      this.link.isCatchingUp.set(false);
      this.freshness.settle();
    }
    for (const filter of ['active', 'unread'] as const) void this.lists.ensure(filter);
  }
}
