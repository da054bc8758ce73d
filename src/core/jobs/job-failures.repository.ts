import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** Where pg-boss puts a copy of each job that failed for good. */
export const FAILED = 'failed';

/** A job that failed as often as it may. */
export interface JobFailure {
  readonly id: string;
  readonly job: string;
  readonly data: object | null;
  /** What it said the last time. */
  readonly reason: string | null;
  readonly enqueuedAt: Date;
  readonly failedAt: Date;
}

const NEWEST = {
  name: 'jobs.newest-failures',
  text: `select id, source_name as job, data, source_output ->> 'message' as reason,
           source_created_on as "enqueuedAt", created_on as "failedAt"
         from jobs.job where name = '${FAILED}' order by created_on desc, id limit $1`,
};
const COUNTS = {
  name: 'jobs.count-failures',
  text: `select source_name as job, count(*) as count from jobs.job where name = '${FAILED}' group by 1`,
};

/** Jobs that failed for good, for those who run the server; each is kept for 30 days. */
@Injectable()
export class JobFailures {
  constructor(private readonly database: Database) {}

  /** The latest first. */
  newest(limit: number): Promise<JobFailure[]> {
    return this.database.rows<JobFailure>(NEWEST, [limit]);
  }

  /** How many there are of each job. */
  counts(): Promise<{ job: string; count: number }[]> {
    return this.database.rows(COUNTS);
  }
}
