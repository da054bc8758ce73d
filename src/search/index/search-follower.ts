import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { OutboxConsumer } from '../../core/outbox/outbox-consumer.js';
import { OutboxConsumers } from '../../core/outbox/outbox-consumers.js';
import type { ConversationMove } from '../../core/outbox/outbox.js';
import { SearchIndexer } from './search-indexer.js';

/** Indexes what is written and changed within seconds, and nothing twice or never, whatever happens to the node. */
@Injectable()
export class SearchFollower implements OutboxConsumer, OnModuleInit {
  readonly name = 'search';

  constructor(
    private readonly consumers: OutboxConsumers,
    private readonly indexer: SearchIndexer,
  ) {}

  onModuleInit(): void {
    this.consumers.register(this);
  }

  /** All that was written before. */
  begin(tx: Tx): Promise<void> {
    return this.indexer.begin(tx);
  }

  handle(moves: readonly ConversationMove[], tx: Tx): Promise<void> {
    return this.indexer.follow(
      tx,
      moves.map(({ conversationId }) => conversationId),
    );
  }

  /** For how many seconds something has waited to be indexed. */
  lagSeconds(): Promise<number> {
    return this.consumers.lagSeconds(this.name);
  }
}
