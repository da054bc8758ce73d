import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DomainEvents } from '../core/events/domain-events.js';
import { Pulse } from '../core/pulse/pulse.js';
import { ReceiptSummaries } from '../receipts/receipt-summaries.js';
import { ReceiptTiming } from '../receipts/receipt-timing.js';
import '../receipts/receipts.events.js';
import { Audiences } from './conversations/audiences.js';
import { Connections } from './connections.js';
import { ReceiptSummaryEvent } from './frames/receipts.frames.js';
import { encodeEvent, eventOf } from './frames/server-frame.js';
import { Sureness } from './sureness.js';

/**
 * Tells the authors with a socket here how far their newest message got in a larger group: every two seconds at most,
 * with one count for a group, however many people read it meanwhile.
 */
@Injectable()
export class SummaryFrames implements OnModuleInit, OnModuleDestroy {
  private readonly due = new Set<string>();
  private readonly pulse: Pulse;

  constructor(
    private readonly events: DomainEvents,
    private readonly summaries: ReceiptSummaries,
    private readonly audiences: Audiences,
    private readonly connections: Connections,
    private readonly sureness: Sureness,
    timing: ReceiptTiming,
  ) {
    this.pulse = new Pulse(
      () => this.tellDue(),
      () => timing.summaryEveryMs,
    );
  }

  onModuleInit(): void {
    this.events.on('receipts.moved', ({ conversationId }) => {
      if (this.connections.size === 0) return;
      this.due.add(conversationId);
      this.pulse.want();
    });
  }

  onModuleDestroy(): void {
    this.pulse.stop();
  }

  private async tellDue(): Promise<void> {
    for (const conversationId of [...this.due]) {
      this.due.delete(conversationId);
      await this.tell(conversationId);
    }
  }

  private async tell(conversationId: string): Promise<void> {
    const { userIds, membersRev } = await this.audiences.get(conversationId, 0);
    const listening = userIds.filter((userId) => this.connections.isConnected(userId));
    if (listening.length === 0) return;
    const summaries = await this.summaries.of(conversationId, listening);
    // Counting takes time, in which somebody may have been removed.
    const present = this.audiences.peek(conversationId, membersRev);
    if (!present || !this.sureness.isSure) return;
    for (const { authorId, ...data } of summaries) {
      if (!present.userIds.includes(authorId)) continue;
      const frame = encodeEvent(eventOf(ReceiptSummaryEvent, conversationId, null, data));
      for (const connection of this.connections.of(authorId)) connection.sendEphemeral(frame);
    }
  }
}
