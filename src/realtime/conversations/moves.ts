import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Bus } from '../../core/bus/bus.js';
import { DomainEvents } from '../../core/events/domain-events.js';
import type { ChangeCause } from '../../messages/shape/change-cause.js';
import { addTo, merged } from '../../core/outbox/moves-row.js';
import { type ConversationMove, Outbox } from '../../core/outbox/outbox.js';
import { Connections } from '../connections.js';
import { Hub } from './hub.js';

/** How often the outbox is read for what neither the event after a commit nor the bus told. */
const LOOK_EVERY_MS = 1_000;
/** So many fit into one message of the bus, each with its cause. */
const MOVES_AT_ONCE = 30;

type PackedMove = [conversationId: string, firstRev: number, lastRev: number, membersRev: number, cause?: ChangeCause];

declare module '../../core/bus/bus.js' {
  interface BusTopics {
    'conversations.moved': PackedMove[];
  }
}

/**
 * Lets the hub hear of everything that was committed: what other nodes wrote at once by the bus, and whatever was told by
 * nobody, be it this node's own, within a second by reading the outbox. Either only says that a conversation moved; the
 * hub reads what moved, and passes over what it has told.
 */
@Injectable()
export class Moves implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Moves.name);
  private readonly untold = new Map<string, ConversationMove>();
  /** Why the last rev of each of them was taken, where a reader of the database would not see it. */
  private readonly causes = new Map<string, ChangeCause>();
  /** Of the last reading of the outbox. */
  private snapshot: string | undefined;
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
    this.events.on('conversation.changed', ({ cause, ...move }) => this.tell(move, cause));
    this.bus.on('conversations.moved', (moves) => {
      for (const [conversationId, firstRev, lastRev, membersRev, cause] of moves) {
        this.hub.catchUp({ conversationId, firstRev, lastRev, membersRev }, cause);
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
  private tell(move: ConversationMove, cause?: ChangeCause): void {
    const { conversationId, lastRev } = move;
    if (this.untold.size === 0) setImmediate(() => this.tellAll());
    if (lastRev > (this.untold.get(conversationId)?.lastRev ?? -1)) {
      if (cause) this.causes.set(conversationId, cause);
      else this.causes.delete(conversationId);
    }
    addTo(this.untold, move);
  }

  private tellAll(): void {
    const moves = [...this.untold.values()].map(({ conversationId, firstRev, lastRev, membersRev }): PackedMove => {
      const cause = this.causes.get(conversationId);
      return cause
        ? [conversationId, firstRev, lastRev, membersRev, cause]
        : [conversationId, firstRev, lastRev, membersRev];
    });
    this.untold.clear();
    this.causes.clear();
    for (let n = 0; n < moves.length; n += MOVES_AT_ONCE) {
      this.bus.tell('conversations.moved', moves.slice(n, n + MOVES_AT_ONCE));
    }
  }

  private async lookAndGoOn(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      // The database is away; the next look covers this one.
      this.logger.debug(error);
    }
    if (!this.isStopped) this.timer = setTimeout(() => void this.lookAndGoOn(), LOOK_EVERY_MS).unref();
  }

  /** Also while nobody is connected: whoever connects must not miss what is committed until the next look. */
  private async look(): Promise<void> {
    const { snapshot, moves } = await this.outbox.since(this.snapshot);
    this.snapshot = snapshot;
    if (this.connections.size === 0) return;
    for (const move of merged(moves).values()) this.hub.catchUp(move);
  }
}
