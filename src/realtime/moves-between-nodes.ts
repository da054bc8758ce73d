import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { type ConversationMove, Outbox } from '../core/outbox/outbox.js';
import { Connections } from './connections.js';
import { Hub } from './hub.js';

/** How often the outbox is read for what the bus did not tell. */
const LOOK_EVERY_MS = 1_000;
/** Longer than the overlap in which a row can be read again. */
const REMEMBER_MS = 60_000;
/** So many fit into one message of the bus. */
const MOVES_AT_ONCE = 60;

type PackedMove = [conversationId: string, firstRev: number, lastRev: number, membersRev: number];

declare module '../core/bus/bus.js' {
  interface BusTopics {
    'conversations.moved': PackedMove[];
  }
}

/**
 * Lets every node hear what was committed on the others: at once by the bus, and whatever the bus lost within a second
 * by reading the outbox. Either only says that a conversation moved; the hub reads what moved.
 */
@Injectable()
export class MovesBetweenNodes implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(MovesBetweenNodes.name);
  private readonly untold = new Map<string, ConversationMove>();
  /** Outbox rows that were heard, and when. */
  private readonly heard = new Map<string, number>();
  private readAt: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly outbox: Outbox,
    private readonly hub: Hub,
    private readonly connections: Connections,
  ) {}

  onModuleInit(): void {
    for (const name of ['message.created', 'message.updated', 'message.deleted'] as const) {
      this.events.on(name, ({ conversationId, rev, membersRev }) =>
        this.tell({ conversationId, firstRev: rev, lastRev: rev, membersRev }),
      );
    }
    this.events.on('conversation.changed', (move) => this.tell(move));
    this.bus.on('conversations.moved', (moves) => {
      for (const [conversationId, firstRev, lastRev, membersRev] of moves) {
        this.hub.catchUp({ conversationId, firstRev, lastRev, membersRev });
      }
    });
  }

  onApplicationBootstrap(): void {
    void this.lookAndGoOn();
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** Several moves of a conversation in one turn of the event loop are one. */
  private tell(move: ConversationMove): void {
    if (this.untold.size === 0) setImmediate(() => this.tellAll());
    const earlier = this.untold.get(move.conversationId);
    this.untold.set(move.conversationId, {
      conversationId: move.conversationId,
      firstRev: Math.min(move.firstRev, earlier?.firstRev ?? move.firstRev),
      lastRev: Math.max(move.lastRev, earlier?.lastRev ?? 0),
      membersRev: Math.max(move.membersRev, earlier?.membersRev ?? 0),
    });
  }

  private tellAll(): void {
    const moves = [...this.untold.values()].map(({ conversationId, firstRev, lastRev, membersRev }): PackedMove => [
      conversationId,
      firstRev,
      lastRev,
      membersRev,
    ]);
    this.untold.clear();
    for (let n = 0; n < moves.length; n += MOVES_AT_ONCE) {
      this.bus.tell('conversations.moved', moves.slice(n, n + MOVES_AT_ONCE));
    }
  }

  private async lookAndGoOn(): Promise<void> {
    try {
      if (this.connections.size > 0) await this.look();
      else this.readAt = undefined;
    } catch (error) {
      // The database is away; the next look covers this one.
      this.logger.debug(error);
    }
    if (!this.isStopped) this.timer = setTimeout(() => void this.lookAndGoOn(), LOOK_EVERY_MS).unref();
  }

  private async look(): Promise<void> {
    const { readAt, rows } = await this.outbox.fromOthers(this.readAt);
    this.readAt = readAt;
    const now = performance.now();
    for (const { id, moves } of rows) {
      if (this.heard.has(id)) continue;
      this.heard.set(id, now);
      for (const move of moves) this.hub.catchUp(move);
    }
    for (const [id, at] of this.heard) {
      if (at > now - REMEMBER_MS) break;
      this.heard.delete(id);
    }
  }
}
