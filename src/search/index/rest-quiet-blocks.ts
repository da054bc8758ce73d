import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { type Job, NoData } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { DatabaseClock } from '../../core/nodes/database-clock.js';
import { SearchIndexRepository } from './search-index.repository.js';

const QUIET_FOR_MS = 3_600_000;
const AT_ONCE = 200;

/**
 * Gives the newest block of a conversation to the index once nothing was written in it for an hour: whoever has thousands of
 * conversations would otherwise have thousands of blocks that are read for each search.
 */
@Injectable()
export class RestQuietBlocks implements Job<NoData>, OnModuleInit {
  readonly name = 'search.rest';
  readonly data = NoData;
  readonly cron = '*/5 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly index: SearchIndexRepository,
    private readonly work: UnitOfWork,
    private readonly clock: DatabaseClock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle(_: NoData, signal?: AbortSignal): Promise<void> {
    const since = new Date(this.clock.now() - QUIET_FOR_MS);
    let rested = AT_ONCE;
    while (rested === AT_ONCE && !signal?.aborted) {
      rested = await this.work.run((tx) => this.index.rest(tx, since, AT_ONCE));
    }
  }
}
