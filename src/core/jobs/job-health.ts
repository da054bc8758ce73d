import { Injectable } from '@nestjs/common';
import { HealthParts, type PartReport } from '../health/health-parts.js';
import { JobFailures } from './job-failures.repository.js';

const WAITS_LONG_SECONDS = 300;

/** Whether jobs are begun when they are due, and how many failed for good. */
@Injectable()
export class JobHealth {
  constructor(
    private readonly jobs: JobFailures,
    parts: HealthParts,
  ) {
    parts.register('jobs', () => this.report());
  }

  private async report(): Promise<PartReport> {
    const facts = await this.jobs.summary();
    if (facts.oldestWaitingSeconds > WAITS_LONG_SECONDS) {
      const detail = `The oldest job that is due has waited for ${facts.oldestWaitingSeconds} seconds.`;
      return { state: 'degraded', reason: 'jobs_late', detail, facts };
    }
    if (facts.failed > 0) {
      return { state: 'degraded', reason: 'jobs_failed', detail: `${facts.failed} jobs failed for good.`, facts };
    }
    return { state: 'ok', reason: 'ok', detail: `${facts.waiting} jobs are due.`, facts };
  }
}
