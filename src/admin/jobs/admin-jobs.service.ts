import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { newId } from '../../core/database/id.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { decodeCursor, encodeCursor } from '../../core/http/page.js';
import { Jobs } from '../../core/jobs/jobs.js';
import type { Principal } from '../../core/security/principal.js';
import { Accounts } from '../../users/accounts.js';
import { UserCards } from '../../users/user-cards.js';
import { UserPermission } from '../../users/users.permissions.js';
import { requireStillAllowed } from '../account-rules.js';
import type { AdminJob, JobDetails } from './admin-job.entity.js';
import { AdminJobsRepository, type FailedItem } from './admin-jobs.repository.js';
import type { AdminJobDetailsDto, AdminJobPageDto, JobFailureDto, ListJobsQuery } from './dto/admin-job.dto.js';
import { type JobAction, JobActions } from './job-actions.js';
import { jobDtoOf } from './job-shape.js';
import { AdminJobNotFound, AdminJobOver, NothingToRetry, TooManyJobs } from './jobs.errors.js';
import { MAX_NAMED, MAX_OPEN_JOBS } from './jobs.limits.js';
import { RunAdminJob } from './run-admin-job.js';

/** A job that is to be begun. */
export interface NewAdminJob {
  readonly action: string;
  readonly details: JobDetails;
  readonly importId?: string | null;
  /** What else is said of it on record. */
  readonly facts?: object;
}

/**
 * Jobs of administrators: begun, followed, cancelled and done again. One sees one's own; whoever manages accounts sees and cancels
 * those of everybody, because they stand behind what happens to accounts.
 */
@Injectable()
export class AdminJobs {
  constructor(
    private readonly adminJobs: AdminJobsRepository,
    private readonly actions: JobActions,
    private readonly jobs: Jobs,
    private readonly accounts: Accounts,
    private readonly cards: UserCards,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  /** One page, newest first. */
  async list(principal: Principal, { limit, cursor }: ListJobsQuery): Promise<AdminJobPageDto> {
    const [at, id] = cursor === undefined ? [] : decodeCursor(cursor, ['time', 'uuid']).map(String);
    const after = at !== undefined && id !== undefined ? { at: new Date(at), id } : undefined;
    const found = await this.adminJobs.page(seesAll(principal) ? undefined : principal.userId, limit + 1, after);
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    const cards = await this.cards.get(items.map(({ actorId }) => actorId));
    return {
      items: items.map((job) => jobDtoOf(job, cards)),
      nextCursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
    };
  }

  /** Throws AdminJobNotFound. */
  async get(principal: Principal, id: string): Promise<AdminJobDetailsDto> {
    const job = await this.visible(principal, id);
    const failures = await this.adminJobs.failures(id, MAX_NAMED);
    const cards = await this.cards.get([job.actorId, ...failures.flatMap(({ userId }) => userId ?? [])]);
    return { ...jobDtoOf(job, cards), failed: failures.map((failure) => failureOf(failure, job, cards)) };
  }

  /** When this resolves nobody is acted on any more. Throws AdminJobNotFound or AdminJobOver. */
  async cancel(principal: Principal, id: string, client: ClientInfo): Promise<void> {
    await this.visible(principal, id);
    await this.work.run(async (tx) => {
      const job = await this.adminJobs.lockOpen(tx, id);
      if (!job) throw new AdminJobOver();
      await this.adminJobs.end(tx, id, 'cancelled');
      const { action, changed, total } = job;
      await this.record(tx, principal, 'job.cancelled', id, client, { action, changed, total });
    });
  }

  /** Begins another one with all that this one was refused or did not come to; throws AdminJobNotFound or NothingToRetry. */
  async retry(principal: Principal, id: string, client: ClientInfo): Promise<string> {
    const { action, details, importId, endedAt } = await this.visible(principal, id);
    if (!endedAt) throw new NothingToRetry();
    return this.work.run((tx) =>
      this.begin(tx, principal, { action, details, importId, facts: { retryOf: id } }, client, async (jobId) => {
        const count = await this.adminJobs.addItemsOf(tx, jobId, { jobId: id, states: ['failed', 'waiting'] });
        if (count === 0) throw new NothingToRetry();
        return count;
      }),
    );
  }

  /**
   * Begins a job within a transaction; `fill` says whom it is about and how many they are. Throws PermissionDenied when
   * whoever asks may not do what it does, or TooManyJobs.
   */
  async begin(
    tx: Tx,
    principal: Principal,
    { action, details, importId = null, facts }: NewAdminJob,
    client: ClientInfo,
    fill: (jobId: string) => Promise<number>,
  ): Promise<string> {
    const actor = await this.accounts.lock(tx, principal.userId);
    requireStillAllowed(actor, this.actionOf(action).permission);
    if ((await this.adminJobs.countOpen(tx, principal.userId)) >= MAX_OPEN_JOBS) throw new TooManyJobs();
    const [id, now] = [newId(), new Date()];
    const counts = { total: 0, changed: 0, unchanged: 0, failed: 0 };
    await this.adminJobs.insert(tx, {
      ...{ id, actorId: principal.userId, action, details, importId, state: 'waiting', reason: null, ...counts },
      ...{ ip: client.ip, userAgent: client.userAgent, createdAt: now, endedAt: null, beatAt: now },
    });
    const count = await fill(id);
    await this.adminJobs.setTotal(tx, id, count);
    await this.record(tx, principal, 'job.started', id, client, {
      action,
      ...details,
      ...(importId && { importId }),
      ...facts,
      count,
    });
    await this.jobs.enqueue(tx, RunAdminJob, { jobId: id }, { singletonKey: id });
    return id;
  }

  /** Throws AdminJobNotFound, for what belongs to somebody else too. */
  async visible(principal: Principal, id: string): Promise<AdminJob> {
    const job = await this.adminJobs.find(id);
    if (!job || (job.actorId !== principal.userId && !seesAll(principal))) throw new AdminJobNotFound();
    return job;
  }

  private actionOf(name: string): JobAction {
    const action = this.actions.find(name);
    if (!action) throw new NothingToRetry();
    return action;
  }

  private record(
    tx: Tx,
    { userId }: Principal,
    action: string,
    targetId: string,
    client: ClientInfo,
    after: object,
  ): Promise<void> {
    return this.audit.record(tx, { actorId: userId, action, targetType: 'job', targetId, after, ...client });
  }
}

function seesAll({ permissions }: Principal): boolean {
  return permissions.has(UserPermission.Manage);
}

function failureOf(
  { place, userId, code }: FailedItem,
  { action }: AdminJob,
  cards: Awaited<ReturnType<UserCards['get']>>,
): JobFailureDto {
  const displayName = (userId && cards.get(userId)?.displayName) ?? null;
  return { id: userId, displayName: displayName || null, line: action === 'import' ? place : null, code };
}
