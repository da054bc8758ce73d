import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Metrics } from '../metrics/metrics.js';
import { JobFailures } from './job-failures.repository.js';

/** What `/metrics` says of jobs; the same on every node. */
@Injectable()
export class JobMetrics {
  constructor({ registry }: Metrics, failures: JobFailures) {
    new Gauge({
      name: 'parley_failed_jobs',
      help: 'Jobs that failed for good within 30 days, by job.',
      labelNames: ['job'],
      registers: [registry],
      async collect() {
        // Without the database the other figures are worth the more.
        const counts = await failures.counts().catch(() => []);
        this.reset();
        for (const { job, count } of counts) this.set({ job }, count);
      },
    });
  }
}
