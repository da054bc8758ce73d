import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, NoData } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { MessageDeletionService } from './message-deletion.service.js';

/** Erases what was deleted for everyone once its time is over. Recalls live 30 s, so it is gone within some two minutes. */
@Injectable()
export class RecallEraser implements Job<NoData>, OnModuleInit {
  readonly name = 'recalls.erase';
  readonly data = NoData;
  readonly cron = '* * * * *';
  readonly lateBySeconds = 10;

  constructor(
    private readonly jobs: Jobs,
    private readonly deletion: MessageDeletionService,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  handle(): Promise<void> {
    return this.deletion.eraseExpired();
  }
}
