import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OutboxRow } from './outbox-row.entity.js';
import { OutboxRepository } from './outbox.repository.js';
import { Outbox } from './outbox.js';

/** What was committed and must still be told, for every feature that takes revs. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([OutboxRow])],
  providers: [OutboxRepository, Outbox],
  exports: [Outbox],
})
export class OutboxModule {}
