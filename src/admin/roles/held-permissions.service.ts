import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SecondFactorPolicy } from '../../auth/second-factor/second-factor-policy.service.js';
import { definedPermissions } from '../../core/security/permissions.js';
import type { Account } from '../../users/account.js';
import { Accounts } from '../../users/accounts.js';
import type { HeldPermissionsDto } from './dto/role.dto.js';
import { RolesRepository } from './roles.repository.js';

/** Which roles people have, their flags among them, and what follows from each. */
@Injectable()
export class HeldPermissions implements OnModuleInit {
  constructor(
    private readonly accounts: Accounts,
    private readonly roles: RolesRepository,
    private readonly factorPolicy: SecondFactorPolicy,
  ) {}

  onModuleInit(): void {
    this.factorPolicy.readRolesBy(async (id, flags) => (await this.rolesOf([{ id, ...flags }])).get(id) ?? []);
  }

  /** The keys of the roles of each of these accounts: every one is `member` at least. */
  async rolesOf(
    accounts: readonly Pick<Account, 'id' | 'isStaff' | 'isSuperuser'>[],
  ): Promise<ReadonlyMap<string, string[]>> {
    const granted = Map.groupBy(await this.roles.rolesOf(accounts.map(({ id }) => id)), ({ userId }) => userId);
    return new Map(
      accounts.map((account) => [
        account.id,
        [...flagRolesOf(account), ...(granted.get(account.id) ?? []).map(({ key }) => key)],
      ]),
    );
  }

  /** What somebody may do, by name, each with the roles that give it; throws UserNotFound. */
  async of(userId: string): Promise<HeldPermissionsDto> {
    const account = await this.accounts.get(userId);
    const [keys, rows] = await Promise.all([this.rolesOf([account]), this.roles.list()]);
    const roles = keys.get(userId) ?? [];
    const given = new Map(rows.map(({ key, permissions }) => [key, new Set(permissions)]));
    const items = definedPermissions().flatMap(({ name, description, givenTo }) => {
      const by = roles.filter((key) =>
        key === 'member' ? givenTo === 'everybody' : key === 'superuser' || given.get(key)?.has(name),
      );
      return by.length > 0 ? [{ permission: name, description, roles: by }] : [];
    });
    return { roles, items };
  }
}

function flagRolesOf({ isStaff, isSuperuser }: Pick<Account, 'isStaff' | 'isSuperuser'>): string[] {
  return ['member', ...(isStaff ? ['staff'] : []), ...(isSuperuser ? ['superuser'] : [])];
}
