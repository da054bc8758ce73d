import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, NoData } from '../../jobs/job.js';
import { Jobs } from '../../jobs/jobs.js';
import { RevocationsRepository } from './revocations.repository.js';

/** Deletes what every node has read long ago. */
@Injectable()
export class RevocationsPruner implements Job<NoData>, OnModuleInit {
  readonly name = 'revocations.prune';
  readonly data = NoData;
  readonly cron = '*/10 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly revocations: RevocationsRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  handle(): Promise<void> {
    return this.revocations.deleteOld();
  }
}
