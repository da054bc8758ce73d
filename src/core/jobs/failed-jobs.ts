import { Injectable } from '@nestjs/common';
import { defineProblem } from '../errors/domain-error.js';
import type { Tx } from '../database/unit-of-work.js';
import { type JobFailure, JobFailures } from './job-failures.repository.js';
import { Jobs } from './jobs.js';

export class FailedJobNotFound extends defineProblem('failed_job_not_found', 404, 'There is no such failed job') {
  constructor() {
    super('This job is not among the failed ones any more. Somebody may have tried it again or dismissed it already.');
  }
}

export class JobUnknown extends defineProblem('job_unknown', 409, 'This version has no such job') {
  constructor(job: string) {
    super(`This version of Parley has no job ${job}, so it cannot be tried again.`);
  }
}

/** Trying again what failed for good, or letting it be. */
@Injectable()
export class FailedJobs {
  constructor(
    private readonly failures: JobFailures,
    private readonly jobs: Jobs,
  ) {}

  /** The latest first. */
  newest(limit: number): Promise<JobFailure[]> {
    return this.failures.newest(limit);
  }

  /** Enqueues it anew, and takes it out of the failed ones; of two who do so one does. Throws FailedJobNotFound or JobUnknown. */
  async retry(tx: Tx, id: string): Promise<JobFailure> {
    const failure = await this.failures.find(id);
    if (!failure || !(await this.failures.take(tx, id))) throw new FailedJobNotFound();
    if (!(await this.jobs.enqueueAgain(tx, failure.job, failure.data ?? {}))) throw new JobUnknown(failure.job);
    return failure;
  }

  /** Takes it out of the failed ones; what it should have done is not done. Throws FailedJobNotFound. */
  async dismiss(tx: Tx, id: string): Promise<JobFailure> {
    const failure = await this.failures.find(id);
    if (!failure || !(await this.failures.take(tx, id))) throw new FailedJobNotFound();
    return failure;
  }
}
