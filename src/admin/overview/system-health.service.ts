import { Injectable } from '@nestjs/common';
import { type AuditedAct, AuditTrail } from '../../audit/audit-trail.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import { HealthParts, PART_STATES } from '../../core/health/health-parts.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { FailedJobs } from '../../core/jobs/failed-jobs.js';
import { DatabaseClock } from '../../core/nodes/database-clock.js';
import type { Principal } from '../../core/security/principal.js';
import { VERSION } from '../../core/version.js';
import type { FailedJobsDto, SystemHealthDto } from './dto/health.dto.js';

const MOST_FAILURES = 100;

/** How the server is, and what can be done about jobs that failed. */
@Injectable()
export class SystemHealth {
  constructor(
    private readonly parts: HealthParts,
    private readonly jobs: FailedJobs,
    private readonly clock: DatabaseClock,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  async read(): Promise<SystemHealthDto> {
    const parts = (await this.parts.report()).map((part) => ({ ...part, facts: part.facts ?? {} }));
    const state = PART_STATES.findLast((each) => parts.some((part) => part.state === each)) ?? 'ok';
    return { state, at: new Date(this.clock.now()), version: VERSION, parts };
  }

  /** Without what they were given: it may name people. */
  async failedJobs(): Promise<FailedJobsDto> {
    const failures = await this.jobs.newest(MOST_FAILURES);
    return {
      items: failures.map(({ id, job, reason, enqueuedAt, failedAt }) => ({ id, job, reason, enqueuedAt, failedAt })),
    };
  }

  /** Throws FailedJobNotFound or JobUnknown. */
  retry(principal: Principal, id: string, client: ClientInfo): Promise<void> {
    return this.work.run(async (tx) => {
      const { job } = await this.jobs.retry(tx, id);
      await this.record(tx, principal, { action: 'failed-job.retried', targetId: id, after: { job } }, client);
    });
  }

  /** Health does not go on saying what somebody has looked at. Throws FailedJobNotFound. */
  dismiss(principal: Principal, id: string, client: ClientInfo): Promise<void> {
    return this.work.run(async (tx) => {
      const { job, reason } = await this.jobs.dismiss(tx, id);
      await this.record(
        tx,
        principal,
        { action: 'failed-job.dismissed', targetId: id, before: { job, reason } },
        client,
      );
    });
  }

  private record(
    tx: Tx,
    { userId: actorId }: Principal,
    act: Pick<AuditedAct, 'action' | 'targetId' | 'before' | 'after'>,
    client: ClientInfo,
  ): Promise<void> {
    return this.audit.record(tx, { actorId, targetType: 'job', ...act, ...client });
  }
}
