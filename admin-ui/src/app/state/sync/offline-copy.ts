import { computed, DestroyRef, DOCUMENT, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MessageDto } from '../../api/models/message-dto';
import type { MyFullStateDto } from '../../api/models/my-full-state-dto';
import { type Change, LocalDatabase } from '../../core/local-database';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { ServerLife } from '../../core/server-life';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { serverNow } from '../../core/server-clock';
import { whenIdle } from '../../core/when-idle';
import { Confirmed } from '../confirmed';
import { ConversationLists } from '../conversations/conversation-lists';
import { ConversationStore } from '../conversations/conversation-store';
import { Freshness } from './freshness';
import { heldAfter, isGoneAfter } from '../messages/held-message';
import { isKeptConversation, isKeptStretch, type KeptStretch } from '../messages/kept-shapes';
import type { MessageFeed } from '../messages/message-feed';
import { MessageFeeds } from '../messages/message-feeds';
import { Receipts } from '../messages/receipts';

/** As many as the first page of the list. */
const CONVERSATIONS_KEPT = 100;
/** Of so many, the newest messages are kept. */
const STRETCHES_KEPT = 30;
/** Of a conversation so many people's positions are kept. */
const POSITIONS_KEPT = 50;
/** At the latest; sooner when the browser has nothing else to do. */
const WRITTEN_WITHIN_MS = 1_500;

/** What of a conversation is in the database, by identity. */
interface Written {
  readonly messages: readonly MessageDto[];
  readonly positions: ReturnType<Receipts['positionsOf']>;
}

/**
 * What can be read without a connection: the beginning of the list, and the newest messages of the most recent
 * conversations. Written behind what is shown, so that whatever vanishes there vanishes here.
 */
@Injectable({ providedIn: 'root' })
export class OfflineCopy {
  private readonly local = inject(LocalDatabase);
  private readonly confirmed = inject(Confirmed);
  private readonly store = inject(ConversationStore);
  private readonly lists = inject(ConversationLists);
  private readonly feeds = inject(MessageFeeds);
  private readonly freshness = inject(Freshness);
  private readonly life = inject(ServerLife);
  private readonly socket = inject(RealtimeSocket);
  private readonly receipts = inject(Receipts);
  private readonly document = inject(DOCUMENT);

  private readonly isRead = signal(false);
  private whose: string | undefined;
  /** What is in the database, by identity: what is still the same need not be written. */
  private conversations = new Map<string, ConversationDto>();
  private stretches = new Map<string, Written | undefined>();
  private isDue = false;
  private isFilling = false;

  private readonly wanted = computed(() => {
    const { byId } = this.confirmed.conversations.read();
    const first = this.lists.list('active').slice(0, CONVERSATIONS_KEPT);
    return first.flatMap(({ id }) => byId.get(id) ?? []);
  });
  private readonly recent = computed(() => [...this.wanted()].sort(byActivity).slice(0, STRETCHES_KEPT));

  constructor() {
    effect(() => {
      this.wanted();
      for (const { id } of this.recent()) {
        this.feeds.peek(id)?.newest();
        this.feeds.peek(id)?.isIncomplete();
        this.receipts.positionsOf(id);
      }
      this.socket.isOpen();
      if (this.isRead()) untracked(() => this.writeSoon());
    });
    const write = (): void => {
      if (this.document.visibilityState === 'hidden') this.write();
    };
    this.document.addEventListener('visibilitychange', write);
    inject(DestroyRef).onDestroy(() => this.document.removeEventListener('visibilitychange', write));
  }

  /** Shows what this device kept for this person, where nothing newer is known. */
  async restore(userId: string): Promise<void> {
    this.whose = userId;
    const [conversations, stretches] = await Promise.all([
      this.local.all('conversations', isKeptConversation),
      this.local.all('messages', isKeptStretch),
      this.freshness.recall(),
      this.life.recall(),
    ]);
    if (this.whose !== userId) return;
    this.conversations = new Map(conversations.map((one) => [one.id, one]));
    this.stretches = new Map(stretches.map(({ conversationId }) => [conversationId, undefined]));
    const revs = new Map(conversations.map(({ id, lastRev }) => [id, lastRev]));
    for (const stretch of stretches) this.show(stretch, revs.get(stretch.conversationId));
    this.store.putMissing(conversations);
    this.isRead.set(true);
  }

  /** What is kept follows at once, also where the log shows another place now. */
  follow(event: RealtimeEvent, myId: string | undefined): void {
    switch (event.type) {
      case 'message.updated':
      case 'message.deleted':
      case 'subject.updated':
      case 'me.updated':
        return this.revise((messages) => messagesAfter(messages, event, myId), event.conversationId);
      case 'user.updated':
        return this.revise((messages) => messagesAfter(messages, event, myId));
      case 'member.removed': {
        const key = event.conversationId;
        if (event.data.userId !== myId) return;
        return void this.local.write([
          { store: 'conversations', key },
          { store: 'messages', key },
        ]);
      }
      default:
        return;
    }
  }

  /** These are not mine to see any more. */
  strike(conversationId: string, { hidden, clearedThroughSeq }: MyFullStateDto): void {
    if (hidden.length === 0 && clearedThroughSeq === 0) return;
    const isMine = ({ seq }: MessageDto): boolean => seq > clearedThroughSeq && !hidden.includes(seq);
    this.revise((messages) => messages.filter(isMine), conversationId);
  }

