import { Global, Module } from '@nestjs/common';
import { JobFailures } from './job-failures.repository.js';
import { FailedJobs } from './failed-jobs.js';
import { JobHealth } from './job-health.js';
import { JobMetrics } from './job-metrics.js';
import { Jobs } from './jobs.js';

/** Work that is done later, for every feature. */
@Global()
@Module({ providers: [Jobs, JobFailures, JobMetrics, JobHealth, FailedJobs], exports: [Jobs, JobFailures, FailedJobs] })
export class JobsModule {}
