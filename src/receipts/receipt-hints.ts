import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DomainEvents } from '../core/events/domain-events.js';
import { Connections } from '../realtime/connections.js';
import { ConversationHints } from '../realtime/conversations/conversation-hints.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import type { ReceiptNewsItem } from './receipts.events.js';
import { ReceiptDeliveredEvent, ReceiptReadEvent } from './receipts.frames.js';

/** Tells the sockets here how far others have come. Nobody misses a receipt that is lost. */
@Injectable()
export class ReceiptHints implements OnModuleInit {
  private readonly logger = new Logger(ReceiptHints.name);

  constructor(
    private readonly events: DomainEvents,
    private readonly hints: ConversationHints,
    private readonly connections: Connections,
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
    const audience = await this.hints.audience(conversationId, membersRev);
    if (!audience) return;
    const event = kind === 'read' ? ReceiptReadEvent : ReceiptDeliveredEvent;
    for (const [userId, seq] of positions) {
      const receipt = eventOf(event, conversationId, null, { userId, seq, at });
      this.hints.tell(receipt, audience, { to: listening, except: userId, aboutSeq: seq });
    }
  }
}
