import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/unit-of-work.js';

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

/** Those that are due and not begun; what is planned for later does not wait. */
const SUMMARY = {
  name: 'jobs.summary',
  text: `select count(*) filter (where name <> '${FAILED}')::int as waiting,
      count(*) filter (where name = '${FAILED}')::int as failed,
      coalesce(extract(epoch from now() - min(start_after) filter (where name <> '${FAILED}')), 0)::int
        as "oldestWaitingSeconds"
    from jobs.job where state in ('created', 'retry') and start_after <= now()`,
};
const ONE = {
  name: 'jobs.failure',
  text: `select id, source_name as job, data, source_output ->> 'message' as reason,
           source_created_on as "enqueuedAt", created_on as "failedAt"
         from jobs.job where name = '${FAILED}' and id = $1`,
};

/** How many jobs wait, and how many failed for good. */
export interface JobSummary extends Record<string, number> {
  readonly waiting: number;
  readonly failed: number;
  /** How long the oldest has been due. */
  readonly oldestWaitingSeconds: number;
}

/** Jobs that failed for good, for those who run the server; each is kept for 30 days. */
@Injectable()
export class JobFailures {
  constructor(private readonly database: Database) {}

  /** The latest first. */
  newest(limit: number): Promise<JobFailure[]> {
    return this.database.rows<JobFailure>(NEWEST, [limit]);
  }

  async summary(): Promise<JobSummary> {
    return (await this.database.row<JobSummary>(SUMMARY)) ?? { waiting: 0, failed: 0, oldestWaitingSeconds: 0 };
  }

  find(id: string): Promise<JobFailure | undefined> {
    return this.database.row<JobFailure>(ONE, [id]);
  }

  /** Takes one out, for good; false when somebody else did. */
  async take({ manager }: Tx, id: string): Promise<boolean> {
    const [rows] = await manager.query<[unknown[], number]>(
      `delete from jobs.job where name = '${FAILED}' and id = $1 returning id`,
      [id],
    );
    return rows.length > 0;
  }

  /** How many there are of each job. */
  counts(): Promise<{ job: string; count: number }[]> {
    return this.database.rows(COUNTS);
  }
}
