import { Global, Module } from '@nestjs/common';
import { JobFailures } from './job-failures.repository.js';
import { JobMetrics } from './job-metrics.js';
import { Jobs } from './jobs.js';

/** Work that is done later, for every feature. */
@Global()
@Module({ providers: [Jobs, JobFailures, JobMetrics], exports: [Jobs, JobFailures] })
export class JobsModule {}
