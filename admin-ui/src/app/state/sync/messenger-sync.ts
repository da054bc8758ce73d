import { DestroyRef, effect, inject, Injectable, untracked } from '@angular/core';
import { isTemporary, problemOf } from '../../core/problem';
import { backoffDelay } from '../../core/realtime/backoff';
import type { MessageEvent, RealtimeEvent } from '../../core/realtime/frames';
import { Link } from '../../core/realtime/link';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { READ_WITHIN_MS, risesLater } from '../../core/rises-later';
import { ServerLife } from '../../core/server-life';
import { Session } from '../../core/session';
import { t } from '../../core/words/words';
import { UnreadTotal } from '../../core/unread-title';
import { Toasts } from '../../ui/toast.service';
import { preparePlainText } from '../../ui/markdown/plain-text';
import { Blocks } from '../blocks/blocks';
import { Confirmed } from '../confirmed';
import { newsOfEvent } from '../drafts/draft-news';
import { Drafts } from '../drafts/drafts';
import { KeptEdits } from '../drafts/kept-edits';
import { CatchUp } from './catch-up';
import { ConversationLists } from '../conversations/conversation-lists';
import { ReadPositions } from '../conversations/read-positions';
import { ConversationStore } from '../conversations/conversation-store';
import { Freshness } from './freshness';
import { createdEvent } from '../messages/answers-as-events';
import { MessageFeeds } from '../messages/message-feeds';
import { OfflineCopy } from './offline-copy';
import { Outbox } from '../outbox/outbox';
import { isOnItsWay } from '../outbox/outgoing-message';
import { Reactions } from '../messages/reactions';
import { Receipts } from '../messages/receipts';
import { Teams } from '../teams/teams';

/**
 * Keeps everything of the messenger current as long as somebody is signed in: shows what this device kept, hands each
 * event to those it concerns, and after an absence asks what was missed. Injecting it is enough.
 */
@Injectable({ providedIn: 'root' })
export class MessengerSync {
  private readonly session = inject(Session);
  private readonly socket = inject(RealtimeSocket);
  private readonly link = inject(Link);
  private readonly confirmed = inject(Confirmed);
  private readonly store = inject(ConversationStore);
  private readonly lists = inject(ConversationLists);
  private readonly feeds = inject(MessageFeeds);
  private readonly copy = inject(OfflineCopy);
  private readonly freshness = inject(Freshness);
  private readonly missed = inject(CatchUp);
  private readonly outbox = inject(Outbox);
  private readonly drafts = inject(Drafts);
  private readonly edits = inject(KeptEdits);
  private readonly reads = inject(ReadPositions);
  private readonly reactions = inject(Reactions);
  private readonly receipts = inject(Receipts);
  private readonly blocks = inject(Blocks);
  private readonly teams = inject(Teams);
  private readonly unread = inject(UnreadTotal);
  private readonly life = inject(ServerLife);
  private readonly toasts = inject(Toasts);
  private whose: string | undefined;
  private restored: Promise<void> = Promise.resolve();
  private resumed: Promise<unknown> = Promise.resolve();
  private catching: Promise<void> | undefined;
  private asksAgain = false;
  private failedTries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.socket.onEvent((event) => this.receive(event));
    this.socket.onOpen(() => void this.catchUp());
    this.confirmed.onApplied((event) => this.follow(event));
    this.outbox.onConfirmed((message) => this.receive(createdEvent(message)));
    this.reactions.onRefused(({ detail }) => this.toasts.showError(detail));
    const waiting = risesLater(this.store.waiting, READ_WITHIN_MS);
    effect(() => this.unread.unreadTotal.set(waiting()));
    effect(() => this.link.waiting.set(this.outbox.messages().filter(({ delivery }) => isOnItsWay(delivery)).length));
    effect(() => {
      if (this.socket.isOpen()) return;
      untracked(() => this.missed.remember());
      this.life.doubt();
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
    preparePlainText();
    this.life.doubt();
    this.restored = this.copy.restore(userId).then(() => this.missed.remember());
    this.outbox.resume(userId);
    void this.blocks.restore(userId);
    this.resumed = Promise.all([this.reads.resume(userId), this.reactions.resume(userId), this.drafts.resume(userId)]);
    for (const filter of ['active', 'unread'] as const) void this.lists.ensure(filter);
    // The connection may have been there before this was.
    if (this.socket.isOpen()) void this.catchUp();
  }

  private clear(): void {
    clearTimeout(this.timer);
    const shown = [this.confirmed, this.lists, this.feeds];
    for (const part of [
      ...shown,
      this.outbox,
      this.reads,
      this.reactions,
      this.drafts,
      this.copy,
      this.freshness,
      this.missed,
      this.life,
      this.blocks,
      this.teams,
    ])
      part.clear();
  }

  /** The server was put back to an earlier state: what was read from it is forgotten, what I wrote stays. */
  private async beginAnew(): Promise<void> {
    this.copy.clear();
    await this.life.beginAnew();
    for (const part of [this.confirmed, this.lists, this.feeds, this.freshness, this.missed]) part.clear();
    for (const part of [this.reads, this.reactions, this.outbox, this.drafts, this.edits, this.copy]) part.beginAnew();
    void this.blocks.load();
    void this.teams.load();
    this.toasts.show({ text: t('sync.restored') });
  }

  private receive(event: RealtimeEvent): void {
    if (event.type === 'epoch') return this.noteEpoch(event.data.epoch);
    if (event.type === 'resync') return this.catchUpIn(Math.random() * event.data.spreadMs);
    if (event.type === 'member.removed' && event.data.userId === this.session.me()?.id)
      return this.missed.forget(event.conversationId, event.data);
    this.confirmed.apply(event);
    if (event.type === 'draft.updated') this.drafts.receive(newsOfEvent(event));
    if ('data' in event && event.type.startsWith('message.')) this.confirmOwn(event as MessageEvent);
    this.complete(event);
  }

  private noteEpoch(epoch: string): void {
    if (this.freshness.isCurrent && !this.catching) this.life.note(epoch);
  }

  /** Asks for what the event did not say. */
  private complete(event: RealtimeEvent): void {
    this.store.complete();
    if (!('conversationId' in event) || event.conversationId === null) return;
    this.feeds.complete(event.conversationId);
    this.receipts.complete(event.conversationId);
  }

  private confirmOwn({ data: { sender, clientId } }: MessageEvent): void {
    if (sender.id === this.session.me()?.id) this.outbox.confirm(clientId);
  }

  /** What no view of the state holds follows too. */
  private follow(event: RealtimeEvent): void {
    const myId = this.session.me()?.id;
    for (const part of [this.outbox, this.copy, this.edits]) part.follow(event, myId);
  }

  private async runAnew(): Promise<number> {
    await this.beginAnew();
    return (await this.missed.run()) ?? 0;
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
    this.outbox.sayAll();
    void this.blocks.load();
    void this.teams.load();
    this.link.isCatchingUp.set(true);
    try {
      await Promise.all([this.restored, this.resumed]);
      this.link.addNews((await this.missed.run()) ?? (await this.runAnew()));
      // Not before: a server that was put back lists no draft of the time it lost, and its numbers mean other messages.
      for (const part of [this.outbox, this.reads, this.reactions]) part.sayAll();
      void this.drafts.catchUp();
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
