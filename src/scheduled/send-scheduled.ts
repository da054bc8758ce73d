import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import { Instant } from '../core/http/field-rules.js';
import type { Job } from '../core/jobs/job.js';
import { Jobs } from '../core/jobs/jobs.js';
import { ScheduledRepository } from './scheduled.repository.js';
import { isFinal, ScheduledSender } from './scheduled-sender.js';

/** What is to be sent when; a message whose time was changed has another job. */
export class ScheduledSend {
  @IsUUID()
  id: string;

  @Instant()
  sendAt: string;
}

/** Sends a message when its time has come: once, whichever node has the job and however often it is begun. */
@Injectable()
export class SendScheduled implements Job<ScheduledSend>, OnModuleInit {
  readonly name = 'scheduled.send';
  readonly data = ScheduledSend;
  readonly lateBySeconds = 5;
  // For days: what its author cannot take back any more is not to be lost in a long failure.
  readonly retry = { limit: 1_000, firstAfterSeconds: 2, atMostEverySeconds: 300 };

  constructor(
    private readonly jobs: Jobs,
    private readonly scheduled: ScheduledRepository,
    private readonly sender: ScheduledSender,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle({ id, sendAt }: ScheduledSend): Promise<void> {
    const row = await this.scheduled.claim(id, sendAt);
    if (!row) return;
    try {
      await this.sender.send(row);
    } catch (error) {
      // What is refused for good stands beside the text: there is nothing left to try.
      if (!isFinal(error)) throw error;
    }
  }
}
