import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Bus, type BusTopics } from '../core/bus/bus.js';
import { type DomainEventMap, DomainEvents } from '../core/events/domain-events.js';
import { MAX_TOLD_MEMBERS } from './receipt-limits.js';
import './receipts.events.js';
import type { ReceiptNewsItem } from './receipts.events.js';

/** A position that was written, and who may know. */
export interface WrittenPosition {
  readonly conversationId: string;
  readonly userId: string;
  readonly seq: number;
  readonly membersRev: number;
  readonly memberCount: number;
  readonly viewerIds: readonly string[];
  readonly at: Date;
}

/** Makes it known on every node how far people have come. A hint: whoever misses it reads the positions. */
@Injectable()
export class ReceiptNews implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    private readonly bus: Bus,
  ) {}

  onModuleInit(): void {
    this.bus.on('receipts.told', (item) => this.events.emit('receipts.told', item));
    this.bus.on('receipts.moved', (item) => this.events.emit('receipts.moved', item));
  }

  /** One piece of news for each conversation; of a larger one only that it moved. */
  tell(kind: ReceiptNewsItem['kind'], written: readonly WrittenPosition[]): void {
    for (const [conversationId, positions] of Map.groupBy(written, (position) => position.conversationId)) {
      const [first] = positions;
      if (!first) continue;
      if (first.memberCount > MAX_TOLD_MEMBERS) this.tellAll('receipts.moved', { conversationId });
      else if (first.viewerIds.some((id) => id !== first.userId)) {
        this.tellAll('receipts.told', {
          kind,
          conversationId,
          membersRev: first.membersRev,
          at: first.at.toISOString(),
          to: first.viewerIds,
          positions: positions.map(({ userId, seq }) => [userId, seq] as const),
        });
      }
    }
  }

  private tellAll<Topic extends 'receipts.told' | 'receipts.moved'>(
    topic: Topic,
    item: DomainEventMap[Topic] & BusTopics[Topic],
  ): void {
    this.events.emit(topic, item);
    this.bus.tell(topic, item);
  }
}
