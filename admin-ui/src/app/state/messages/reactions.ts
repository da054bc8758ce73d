import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { addReaction } from '../../api/fn/messages/add-reaction';
import { removeReaction } from '../../api/fn/messages/remove-reaction';
import type { MessageDto } from '../../api/models/message-dto';
import type { ReactionDto } from '../../api/models/reaction-dto';
import { LocalDatabase } from '../../core/local-database';
import { isTemporary, type Problem, problemOf } from '../../core/problem';
import { backoffDelay } from '../../core/realtime/backoff';
import { ServerLife } from '../../core/server-life';
import { isCount, isObject, isText } from '../../core/shapes';
import { Confirmed } from '../confirmed';
import { messageEvent } from './answers-as-events';
import { MessageFeeds } from './message-feeds';
import { withMine } from './reactions-after';

/** With what I want to have reacted, or no longer. */
interface Wish {
  readonly conversationId: string;
  readonly seq: number;
  readonly emoji: string;
  readonly added: boolean;
}

type Wishes = ReadonlyMap<string, Wish>;

const KEY = 'reactions';

/**
 * My reactions, until the server confirmed them. They are shown at once and said again, also on the next visit, as long as
 * there is no answer; what the server refuses is as it was before.
 */
@Injectable({ providedIn: 'root' })
export class Reactions {
  private readonly api = inject(Api);
  private readonly local = inject(LocalDatabase);
  private readonly confirmed = inject(Confirmed);
  private readonly feeds = inject(MessageFeeds);
  private readonly life = inject(ServerLife);
  private readonly pending = signal<Wishes>(new Map());
  private readonly saying = new Set<string>();
  private readonly listeners = new Set<(problem: Problem) => void>();
  private whose: string | undefined;
  private failedTries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  /** Is told why the server refused one. */
  onRefused(listener: (problem: Problem) => void): void {
    this.listeners.add(listener);
  }

  /** Those of a message, as I want mine to be. */
  shown(message: MessageDto): readonly ReactionDto[] {
    let { reactions }: { readonly reactions: readonly ReactionDto[] } = message;
    for (const { conversationId, seq, emoji, added } of this.pending().values()) {
      if (conversationId === message.conversationId && seq === message.seq)
        reactions = withMine(reactions, emoji, added);
    }
    return reactions;
  }

  /** Whether I am among those who reacted with it. */
  isMine(message: MessageDto, emoji: string): boolean {
    return this.shown(message).some((one) => one.emoji === emoji && one.me);
  }

  /** Joins those who reacted with it, or leaves them. */
  toggle(message: MessageDto, emoji: string): void {
    this.want(message, emoji, !this.isMine(message, emoji));
  }

  /** Joins those who reacted with it; once is enough. */
  add(message: MessageDto, emoji: string): void {
    if (!this.isMine(message, emoji)) this.want(message, emoji, true);
  }

  private want({ conversationId, seq }: MessageDto, emoji: string, added: boolean): void {
    const wish = { conversationId, seq, emoji, added };
    this.change(new Map(this.pending()).set(keyOf(wish), wish));
    void this.say(keyOf(wish));
  }

  /** Shows what was not confirmed on the last visit of this person; it is said with the next connection. */
  async resume(userId: string): Promise<void> {
    this.whose = userId;
    const kept = await this.local.get('account', KEY, isWishes);
    if (this.whose !== userId || !kept) return;
    this.change(new Map([...kept.map((wish) => [keyOf(wish), wish] as const), ...this.pending()]));
  }

  /** There is a connection: says everything that is not confirmed. */
  sayAll(): void {
    clearTimeout(this.timer);
    for (const key of this.pending().keys()) void this.say(key);
  }

  /** The messages had numbers that now stand for others. */
  beginAnew(): void {
    this.change(new Map());
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.whose = undefined;
    clearTimeout(this.timer);
    this.pending.set(new Map());
  }

  /** One request at a time for each, the newest wish last. */
  private async say(key: string): Promise<void> {
    if (this.saying.has(key)) return;
    this.saying.add(key);
    try {
      for (let wish = this.pending().get(key); wish; wish = this.pending().get(key)) {
        if (this.life.isDoubted()) return;
        await this.request(wish);
        this.failedTries = 0;
        this.settle(wish);
        if (this.pending().get(key) === wish) this.drop(key);
      }
    } catch (error) {
      this.fail(key, problemOf(error));
    } finally {
      this.saying.delete(key);
    }
  }

  private request({ conversationId, seq, emoji, added }: Wish): Promise<void> {
    return this.api.invoke(added ? addReaction : removeReaction, { conversationId, seq, emoji });
  }

  /** The event that tells everybody may have come before this, or come later: both lead to the same. */
  private settle({ conversationId, seq, emoji, added }: Wish): void {
    const message = this.feeds
      .peek(conversationId)
      ?.messages()
      .find((one) => one.seq === seq);
    if (!message) return;
    const reactions = withMine(message.reactions, emoji, added);
    if (reactions !== message.reactions) this.confirmed.apply(messageEvent({ ...message, reactions: [...reactions] }));
  }

  private fail(key: string, problem: Problem): void {
    if (isTemporary(problem)) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.sayAll(), backoffDelay(++this.failedTries));
      return;
    }
    this.drop(key);
    for (const listener of this.listeners) listener(problem);
  }

  private drop(key: string): void {
    this.change(new Map([...this.pending()].filter(([one]) => one !== key)));
  }

  private change(to: Wishes): void {
    this.pending.set(to);
    void this.local.write([{ store: 'account', key: KEY, ...(to.size > 0 && { value: [...to.values()] }) }]);
  }
}

function keyOf({ conversationId, seq, emoji }: Wish): string {
  return `${conversationId}/${seq}/${emoji}`;
}

function isWishes(value: unknown): value is readonly Wish[] {
  return (
    Array.isArray(value) &&
    value.every(
      (one) =>
        isObject(one) &&
        isText(one['conversationId']) &&
        isCount(one['seq']) &&
        isText(one['emoji']) &&
        typeof one['added'] === 'boolean',
    )
  );
}
