import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { type Job, NoData } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import { AdminJobsRepository } from './admin-jobs.repository.js';
import { RunAdminJob } from './run-admin-job.js';

const KEPT_DAYS = 30;
const STALLED_SECONDS = 120;

/** Takes up jobs that nobody works on any more, and deletes old ones. */
@Injectable()
export class TidyAdminJobs implements Job<NoData>, OnModuleInit {
  readonly name = 'admin.tidy-jobs';
  readonly data = NoData;
  readonly cron = '*/5 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly adminJobs: AdminJobsRepository,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle(): Promise<void> {
    for (const jobId of await this.adminJobs.stalled(STALLED_SECONDS)) {
      await this.work.run((tx) => this.jobs.enqueue(tx, RunAdminJob, { jobId }, { singletonKey: jobId }));
    }
    await this.adminJobs.deleteOld(KEPT_DAYS);
  }
}
