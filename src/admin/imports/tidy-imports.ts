import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, NoData } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { KEPT_DAYS } from './imports.limits.js';
import { ImportsRepository } from './imports.repository.js';

/** Forgets what was uploaded a week ago: the names and addresses in it are nobody's any more. */
@Injectable()
export class TidyImports implements Job<NoData>, OnModuleInit {
  readonly name = 'admin.tidy-imports';
  readonly data = NoData;
  readonly cron = '20 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly imports: ImportsRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  handle(): Promise<void> {
    return this.imports.deleteOld(KEPT_DAYS);
  }
}
