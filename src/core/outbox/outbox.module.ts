import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OutboxConsumers } from './outbox-consumers.js';
import { OutboxCursor } from './outbox-cursor.entity.js';
import { OutboxCursorsRepository } from './outbox-cursors.repository.js';
import { OutboxHealth } from './outbox-health.js';
import { OutboxPruner } from './outbox-pruner.js';
import { OutboxRow } from './outbox-row.entity.js';
import { OutboxRepository } from './outbox.repository.js';
import { Outbox } from './outbox.js';

/** What was committed and must still be told, for every feature that takes revs. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([OutboxRow, OutboxCursor])],
  providers: [OutboxRepository, Outbox, OutboxCursorsRepository, OutboxConsumers, OutboxPruner, OutboxHealth],
  exports: [Outbox, OutboxConsumers],
})
export class OutboxModule {}
