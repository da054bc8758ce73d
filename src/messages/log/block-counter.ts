import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DomainEvents } from '../../core/events/domain-events.js';
import { MessagesRepository } from '../reading/messages.repository.js';
import '../messages.events.js';

/** Entries of a block. */
const BLOCK = 1_024;

/** Counts who wrote a block of a conversation once it is full, so that moving a read position never counts it again. */
@Injectable()
export class BlockCounter implements OnModuleInit {
  private readonly logger = new Logger(BlockCounter.name);

  constructor(
    private readonly messages: MessagesRepository,
    private readonly events: DomainEvents,
  ) {}

  onModuleInit(): void {
    this.events.on('message.created', ({ conversationId, message }) => {
      if (message.seq % BLOCK === 0) void this.count(conversationId);
    });
  }

  private async count(conversationId: string): Promise<void> {
    try {
      await this.messages.countBlocks(conversationId);
    } catch (error) {
      // Counts are right without it, only dearer; the next full block makes up for it.
      this.logger.warn({ err: error, conversationId });
    }
  }
}
