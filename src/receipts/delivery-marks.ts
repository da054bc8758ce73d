import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import '../messages/conversations/conversations.events.js';
import type { MessageDto } from '../messages/shape/message.dto.js';
import { DeliveredPositions } from '../messages/mine/delivered-positions.js';
import { MAX_TRACKED_MEMBERS } from '../messages/mine/receipt-conditions.js';
import { DomainEvents } from '../core/events/domain-events.js';
import '../messages/messages.events.js';
import { ConversationDelivery } from '../realtime/conversations/conversation-delivery.js';
import type { Position } from './positions.js';
import { MAX_TOLD_MEMBERS } from './receipt-limits.js';
import { ReceiptNews } from './receipt-news.js';
import { ReceiptTiming } from './receipt-timing.js';
import { WaitingPositions } from './waiting-positions.js';

/**
 * Notes how far messages reached people: over a socket of theirs, or in an answer to them. No client says so itself. It
 * costs a write into a map, and one statement a second for all of a node.
 */
@Injectable()
export class DeliveryMarks implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(DeliveryMarks.name);
  private readonly waiting: WaitingPositions;

  constructor(
    private readonly positions: DeliveredPositions,
    private readonly news: ReceiptNews,
    private readonly events: DomainEvents,
    private readonly delivery: ConversationDelivery,
    timing: ReceiptTiming,
  ) {
    this.waiting = new WaitingPositions(
      (positions) => this.write(positions),
      () => timing.flushEveryMs,
    );
  }

  onModuleInit(): void {
    this.delivery.onHanded(MAX_TRACKED_MEMBERS, (userId, message) => this.handed(userId, message));
    this.events.on('messages.served', ({ userId, messages }) => {
      for (const message of messages) this.handed(userId, message);
    });
    // Who says that they read it has it.
    this.events.on('receipt.read', ({ conversationId, userId, seq }) => this.waiting.note(conversationId, userId, seq));
  }

  /** When the sockets are closed and no request is answered any more. */
  async onApplicationShutdown(): Promise<void> {
    try {
      await this.waiting.close();
    } catch (error) {
      // They are noted anew when these people come back and read.
      this.logger.warn({ err: error });
    }
  }

  /** A message was given to somebody. Their own says nothing. */
  private handed(userId: string, { conversationId, seq, sender }: MessageDto): void {
    if (sender.id !== userId) this.waiting.note(conversationId, userId, seq);
  }

  private async write(positions: readonly Position[]): Promise<readonly Position[]> {
    const { written, busy } = await this.positions.keep(positions, MAX_TOLD_MEMBERS);
    this.news.tell('delivered', written);
    return busy;
  }
}
