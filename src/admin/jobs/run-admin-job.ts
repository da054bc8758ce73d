import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import { AuditTrail } from '../../audit/audit-trail.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { PermissionDenied } from '../../core/errors/request-problems.js';
import { type Job } from '../../core/jobs/job.js';
import { Jobs } from '../../core/jobs/jobs.js';
import type { AdminJob } from './admin-job.entity.js';
import { AdminJobsRepository } from './admin-jobs.repository.js';
import { type JobAction, JobActions } from './job-actions.js';
import { clientOf } from './job-client.js';

/** After so long a job makes room for others that wait, and goes on behind them. */
const SLICE_MS = 20_000;

/** Which job goes on. */
export class AdminJobToRun {
  @IsUUID()
  jobId: string;
}

/** How far one run of a job is. */
interface Walk {
  readonly jobId: string;
  after: number;
  /** Where the last step failed without a reason of its own. */
  failedAt: number | undefined;
}

/**
 * Does a job of an administrator, one account after the other, each in a transaction of its own that also says that it is done: a
 * crash goes on where it was, and two nodes that have the same job take turns by its lock.
 */
@Injectable()
export class RunAdminJob implements Job<AdminJobToRun>, OnModuleInit {
  readonly name = 'admin.run-job';
  readonly data = AdminJobToRun;
  readonly atOnce = 2;
  private readonly logger = new Logger(RunAdminJob.name);

  constructor(
    private readonly jobs: Jobs,
    private readonly adminJobs: AdminJobsRepository,
    private readonly actions: JobActions,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle({ jobId }: AdminJobToRun, signal: AbortSignal): Promise<void> {
    const until = performance.now() + SLICE_MS;
    const walk: Walk = { jobId, after: 0, failedAt: undefined };
    while (await this.step(walk)) {
      if (signal.aborted || performance.now() > until) return this.goOnLater(jobId);
    }
  }

  private goOnLater(jobId: string): Promise<void> {
    return this.work.run((tx) => this.jobs.enqueue(tx, RunAdminJob, { jobId }, { singletonKey: jobId }));
  }

  /** Does the next one that waits; false when the job is over. */
  private async step(walk: Walk): Promise<boolean> {
    let place: number | undefined;
    try {
      const done = await this.work.run(async (tx) => {
        const job = await this.adminJobs.lockOpen(tx, walk.jobId);
        if (!job) return undefined;
        const item = await this.adminJobs.nextItem(tx, job.id, walk.after);
        if (!item) return void (await this.adminJobs.end(tx, job.id, 'done'));
        place = item.place;
        const { details, importId, actorId } = job;
        const step = { ...item, details, importId, actorId, client: clientOf(job) };
        const outcome = await this.actionOf(job).act(tx, step);
        await this.adminJobs.settle(tx, job.id, place, outcome);
        return place;
      });
      if (done === undefined) return false;
      walk.after = done;
      return true;
    } catch (error) {
      // Without a place nothing was begun: the database is away, and the job is tried again.
      if (place === undefined) throw error;
      return this.refuse(walk, place, error);
    }
  }

  /** One account that cannot be acted on is no reason to leave out the others; false when it is one to end the job. */
  private async refuse(walk: Walk, place: number, error: unknown): Promise<boolean> {
    const isFault = !(error instanceof DomainError);
    if (isFault) this.logger.error({ err: error, jobId: walk.jobId, place });
    // A connection that was lost in the middle is no fault of the account: once more, then it is left out.
    if (isFault && walk.failedAt !== place) {
      walk.failedAt = place;
      return true;
    }
    const code = isFault ? 'internal_error' : error.definition.code;
    return this.work.run(async (tx) => {
      const job = await this.adminJobs.lockOpen(tx, walk.jobId);
      if (!job) return false;
      // What is refused whoever it is done to: the right of who asked, or what they asked for, is gone.
      const ending = [PermissionDenied, ...(this.actionOf(job).endedBy ?? [])];
      if (ending.some(({ definition }) => definition.code === code)) {
        await this.fail(tx, job, code);
        return false;
      }
      await this.adminJobs.settle(tx, job.id, place, { state: 'failed', code });
      walk.after = place;
      return true;
    });
  }

  private async fail(tx: Tx, job: AdminJob, reason: string): Promise<void> {
    await this.adminJobs.end(tx, job.id, 'failed', reason);
    await this.audit.record(tx, {
      ...{ actorId: job.actorId, action: 'job.stopped', targetType: 'job', targetId: job.id, outcome: 'refused' },
      after: { action: job.action, reason, changed: job.changed, total: job.total },
      ...clientOf(job),
    });
  }

  private actionOf({ action }: AdminJob): JobAction {
    const found = this.actions.find(action);
    if (!found) throw new Error(`This version has no action ${action}.`);
    return found;
  }
}
