import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { ValidationFailed } from '../../core/errors/request-problems.js';
import type { Permission } from '../../core/security/permissions.js';
import type { Account } from '../../users/account.js';
import { UserPermission } from '../../users/users.permissions.js';
import { AdminAccess } from '../admin-access.service.js';
import { RoleGrantDenied } from '../admin.errors.js';
import { AdminUsers } from '../admin-users.service.js';
import { type JobAction, JobActions, type JobStep, type StepOutcome } from '../jobs/job-actions.js';
import { AccountAnonymisation } from '../person/account-anonymisation.service.js';
import { PermissionNotHeld, RoleBuiltIn, RoleNotFound } from '../roles/roles.errors.js';
import { RolePermission } from '../roles/roles.permissions.js';
import { RolesService } from '../roles/roles.service.js';
import type { Verdict } from '../verdict.js';
import type { BulkActionName } from './dto/bulk.dto.js';

/** Something that is done to many accounts: each by the operation that does it to one, and by its rules. */
interface BulkAction {
  readonly permission: Permission;
  readonly needsRole?: true;
  readonly endedBy?: JobAction['endedBy'];
  /** What it would come to for each of these; throws what refuses it to this actor whoever is meant. */
  preview(actor: Account, targets: readonly Account[], roleId: string): Promise<readonly Verdict[]>;
  /** Does it to one; false when it was so already. */
  act(tx: Tx, step: JobStep, userId: string, roleId: string): Promise<boolean>;
}

/** What can be done to many accounts at once. Another action is another entry of this table. */
@Injectable()
export class BulkActions implements OnModuleInit {
  private readonly table: Readonly<Record<BulkActionName, BulkAction>> = {
    activate: this.setActive(true),
    deactivate: this.setActive(false),
    end_sessions: {
      permission: UserPermission.ManageSessions,
      preview: async (actor, targets) => this.access.previewEndSessions(actor, targets),
      act: async (tx, { actorId, client }, userId) => {
        await this.access.endSessionsIn(tx, { userId: actorId }, userId, client);
        return true;
      },
    },
    anonymise: {
      permission: UserPermission.Anonymise,
      preview: (actor, targets) => this.anonymisation.preview(actor, targets),
      act: async (tx, { actorId, client }, userId) => {
        await this.anonymisation.anonymiseIn(tx, { userId: actorId }, userId, client);
        return true;
      },
    },
    add_role: this.changeRole(true),
    remove_role: this.changeRole(false),
  };

  constructor(
    private readonly users: AdminUsers,
    private readonly access: AdminAccess,
    private readonly anonymisation: AccountAnonymisation,
    private readonly roles: RolesService,
    private readonly jobActions: JobActions,
  ) {}

  onModuleInit(): void {
    for (const [name, action] of Object.entries(this.table)) {
      const act = async (tx: Tx, step: JobStep): Promise<StepOutcome> => {
        const isChanged = await action.act(tx, step, step.userId ?? '', step.details.roleId ?? '');
        return { state: isChanged ? 'changed' : 'unchanged' };
      };
      const { permission, endedBy = [] } = action;
      this.jobActions.register(name, { permission, endedBy, act });
    }
  }

  /** Throws ValidationFailed where a role is missing, or there is one that means nothing. */
  find(name: BulkActionName, roleId: string | undefined): BulkAction {
    const action = this.table[name];
    if (action.needsRole && roleId === undefined)
      throw ValidationFailed.at('/roleId', 'required', 'Say which role is meant.');
    if (!action.needsRole && roleId !== undefined)
      throw ValidationFailed.at('/roleId', 'unknown_field', 'This action has no role.');
    return action;
  }

  private setActive(isActive: boolean): BulkAction {
    return {
      permission: UserPermission.Manage,
      preview: (actor, targets) => this.users.previewUpdate(actor, targets, { isActive }),
      act: async (tx, { actorId, client }, userId) =>
        (await this.users.updateIn(tx, { userId: actorId }, userId, { isActive }, client)).isChanged,
    };
  }

  private changeRole(isGranted: boolean): BulkAction {
    return {
      permission: RolePermission.Manage,
      needsRole: true,
      endedBy: [RoleNotFound, RoleBuiltIn, PermissionNotHeld, RoleGrantDenied],
      preview: (actor, targets, roleId) => this.roles.previewChange(actor, targets, { roleId, isGranted }),
      act: (tx, { actorId, client }, userId, roleId) =>
        this.roles.changeIn(tx, { userId: actorId }, { userId, roleId, isGranted }, client),
    };
  }
}
