import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, NoData } from '../jobs/job.js';
import { Jobs } from '../jobs/jobs.js';
import { OutboxCursorsRepository } from './outbox-cursors.repository.js';
import { OutboxRepository } from './outbox.repository.js';

/** Deletes what every node and every consumer has heard of long ago. */
@Injectable()
export class OutboxPruner implements Job<NoData>, OnModuleInit {
  readonly name = 'outbox.prune';
  readonly data = NoData;
  readonly cron = '*/10 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly outbox: OutboxRepository,
    private readonly cursors: OutboxCursorsRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle(): Promise<void> {
    await this.cursors.forgetUnused();
    await this.outbox.deleteOld();
  }
}
