import { defineProblem } from '../../core/errors/domain-error.js';
import { MAX_OPEN_JOBS } from './jobs.limits.js';

/** None, or one of somebody else that the caller may not know of. */
export class AdminJobNotFound extends defineProblem('job_not_found', 404, 'There is no such job') {
  constructor() {
    super('There is no such job, or it is over for so long that it was deleted.');
  }
}

/** What is over is not cancelled. */
export class AdminJobOver extends defineProblem('job_over', 409, 'The job is over') {
  constructor() {
    super('This job is over already. What it did can be undone by another one.');
  }
}

/** Only what was left over is done again, and only when nobody is at it. */
export class NothingToRetry extends defineProblem('nothing_to_retry', 409, 'There is nothing to do again') {
  constructor() {
    super('This job is not over yet, or it left nothing over.');
  }
}

export class TooManyJobs extends defineProblem('too_many_jobs', 409, 'You have too many jobs at once') {
  constructor() {
    super(`You have ${MAX_OPEN_JOBS} jobs that are not over. Wait for one, or cancel it.`);
  }
}
