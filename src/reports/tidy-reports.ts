import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, NoData } from '../core/jobs/job.js';
import { Jobs } from '../core/jobs/jobs.js';
import { KEPT_DAYS } from './report-terms.js';
import { ReportsRepository } from './reports.repository.js';

/** Deletes reports that were decided about long ago, with what they kept of messages. */
@Injectable()
export class TidyReports implements Job<NoData>, OnModuleInit {
  readonly name = 'reports.tidy';
  readonly data = NoData;
  readonly cron = '41 3 * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly reports: ReportsRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  handle(): Promise<void> {
    return this.reports.deleteClosed(KEPT_DAYS);
  }
}
