import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DomainEvents } from '../core/events/domain-events.js';
import type { ReceiptNewsItem } from '../receipts/receipts.events.js';
import { Audiences } from './conversations/audiences.js';
import { Connections } from './connections.js';
import { ReceiptDeliveredEvent, ReceiptReadEvent } from './frames/receipts.frames.js';
import { encodeEvent, eventOf } from './frames/server-frame.js';
import { Sureness } from './sureness.js';

/** Tells the sockets here how far others have come. Nobody misses a receipt that is lost. */
@Injectable()
export class ReceiptFrames implements OnModuleInit {
  private readonly logger = new Logger(ReceiptFrames.name);

  constructor(
    private readonly events: DomainEvents,
    private readonly audiences: Audiences,
    private readonly connections: Connections,
    private readonly sureness: Sureness,
  ) {}

  onModuleInit(): void {
    this.events.on('receipts.told', (item) => void this.tellOrLog(item));
  }

  private async tellOrLog(item: ReceiptNewsItem): Promise<void> {
    try {
      await this.tell(item);
    } catch (error) {
      // The database is away; the positions themselves are kept.
      this.logger.warn({ err: error, conversationId: item.conversationId });
    }
  }

  /** Who may know was read with the positions; who was removed since may not. */
  private async tell({ kind, conversationId, membersRev, at, to, positions }: ReceiptNewsItem): Promise<void> {
    const listening = to.filter((userId) => this.connections.isConnected(userId));
    if (listening.length === 0) return;
    const { userIds, visibleFrom } = await this.audiences.get(conversationId, membersRev);
    if (!this.sureness.isSure) return;
    const present = listening.filter((userId) => userIds.includes(userId));
    const event = kind === 'read' ? ReceiptReadEvent : ReceiptDeliveredEvent;
    for (const [userId, seq] of positions) {
      const frame = encodeEvent(eventOf(event, conversationId, null, { userId, seq, at }));
      for (const member of present) {
        if (member === userId || seq < (visibleFrom?.get(member) ?? 0)) continue;
        for (const connection of this.connections.of(member)) connection.sendEphemeral(frame);
      }
    }
  }
}
