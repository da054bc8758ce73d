import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Bus } from '../core/bus/bus.js';
import { DomainEvents } from '../core/events/domain-events.js';
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
  }

  /** One piece of news for each conversation. */
  tell(kind: ReceiptNewsItem['kind'], written: readonly WrittenPosition[]): void {
    const small = written.filter(({ memberCount }) => memberCount <= MAX_TOLD_MEMBERS);
    for (const [conversationId, positions] of Map.groupBy(small, (position) => position.conversationId)) {
      const [first] = positions;
      if (!first || first.viewerIds.every((id) => id === first.userId)) continue;
      const item = {
        kind,
        conversationId,
        membersRev: first.membersRev,
        at: first.at.toISOString(),
        to: first.viewerIds,
        positions: positions.map(({ userId, seq }) => [userId, seq] as const),
      };
      this.events.emit('receipts.told', item);
      this.bus.tell('receipts.told', item);
    }
  }
}