  /** Nothing is kept of what was read until now; from now on it is. */
  beginAnew(): void {
    this.conversations.clear();
    this.stretches.clear();
    this.isRead.set(true);
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.whose = undefined;
    this.isRead.set(false);
    this.conversations.clear();
    this.stretches.clear();
  }

  private revise(to: (messages: KeptStretch['messages']) => KeptStretch['messages'], only?: string): void {
    const revised = (kept: unknown): unknown => {
      if (!isKeptStretch(kept)) return kept;
      const messages = to(kept.messages);
      return messages === kept.messages ? kept : { ...kept, messages };
    };
    void this.local.revise('messages', revised, only);
  }

  private show(stretch: KeptStretch, lastRev: number | undefined): void {
    // What the list does not hold cannot be opened.
    if (lastRev === undefined) return;
    this.feeds.prepare(stretch.conversationId).restore(stretch, stretch.rev < lastRev);
    this.receipts.restore(stretch.conversationId, stretch.positions ?? []);
  }

  private writeSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    whenIdle(() => this.write(), WRITTEN_WITHIN_MS);
  }

  private write(): void {
    this.isDue = false;
    if (!this.isRead()) return;
    void this.local.write([...this.changedConversations(), ...this.changedStretches()], this.life.isOurs);
    void this.fill();
  }

  private changedConversations(): Change[] {
    const wanted = new Map(this.wanted().map((one) => [one.id, this.asKept(one)]));
    const gone = [...this.conversations.keys()].filter((id) => !wanted.has(id));
    const changed = [...wanted.values()].filter((one) => this.conversations.get(one.id) !== one);
    this.conversations = wanted;
    return [
      ...gone.map((key): Change => ({ store: 'conversations', key })),
      ...changed.map((value): Change => ({ store: 'conversations', key: value.id, value })),
    ];
  }

  /** As it was, while messages that it speaks of are on their way: a visit that begins before they came asks for them too. */
  private asKept(one: ConversationDto): ConversationDto {
    const isIncomplete = this.feeds.peek(one.id)?.isIncomplete() ?? false;
    return (isIncomplete && this.conversations.get(one.id)) || one;
  }

  private changedStretches(): Change[] {
    const changes: Change[] = [];
    const recent = new Set(this.recent().map(({ id }) => id));
    for (const key of [...this.stretches.keys()].filter((id) => !recent.has(id))) {
      this.stretches.delete(key);
      changes.push({ store: 'messages', key });
    }
    for (const key of recent) {
      const feed = this.feeds.peek(key);
      const messages = feed?.newest();
      const positions = this.receipts.positionsOf(key);
      const before = this.stretches.get(key);
      if (!feed || !messages || (messages === before?.messages && positions === before.positions)) continue;
      this.stretches.set(key, { messages, positions });
      changes.push({ store: 'messages', key, value: stretchOf(feed, messages, positions) });
    }
    return changes;
  }

  /** Fetches what nobody opened here yet, one conversation after the other, while there is nothing else to do. */
  private async fill(): Promise<void> {
    if (this.isFilling || !savesNothing()) return;
    this.isFilling = true;
    try {
      for (let next = this.nextToFill(); next !== undefined; next = this.nextToFill()) {
        const feed = this.feeds.prepare(next);
        await feed.load();
        if (feed.status() !== 'ready') return;
        await new Promise<void>((resolve) => whenIdle(resolve, WRITTEN_WITHIN_MS));
      }
    } finally {
      this.isFilling = false;
    }
  }

  private nextToFill(): string | undefined {
    if (!this.socket.isOpen() || this.lists.state('active').status !== 'ready') return undefined;
    return this.recent().find(({ id, lastSeq }) => {
      const status = this.feeds.peek(id)?.status() ?? 'idle';
      return lastSeq > 0 && (status === 'idle' || status === 'failed') && !this.stretches.has(id);
    })?.id;
  }
}

function stretchOf(feed: MessageFeed, messages: readonly MessageDto[], positions: Written['positions']): KeptStretch {
  return {
    conversationId: feed.conversationId,
    rev: feed.knownRev ?? 0,
    keptAt: feed.keptAt() ?? serverNow().toISOString(),
    hasBefore: feed.hasBefore() || messages.length < feed.messages().length,
    messages,
    positions: [...positions].slice(0, POSITIONS_KEPT).map(([userId, position]) => ({ userId, ...position })),
  };
}

/** The same list when nothing in it changed. */
function messagesAfter(
  messages: KeptStretch['messages'],
  event: RealtimeEvent,
  myId: string | undefined,
): KeptStretch['messages'] {
  const next = messages.filter((one) => !isGoneAfter(one, event, myId)).map((one) => heldAfter(one, event, myId));
  return next.length === messages.length && next.every((one, at) => one === messages[at]) ? messages : next;
}

function byActivity(a: ConversationDto, b: ConversationDto): number {
  return (b.lastMessage?.createdAt ?? b.createdAt).localeCompare(a.lastMessage?.createdAt ?? a.createdAt);
}

/** Somebody who pays for every byte asked the browser to spare them. */
function savesNothing(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData !== true;
}
