import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { ProblemClass } from '../../core/errors/domain-error.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import type { Permission } from '../../core/security/permissions.js';
import type { ItemState } from './admin-job-item.entity.js';
import type { JobDetails } from './admin-job.entity.js';

/** One step of a job: to whom, in whose name, and what is said of it on record. */
export interface JobStep {
  readonly actorId: string;
  readonly details: JobDetails;
  readonly importId: string | null;
  readonly place: number;
  readonly userId: string | null;
  /** Its request is the job, so that all acts of a job are found by its id. */
  readonly client: ClientInfo;
}

/** What came of a step. */
export interface StepOutcome {
  readonly state: Extract<ItemState, 'changed' | 'unchanged'>;
  /** Where an account was made. */
  readonly userId?: string;
}

/** What a job does to one account. */
export interface JobAction {
  /** Without it nobody starts the job or takes it up again; the act itself judges it for each account. */
  readonly permission: Permission;
  /** What is refused whoever it is done to, besides the right to it: one such refusal ends the job. */
  readonly endedBy?: readonly ProblemClass[];
  /** Acts by `tx` alone: what is not committed with the note that the step is done, did not happen. */
  act(tx: Tx, step: JobStep): Promise<StepOutcome>;
}

/** Every action that jobs can do, by name. Features register theirs when their module is made. */
@Injectable()
export class JobActions {
  private readonly actions = new Map<string, JobAction>();

  /** To be called in `onModuleInit`. Throws when the name is taken. */
  register(name: string, action: JobAction): void {
    if (this.actions.has(name)) throw new Error(`There is an action ${name} already.`);
    this.actions.set(name, action);
  }

  /** Undefined for one that only another version has. */
  find(name: string): JobAction | undefined {
    return this.actions.get(name);
  }
}
