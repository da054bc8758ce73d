import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, NoData } from '../core/jobs/job.js';
import { Jobs } from '../core/jobs/jobs.js';
import { ReadMarksRepository } from './read-marks.repository.js';

/** Deleted with one statement, so that none takes long. */
const AT_ONCE = 5_000;

/** Forgets when people read, once it is long ago. */
@Injectable()
export class ReadMarksPruner implements Job<NoData>, OnModuleInit {
  readonly name = 'read-marks.prune';
  readonly data = NoData;
  readonly cron = '7 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly marks: ReadMarksRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle(): Promise<void> {
    while ((await this.marks.deleteOld(AT_ONCE)) === AT_ONCE);
  }
}
