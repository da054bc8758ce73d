import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { UnitOfWork } from '../../core/database/unit-of-work.js';
import { permissionsOfRole } from '../../core/security/permissions.js';
import { Accounts } from '../../users/accounts.js';
import { BUILT_IN_ROLES, type BuiltInRole } from './built-in-roles.js';
import { RolesRepository } from './roles.repository.js';

/**
 * Keeps the rows of the roles that come with Parley as this version of it declares them, and what their holders may do with
 * them.
 */
@Injectable()
export class BuiltInRoles implements OnApplicationBootstrap {
  constructor(
    private readonly roles: RolesRepository,
    private readonly accounts: Accounts,
    private readonly work: UnitOfWork,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const wanted = BUILT_IN_ROLES.map((role) => ({ ...role, permissions: declaredOf(role) }));
    if (await this.roles.areAsDeclared(wanted)) return;
    await this.work.run(async (tx) => {
      await this.roles.lockBuiltIn(tx);
      const holders = await this.roles.declare(tx, wanted);
      await this.accounts.refreshRolePermissions(tx, holders);
    });
  }
}

function declaredOf({ key }: BuiltInRole): readonly string[] {
  return key === 'member' ? [] : permissionsOfRole(key);
}
