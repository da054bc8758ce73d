import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { DomainError, type ProblemDefinition } from '../../core/errors/domain-error.js';
import { Accounts } from '../../users/accounts.js';
import { UserPermission } from '../../users/users.permissions.js';
import { requireStillAllowed } from '../account-rules.js';
import { AdminUsers } from '../admin-users.service.js';
import { type JobAction, JobActions, type JobStep, type StepOutcome } from '../jobs/job-actions.js';
import { ImportCheck } from './import-check.js';
import { ImportNotFound } from './imports.errors.js';
import { ImportsRepository } from './imports.repository.js';

/** Imports one row: planned anew, for much may have changed since the check, and done by the operations of the console. */
@Injectable()
export class ImportRowAction implements JobAction, OnModuleInit {
  readonly permission = UserPermission.Import;
  readonly endedBy = [ImportNotFound];

  constructor(
    private readonly jobActions: JobActions,
    private readonly imports: ImportsRepository,
    private readonly check: ImportCheck,
    private readonly accounts: Accounts,
    private readonly users: AdminUsers,
  ) {}

  onModuleInit(): void {
    this.jobActions.register('import', this);
  }

  async act(tx: Tx, { importId, place: line, actorId, client }: JobStep): Promise<StepOutcome> {
    const actor = await this.accounts.findWithin(tx, actorId);
    requireStillAllowed(actor, UserPermission.Import);
    const accountImport = importId === null ? undefined : await this.imports.findWithin(tx, importId);
    const row = accountImport && (await this.imports.row(tx, accountImport.id, line));
    if (!row) throw new ImportNotFound();
    const plan = await this.check.plan(tx, accountImport, actor, row);
    const by = { userId: actorId };
    if (plan?.outcome === 'refused') throw new RowRefused(plan.code);
    if (plan?.outcome === 'create') {
      const { id } = await this.users.createWithoutPassword(tx, by, plan.person, client);
      await this.imports.setPerson(tx, accountImport.id, line, { userId: id, outcome: 'create' });
      return { state: 'changed', userId: id };
    }
    if (plan?.outcome !== 'change') return { state: 'unchanged' };
    const { isChanged } = await this.users.updateIn(tx, by, plan.userId, plan.changes, client);
    await this.imports.setPerson(tx, accountImport.id, line, { userId: plan.userId, outcome: 'change' });
    return { state: isChanged ? 'changed' : 'unchanged', userId: plan.userId };
  }
}

/** What the check would refuse by now; its code is that of the plan. */
class RowRefused extends DomainError {
  readonly definition: ProblemDefinition;

  constructor(code: string) {
    super('The row is refused.');
    this.definition = { code, status: 409, title: 'The row is refused' };
  }
}
