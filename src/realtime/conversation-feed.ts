import type { MessageOrigin } from '../messages/messages.events.js';
import type { Audience } from './audiences.js';
import type { EventFrame } from './frames/server-frame.js';

/** Something to tell everybody in a conversation. */
export interface FeedItem {
  readonly rev: number;
  readonly membersRev: number;
  readonly frame: EventFrame;
  /** The connection that sent the message: it gets an acknowledgement in place of the frame. */
  readonly origin?: MessageOrigin;
  /** A frame that tells a state, not a step: it is told even when its rev was passed. */
  readonly isState?: boolean;
}

/** What a feed needs of the node it runs on. */
export interface FeedSurroundings {
  /** The audience if it is remembered at this version. */
  peekAudience(membersRev: number): Audience | undefined;
  audience(membersRev: number): Promise<Audience>;
  isListening(audience: Audience): boolean;
  /** What happened after one rev and before another, in order; `complete` is false when there is too much of it. */
  missed(afterRev: number, beforeRev: number): Promise<readonly EventFrame[]>;
  deliver(item: Pick<FeedItem, 'frame' | 'origin'>, audience: Audience): void;
  /** False while this node cannot be sure that nobody's rights were revoked. */
  isSure(): boolean;
  /** Resolves when it is sure again. */
  sure(): Promise<void>;
}

/**
 * Tells the sockets of this node what happens in one conversation, in rev order and each thing once. A rev that does
 * not follow the last one told is first filled from the database, because another connection or node wrote what is
 * missing; an item whose rev was passed has been told by such a fill.
 */
export class ConversationFeed {
  private readonly waiting: FeedItem[] = [];
  private lastRev: number | undefined;
  private isWorking = false;

  constructor(private readonly surroundings: FeedSurroundings) {}

  /** True when nobody here listens and nothing is under way, so that the feed can be forgotten. */
  isIdle = true;

  accept(item: FeedItem): void {
    const audience =
      this.isWorking || !this.surroundings.isSure() ? undefined : this.surroundings.peekAudience(item.membersRev);
    const follows = this.lastRev === undefined || item.rev === this.lastRev + 1;
    if (audience && follows) {
      this.tell(item, audience);
      return;
    }
    this.waiting.push(item);
    if (!this.isWorking) void this.work();
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    for (let item = this.waiting.shift(); item; item = this.waiting.shift()) {
      try {
        await this.catchUpWith(item);
      } catch {
        // The database is away. Clients notice the gap by rev and catch up; this feed starts anew after it.
        this.lastRev = item.rev;
        this.acknowledgeOnly(item);
      }
    }
    this.isWorking = false;
  }

  private async catchUpWith(item: FeedItem): Promise<void> {
    const audience = await this.surroundings.audience(item.membersRev);
    if (!this.surroundings.isSure()) await this.surroundings.sure();
    const { lastRev } = this;
    if (lastRev !== undefined && item.rev > lastRev + 1 && this.surroundings.isListening(audience)) {
      for (const frame of await this.surroundings.missed(lastRev, item.rev))
        this.surroundings.deliver({ frame }, audience);
    }
    if (lastRev === undefined || item.rev > lastRev || item.isState) this.tell(item, audience);
    else this.acknowledgeOnly(item);
  }

  private tell(item: FeedItem, audience: Audience): void {
    this.lastRev = Math.max(item.rev, this.lastRev ?? 0);
    this.isIdle = !this.surroundings.isListening(audience);
    this.surroundings.deliver(item, audience);
  }

  private acknowledgeOnly(item: FeedItem): void {
    if (item.origin) this.surroundings.deliver(item, { membersRev: item.membersRev, userIds: [] });
  }
}
