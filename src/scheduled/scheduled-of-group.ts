import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnsentFiles } from '../attachments/unsent-files.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { GroupData } from '../messages/oversight/group-data.js';
import './scheduled.events.js';
import { ScheduledRepository } from './scheduled.repository.js';

/** What was to be said in a group goes with it; its files can be sent with something else. */
@Injectable()
export class ScheduledOfGroup implements OnModuleInit {
  constructor(
    private readonly groups: GroupData,
    private readonly scheduled: ScheduledRepository,
    private readonly files: UnsentFiles,
    private readonly events: DomainEvents,
  ) {}

  onModuleInit(): void {
    this.groups.onErase((tx, conversationId, limit) => this.erase(tx, conversationId, limit));
  }

  private async erase(tx: Tx, conversationId: string, limit: number): Promise<number> {
    const deleted = await this.scheduled.deleteOfGroup(tx, conversationId, limit);
    for (const { id, authorId, clientId } of deleted) {
      await this.files.release(tx, authorId, clientId);
      tx.afterCommit(() => this.events.emit('scheduled.updated', { userId: authorId, id, scheduled: null }));
    }
    return deleted.length;
  }
}
