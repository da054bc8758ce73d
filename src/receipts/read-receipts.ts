import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import '../messages/conversations/conversations.events.js';
import { DomainEvents } from '../core/events/domain-events.js';
import type { Position } from './positions.js';
import { ReadMarksRepository } from './read-marks.repository.js';
import { ReceiptNews } from './receipt-news.js';
import { ReceiptTiming } from './receipt-timing.js';
import { WaitingPositions } from './waiting-positions.js';

/** Keeps when people read, and has it told to those who may know, at most once a second for each of them. */
@Injectable()
export class ReadReceipts implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ReadReceipts.name);
  private readonly waiting: WaitingPositions;

  constructor(
    private readonly marks: ReadMarksRepository,
    private readonly news: ReceiptNews,
    private readonly events: DomainEvents,
    timing: ReceiptTiming,
  ) {
    this.waiting = new WaitingPositions(
      (positions) => this.write(positions),
      () => timing.flushEveryMs,
    );
  }

  onModuleInit(): void {
    this.events.on('receipt.read', ({ conversationId, userId, seq }) => this.waiting.note(conversationId, userId, seq));
  }

  /** When the sockets are closed and no request is answered any more. */
  async onApplicationShutdown(): Promise<void> {
    try {
      await this.waiting.close();
    } catch (error) {
      // The positions themselves are kept; only the times of the last second are lost.
      this.logger.warn({ err: error });
    }
  }

  private async write(positions: readonly Position[]): Promise<readonly Position[]> {
    this.news.tell('read', await this.marks.keep(positions));
    return [];
  }
}
