import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { markRead } from '../../api/fn/conversations/mark-read';
import type { ConversationDto } from '../../api/models/conversation-dto';
import { LocalDatabase } from '../../core/local-database';
import { isTemporary, problemOf } from '../../core/problem';
import { backoffDelay } from '../../core/realtime/backoff';
import { ServerLife } from '../../core/server-life';
import { isCount, isObject } from '../../core/shapes';
import { Confirmed } from '../confirmed';
import { readThrough } from './known-conversations';

/** Up to where I have read, and how many unread messages that were. */
interface Read {
  readonly seq: number;
  readonly count: number;
}

type Reads = Readonly<Record<string, Read>>;

const KEY = 'reads';

/**
 * How far I have read, until the server confirmed it. It is shown at once and said again, also on the next visit, as long
 * as there is no answer; what the server refuses is unread again.
 */
@Injectable({ providedIn: 'root' })
export class ReadPositions {
  private readonly api = inject(Api);
  private readonly local = inject(LocalDatabase);
  private readonly confirmed = inject(Confirmed);
  private readonly life = inject(ServerLife);
  private readonly pending = signal<Reads>({});
  private readonly saying = new Map<string, Promise<void>>();
  private whose: string | undefined;
  private failedTries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  /** I read up to here, which were so many messages that were unread. */
  read(conversationId: string, seq: number, count: number): void {
    const before = this.pending()[conversationId];
    if (before && before.seq >= seq) return;
    this.change({ ...this.pending(), [conversationId]: { seq, count: (before?.count ?? 0) + count } });
    void this.say(conversationId);
  }

  /** Up to where I have read without the server's word; 0 where it has all. */
  of(conversationId: string): number {
    return this.pending()[conversationId]?.seq ?? 0;
  }

  /** The conversation as I have read it. */
  shown(conversation: ConversationDto): ConversationDto {
    const read = this.pending()[conversation.id];
    const { me, lastSeq, unreadCount, unreadMentions } = conversation;
    if (!read || read.seq <= me.lastReadSeq) return conversation;
    const left = read.seq >= lastSeq ? 0 : Math.max(0, unreadCount - read.count);
    const counts = { unreadCount: left, unreadMentions: Math.min(unreadMentions, left) };
    return { ...conversation, me: { ...me, lastReadSeq: read.seq }, ...counts };
  }

  /** I want it unread: what is not confirmed is not said again. Resolves when nothing is on its way any more. */
  async takeBack(conversationId: string): Promise<void> {
    this.drop(conversationId);
    await this.saying.get(conversationId);
  }

  /** Shows what was not confirmed on the last visit of this person; it is said with the next connection. */
  async resume(userId: string): Promise<void> {
    this.whose = userId;
    const kept = await this.local.get('account', KEY, isReads);
    if (this.whose !== userId || !kept) return;
    this.change({ ...kept, ...this.pending() });
  }

  /** There is a connection: says everything that is not confirmed. */
  sayAll(): void {
    clearTimeout(this.timer);
    for (const id of Object.keys(this.pending())) void this.say(id);
  }

  /** What was read had numbers that now stand for others. */
  beginAnew(): void {
    this.change({});
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.whose = undefined;
    clearTimeout(this.timer);
    this.pending.set({});
  }

  /** One question at a time; the newest position last. */
  private say(conversationId: string): Promise<void> {
    const saying =
      this.saying.get(conversationId) ??
      this.sayUntilConfirmed(conversationId).finally(() => this.saying.delete(conversationId));
    this.saying.set(conversationId, saying);
    return saying;
  }

  private async sayUntilConfirmed(conversationId: string): Promise<void> {
    try {
      for (let seq = this.of(conversationId); seq > 0; seq = this.of(conversationId)) {
        if (this.life.isDoubted()) return;
        await this.api.invoke(markRead, { conversationId, body: { seq } });
        this.failedTries = 0;
        this.confirmed.conversations.update((known) => readThrough(known, conversationId, seq));
        if (this.of(conversationId) === seq) this.drop(conversationId);
      }
    } catch (error) {
      if (!isTemporary(problemOf(error))) return this.drop(conversationId);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.sayAll(), backoffDelay(++this.failedTries));
    }
  }

  private drop(conversationId: string): void {
    const { [conversationId]: _, ...others } = this.pending();
    this.change(others);
  }

  private change(to: Reads): void {
    this.pending.set(to);
    void this.local.write([{ store: 'account', key: KEY, ...(Object.keys(to).length > 0 && { value: to }) }]);
  }
}

function isReads(value: unknown): value is Reads {
  return (
    isObject(value) &&
    Object.values(value).every((one) => isObject(one) && isCount(one['seq']) && isCount(one['count']))
  );
}
