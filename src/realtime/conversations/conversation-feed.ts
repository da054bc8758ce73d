import type { MessageOrigin } from '../../messages/messages.events.js';
import type { ChangeCause } from '../../messages/shape/change-cause.js';
import type { EventFrame } from '../frames/server-frame.js';
import type { Audience } from './audiences.js';

/** Something to tell everybody in a conversation. */
export interface FeedItem {
  readonly rev: number;
  /** The first rev it stands for, when there are several; `rev` is the last. */
  readonly firstRev?: number;
  readonly membersRev: number;
  /** What to tell of `rev`; without one it is read from the database, like all that was missed before it. */
  readonly frame?: EventFrame;
  /** Why `rev` was taken, which is not in the database. */
  readonly cause?: ChangeCause | undefined;
  /** The connection that sent the message: it gets an acknowledgement in place of the frame. */
  readonly origin?: MessageOrigin;
}

/** What a feed needs of the node it runs on. */
export interface FeedSurroundings {
  /** The audience if it is remembered at this version. */
  peekAudience(membersRev: number): Audience | undefined;
  audience(membersRev: number): Promise<Audience>;
  isListening(audience: Audience): boolean;
  /**
   * What happened after one rev and up to another, for this cause, in order; and the version of the members it was read
   * with.
   */
  moved(
    afterRev: number,
    upToRev: number,
    cause: ChangeCause | undefined,
  ): Promise<{ frames: readonly EventFrame[]; membersRev: number }>;
  /** To all of them, but for the connection that it came from: that one is acknowledged. */
  deliver(frame: EventFrame, audience: Audience, origin?: MessageOrigin): void;
  /** Answers the sender alone. */
  acknowledge(frame: EventFrame, origin: MessageOrigin): void;
  /** False while this node cannot be sure that nobody's rights were revoked. */
  isSure(): boolean;
  /** Resolves when it is sure again. */
  sure(): Promise<void>;
  /** Something could not be read, for the `times`-th time in a row: resolves when it is to be tried again. */
  failed(error: unknown, times: number): Promise<void>;
  /** What had failed has been told. */
  recovered(): void;
}

/**
 * Tells the sockets of this node what happens in one conversation, in rev order and each thing once. A rev that does
 * not follow the last one told is first filled from the database, because another connection or node wrote what is
 * missing; an item whose rev was passed has been told by such a fill. No rev is passed over: what cannot be read is tried
 * again until it can.
 */
export class ConversationFeed {
  private readonly waiting: FeedItem[] = [];
  private lastRev: number | undefined;
  private isWorking = false;

  constructor(private readonly surroundings: FeedSurroundings) {}

  /** True when nobody here listens and nothing is under way, so that the feed can be forgotten. */
  isIdle = true;

  accept(item: FeedItem): void {
    const { frame, rev, membersRev } = item;
    if (!this.isWorking && !frame && this.lastRev !== undefined && rev <= this.lastRev) return;
    if (frame && !this.isWorking && (this.lastRev === undefined || rev === this.lastRev + 1)) {
      const audience = this.surroundings.isSure() ? this.surroundings.peekAudience(membersRev) : undefined;
      if (audience) return this.tell(rev, frame, audience, item.origin);
    }
    this.waiting.push(item);
    this.isIdle = false;
    if (!this.isWorking) void this.work();
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    let failures = 0;
    for (let item = this.waiting[0]; item; item = this.waiting[0]) {
      try {
        await this.catchUpWith(item);
        this.waiting.shift();
        if (failures > 0) this.surroundings.recovered();
        failures = 0;
      } catch (error) {
        this.acknowledgeAndMerge();
        await this.surroundings.failed(error, ++failures);
      }
    }
    this.isWorking = false;
  }

  /** What waits is committed: its senders need not wait, and all of it will be read at once. */
  private acknowledgeAndMerge(): void {
    for (const item of this.waiting) this.acknowledge(item);
    const revs = this.waiting.map(({ firstRev, rev }) => firstRev ?? rev);
    const move = {
      firstRev: Math.min(...revs),
      rev: Math.max(...this.waiting.map(({ rev }) => rev)),
      membersRev: Math.max(...this.waiting.map(({ membersRev }) => membersRev)),
    };
    this.waiting.splice(0, Infinity, move);
  }

  private async catchUpWith(item: FeedItem): Promise<void> {
    const { frame, rev, membersRev, cause } = item;
    await this.fill(this.lastRev ?? (item.firstRev ?? rev) - 1, frame ? rev - 1 : rev, membersRev, cause);
    if (!frame) return;
    const audience = await this.currentAudience(membersRev);
    if (this.lastRev === undefined || rev > this.lastRev) this.tell(rev, frame, audience, item.origin);
    else this.acknowledge(item);
  }

  private async fill(
    afterRev: number,
    upToRev: number,
    membersRev: number,
    cause: ChangeCause | undefined,
  ): Promise<void> {
    if (upToRev <= afterRev) return;
    const known = await this.currentAudience(membersRev);
    this.isIdle = !this.surroundings.isListening(known);
    if (!this.isIdle) {
      const moved = await this.surroundings.moved(afterRev, upToRev, cause);
      const audience = await this.currentAudience(Math.max(membersRev, moved.membersRev));
      for (const frame of moved.frames) this.surroundings.deliver(frame, audience);
    }
    this.lastRev = upToRev;
  }

  /** Who may hear it now. Reading takes time in which rights end, so it is read again until the node is sure of it. */
  private async currentAudience(membersRev: number): Promise<Audience> {
    for (;;) {
      await this.surroundings.sure();
      const audience = await this.surroundings.audience(membersRev);
      if (this.surroundings.isSure()) return audience;
    }
  }

  private tell(rev: number, frame: EventFrame, audience: Audience, origin: MessageOrigin | undefined): void {
    this.lastRev = rev;
    this.isIdle = !this.surroundings.isListening(audience);
    this.surroundings.deliver(frame, audience, origin);
  }

  private acknowledge({ frame, origin }: FeedItem): void {
    if (frame && origin) this.surroundings.acknowledge(frame, origin);
  }
}
