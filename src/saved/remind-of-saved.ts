import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsInt, IsUUID, Min } from 'class-validator';
import type { Tx } from '../core/database/unit-of-work.js';
import { DomainEvents } from '../core/events/domain-events.js';
import { Instant } from '../core/http/field-rules.js';
import type { TransactionalJob } from '../core/jobs/job.js';
import { Jobs } from '../core/jobs/jobs.js';
import './saved.events.js';
import { SavedRepository } from './saved.repository.js';

/** Who wants to be reminded of what, and when. */
export class SavedReminder {
  @IsUUID()
  userId: string;

  @IsUUID()
  conversationId: string;

  @IsInt()
  @Min(1)
  seq: number;

  @Instant()
  remindAt: string;
}

/** Reminds somebody once, whichever node has the job and however often it is begun; not when they changed their mind. */
@Injectable()
export class RemindOfSaved implements TransactionalJob<SavedReminder>, OnModuleInit {
  readonly name = 'saved.remind';
  readonly data = SavedReminder;
  readonly lateBySeconds = 5;

  constructor(
    private readonly jobs: Jobs,
    private readonly saved: SavedRepository,
    private readonly events: DomainEvents,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handleIn(tx: Tx, { remindAt, ...place }: SavedReminder): Promise<void> {
    if (!(await this.saved.remind(tx, place, remindAt))) return;
    tx.afterCommit(() => this.events.emit('saved.due', place));
  }
}
