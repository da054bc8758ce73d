import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { DomainEvents, type DomainEventMap } from '../core/events/domain-events.js';
import { Audiences } from './audiences.js';
import { Connections } from './connections.js';
import { encodeEvent } from './frames/server-frame.js';
import { Sureness } from './sureness.js';

/** In larger groups nobody follows who has read what. */
const MAX_AUDIENCE = 20;

type ReadReceipt = DomainEventMap['receipt.read'];

declare module '../core/bus/bus.js' {
  interface BusTopics {
    'receipt.read': ReadReceipt;
  }
}

/** Tells the others in a conversation how far somebody has read, on every node. Nobody misses a receipt that is lost. */
@Injectable()
export class ReadReceipts implements OnModuleInit {
  private readonly logger = new Logger(ReadReceipts.name);

  constructor(
    private readonly events: DomainEvents,
    private readonly bus: Bus,
    private readonly audiences: Audiences,
    private readonly connections: Connections,
    private readonly sureness: Sureness,
  ) {}

  onModuleInit(): void {
    this.events.on('receipt.read', (receipt) => {
      this.bus.tell('receipt.read', receipt);
      void this.tell(receipt);
    });
    this.bus.on('receipt.read', (receipt) => void this.tell(receipt));
  }

  private async tell({ conversationId, userId, seq, at }: ReadReceipt): Promise<void> {
    if (this.connections.size === 0) return;
    try {
      const { userIds } = await this.audiences.get(conversationId, 0);
      if (userIds.length > MAX_AUDIENCE || !this.sureness.isSure) return;
      const frame = encodeEvent({ type: 'receipt.read', conversationId, rev: null, data: { userId, seq, at } });
      for (const member of userIds) {
        if (member === userId) continue;
        for (const connection of this.connections.of(member)) connection.sendEphemeral(frame);
      }
    } catch (error) {
      // The database is away; the position itself is kept.
      this.logger.warn({ err: error, conversationId });
    }
  }
}
