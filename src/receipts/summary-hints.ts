import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DomainEvents } from '../core/events/domain-events.js';
import { Pulse } from '../core/pulse/pulse.js';
import { Connections } from '../realtime/connections.js';
import { ConversationHints } from '../realtime/conversations/conversation-hints.js';
import { eventOf } from '../realtime/frames/server-frame.js';
import { ReceiptSummaries } from './receipt-summaries.js';
import { ReceiptTiming } from './receipt-timing.js';
import './receipts.events.js';
import { ReceiptSummaryEvent } from './receipts.frames.js';

/**
 * Tells the authors with a socket here how far their newest message got in a larger group: every two seconds at most,
 * with one count for a group, however many people read it meanwhile.
 */
@Injectable()
export class SummaryHints implements OnModuleInit, OnModuleDestroy {
  private readonly due = new Set<string>();
  private readonly pulse: Pulse;

  constructor(
    private readonly events: DomainEvents,
    private readonly summaries: ReceiptSummaries,
    private readonly hints: ConversationHints,
    private readonly connections: Connections,
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
    const audience = await this.hints.audience(conversationId);
    const listening = audience?.userIds.filter((userId) => this.connections.isConnected(userId)) ?? [];
    if (listening.length === 0) return;
    const summaries = await this.summaries.of(conversationId, listening);
    // Counting takes time, in which somebody may have been removed.
    const present = await this.hints.audience(conversationId, audience?.membersRev);
    if (!present) return;
    for (const { authorId, ...data } of summaries) {
      this.hints.tell(eventOf(ReceiptSummaryEvent, conversationId, null, data), present, { to: [authorId] });
    }
  }
}
