import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { brokenConstraint } from '../../core/database/broken-constraint.js';
import { newId } from '../../core/database/id.js';
import { SecurityNotices } from '../../auth/notices/security-notices.service.js';
import { type Tx, UnitOfWork } from '../../core/database/unit-of-work.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import {
  definedPermissions,
  isPermission,
  type Permission,
  permissionsOf,
  permissionsOfRole,
} from '../../core/security/permissions.js';
import type { Principal } from '../../core/security/principal.js';
import type { Account } from '../../users/account.js';
import { Accounts } from '../../users/accounts.js';
import { mayActOn } from '../../users/acting-on-accounts.js';
import { foldedName } from '../../users/folded-name.js';
import { UserNotFound } from '../../users/users.errors.js';
import { UserPermission } from '../../users/users.permissions.js';
import { requireStillAllowed } from '../account-rules.js';
import { AccountAnonymised, AccountProtected } from '../admin.errors.js';
import { AdminUsers } from '../admin-users.service.js';
import { LostRights } from '../lost-rights.js';
import { type Actor, type Verdict, verdictOf } from '../verdict.js';
import { BUILT_IN_ROLES, type BuiltInRole, MEMBER_ROLE } from './built-in-roles.js';
import type { CreateRoleDto, PermissionListDto, RoleDto, RoleListDto, UpdateRoleDto } from './dto/role.dto.js';
import type { Role } from './role.entity.js';
import { PermissionNotHeld, RoleBuiltIn, RoleKeyTaken, RoleNotFound, RoleStale, TooManyRoles } from './roles.errors.js';
import { MAX_ROLES } from './roles.limits.js';
import { RolePermission } from './roles.permissions.js';
import { RolesRepository } from './roles.repository.js';

/** A role that is granted, or else taken. */
interface RoleChange {
  readonly roleId: string;
  readonly isGranted: boolean;
}
const ROLE_OF_FLAG = { isStaff: 'staff', isSuperuser: 'superuser' } as const;

/**
 * Roles, and who has them. Nobody gives or takes what they do not hold: judged on rows that are locked, the role first, then
 * accounts in the order of their ids.
 */
@Injectable()
export class RolesService {
  constructor(
    private readonly roles: RolesRepository,
    private readonly accounts: Accounts,
    private readonly adminUsers: AdminUsers,
    private readonly lostRights: LostRights,
    private readonly notices: SecurityNotices,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
  ) {}

  /** Every permission there is, by name. */
  permissions(): PermissionListDto {
    return { items: definedPermissions().map(({ name, description, givenTo }) => ({ name, description, givenTo })) };
  }

  /** Those that come with Parley in their order, then the others by name. */
  async list(): Promise<RoleListDto> {
    const [rows, granted, flagged] = await Promise.all([
      this.roles.list(),
      this.roles.memberCounts(),
      this.accounts.flagCounts(),
    ]);
    const counts = new Map([...granted, ...BUILT_IN_ROLES.flatMap((role) => countOf(role, flagged))]);
    const order = new Map(BUILT_IN_ROLES.map(({ id }, n) => [id, n]));
    const place = ({ id }: Role): number => order.get(id) ?? order.size;
    const items = rows.toSorted((a, b) => place(a) - place(b)).map((role) => dtoOf(role, counts.get(role.id) ?? 0));
    return { items };
  }

  /** Throws RoleNotFound. */
  async get(id: string): Promise<RoleDto> {
    const role = (await this.list()).items.find((one) => one.id === id);
    if (!role) throw new RoleNotFound();
    return role;
  }

  /** Throws RoleKeyTaken, PermissionNotHeld or TooManyRoles. */
  async create(principal: Principal, dto: CreateRoleDto, client: ClientInfo): Promise<RoleDto> {
    const { key, name, description = '' } = dto;
    const permissions = dto.permissions.toSorted();
    const role = {
      id: newId(),
      key,
      name,
      description,
      permissions,
      builtIn: false,
      version: 1,
      createdAt: new Date(),
    };
    requireOwnName(name);
    await this.work.run(async (tx) => {
      await this.roles.lockCount(tx);
      const actor = await this.accounts.lock(tx, principal.userId);
      requireStillAllowed(actor, RolePermission.Manage);
      requireHeld(permissionsOf(actor), permissions, '/permissions');
      if ((await this.roles.count(tx)) >= MAX_ROLES) throw new TooManyRoles();
      await keyConflicts(() => this.roles.insert(tx, role));
      await this.record(tx, principal, client, {
        action: 'role.created',
        targetType: 'role',
        targetId: role.id,
        after: factsOf(role),
      });
    });
    return dtoOf(role, 0);
  }

  /** Throws RoleNotFound, RoleBuiltIn, RoleStale or PermissionNotHeld: one holds what it had and what it shall have. */
  async update(principal: Principal, id: string, dto: UpdateRoleDto, client: ClientInfo): Promise<RoleDto> {
    const { ifVersion, ...changes } = dto;
    await this.work.run(async (tx) => {
      const role = await this.lockOwn(tx, id);
      const holders = await this.roles.holders(tx, id);
      const accounts = await this.accounts.lockAll(tx, [principal.userId, ...holders]);
      const actor = accounts.get(principal.userId);
      requireStillAllowed(actor, RolePermission.Manage);
      if (ifVersion !== undefined && ifVersion !== role.version) throw new RoleStale(dtoOf(role, holders.length));
      const permissions = changes.permissions?.toSorted() ?? role.permissions;
      requireHeld(permissionsOf(actor), [...role.permissions, ...permissions], '/permissions');
      const next = { ...role, ...changes, permissions, version: role.version + 1 };
      if (next.name !== role.name) requireOwnName(next.name);
      const [before, after] = differences(factsOf(role), factsOf(next));
      if (Object.keys(after).length === 0) return;
      await this.roles.update(tx, next);
      await this.record(tx, principal, client, {
        action: 'role.updated',
        targetType: 'role',
        targetId: id,
        before,
        after,
      });
      if ('permissions' in after) await this.refresh(tx, holders);
    });
    return this.get(id);
  }

  /** Takes it from everybody who has it; throws RoleNotFound, RoleBuiltIn or PermissionNotHeld. */
  async delete(principal: Principal, id: string, client: ClientInfo): Promise<void> {
    await this.work.run(async (tx) => {
      const role = await this.lockOwn(tx, id);
      const holders = await this.roles.holders(tx, id);
      const accounts = await this.accounts.lockAll(tx, [principal.userId, ...holders]);
      const actor = accounts.get(principal.userId);
      requireStillAllowed(actor, RolePermission.Manage);
      requireHeld(permissionsOf(actor), role.permissions);
      await this.roles.delete(tx, id);
      const before = { ...factsOf(role), members: holders.length };
      await this.record(tx, principal, client, { action: 'role.deleted', targetType: 'role', targetId: id, before });
      await this.refresh(tx, holders);
    });
  }

  /** To have it twice is to have it once. Throws RoleNotFound, UserNotFound, AccountProtected, AccountAnonymised or PermissionNotHeld. */
  async grant(principal: Principal, userId: string, roleId: string, client: ClientInfo): Promise<void> {
    await this.work.run((tx) => this.changeIn(tx, principal, { userId, roleId, isGranted: true }, client));
  }

  /** Throws what `grant` does, and LastSuperuser. */
  async revoke(principal: Principal, userId: string, roleId: string, client: ClientInfo): Promise<void> {
    await this.work.run((tx) => this.changeIn(tx, principal, { userId, roleId, isGranted: false }, client));
  }

  /** Grants or takes a role in a transaction of the caller's; false when that is how it was. */
  async changeIn(
    tx: Tx,
    by: Actor,
    { userId, roleId, isGranted }: RoleChange & { readonly userId: string },
    client: ClientInfo,
  ): Promise<boolean> {
    const flag = flagOf(roleId);
    if (flag !== undefined) {
      const maker = await this.accounts.findWithin(tx, by.userId);
      requireFlagsHeld(maker, flag);
      return (await this.adminUsers.updateIn(tx, by, userId, { [flag]: isGranted }, client)).isChanged;
    }
    const role = await this.roles.lock(tx, roleId);
    if (!role) throw new RoleNotFound();
    const accounts = await this.accounts.lockAll(tx, [by.userId, userId]);
    const [actor, target] = [accounts.get(by.userId), accounts.get(userId)];
    requireStillAllowed(actor, RolePermission.Manage);
    if (!target) throw new UserNotFound();
    if (!mayActOn(actor, target)) throw new AccountProtected();
    if (target.anonymisedAt) throw new AccountAnonymised();
    requireHeld(permissionsOf(actor), role.permissions);
    const isChanged = isGranted
      ? await this.roles.grant(tx, userId, roleId)
      : await this.roles.revoke(tx, userId, roleId);
    if (!isChanged) return false;
    const fact = { role: role.key };
    await this.record(tx, by, client, {
      ...{ action: isGranted ? 'user.role-granted' : 'user.role-taken', targetType: 'user', targetId: userId },
      ...(isGranted ? { after: fact } : { before: fact }),
    });
    await this.notices.tell(tx, { kind: 'roles_changed', userId });
    await this.refresh(tx, [userId]);
    return true;
  }

  /** What `changeIn` would do to each of these; throws what refuses it whoever is meant. */
  async previewChange(
    actor: Account,
    targets: readonly Account[],
    { roleId, isGranted }: RoleChange,
  ): Promise<readonly Verdict[]> {
    const flag = flagOf(roleId);
    if (flag !== undefined) {
      requireFlagsHeld(actor, flag);
      return this.adminUsers.previewUpdate(actor, targets, { [flag]: isGranted });
    }
    const role = await this.roles.find(roleId);
    if (!role) throw new RoleNotFound();
    requireHeld(permissionsOf(actor), role.permissions);
    const held = await this.roles.rolesOf(targets.map(({ id }) => id));
    const holders = new Set(held.filter(({ key }) => key === role.key).map(({ userId }) => userId));
    return targets.map((target) =>
      verdictOf(() => {
        requireStillAllowed(actor, RolePermission.Manage);
        if (!mayActOn(actor, target)) throw new AccountProtected();
        if (target.anonymisedAt) throw new AccountAnonymised();
        return holders.has(target.id) !== isGranted;
      }),
    );
  }

  /** What these people may do follows from their roles as they are now; what rested on a right that is gone ends. */
  private async refresh(tx: Tx, userIds: readonly string[]): Promise<void> {
    for (const account of await this.accounts.refreshRolePermissions(tx, userIds)) {
      await this.lostRights.endAfterMove(tx, account);
    }
  }

  private async lockOwn(tx: Tx, id: string): Promise<Role> {
    const role = await this.roles.lock(tx, id);
    if (!role) throw new RoleNotFound();
    if (role.builtIn) throw new RoleBuiltIn();
    return role;
  }

  private record(
    tx: Tx,
    { userId }: Actor,
    client: ClientInfo,
    act: { action: string; targetType: string; targetId: string; before?: object; after?: object },
  ): Promise<void> {
    return this.audit.record(tx, { actorId: userId, ...act, ...client });
  }
}

/** Throws RoleBuiltIn for what everybody is. */
function flagOf(roleId: string): BuiltInRole['flag'] {
  if (roleId === MEMBER_ROLE.id) throw new RoleBuiltIn('Everybody with an account is a member.');
  return BUILT_IN_ROLES.find(({ id }) => id === roleId)?.flag;
}

function countOf(
  { id, key, flag }: BuiltInRole,
  { all, isStaff, isSuperuser }: { all: number; isStaff: number; isSuperuser: number },
): [string, number][] {
  if (key === 'member') return [[id, all]];
  return flag === undefined ? [] : [[id, flag === 'isStaff' ? isStaff : isSuperuser]];
}

/** Throws RoleKeyTaken for what a role that comes with Parley is called. */
function requireOwnName(name: string): void {
  const folded = foldedName(name);
  const isBuiltIn = BUILT_IN_ROLES.some((role) => [role.name, role.key].map(foldedName).includes(folded));
  if (isBuiltIn) throw new RoleKeyTaken('name');
}

/** A permission that no feature declares any more is nobody's to hold, and no reason to keep a role from being changed. */
function requireHeld(held: ReadonlySet<Permission>, permissions: readonly string[], pointer?: string): void {
  const missing = permissions.filter((permission) => isPermission(permission) && !held.has(permission));
  if (missing.length > 0) throw new PermissionNotHeld([...new Set(missing)], pointer);
}

/** Whoever does not manage accounts gives and takes flags only as far as they hold what those let people do. */
function requireFlagsHeld(actor: Account | undefined, flag: keyof typeof ROLE_OF_FLAG): void {
  const held = actor ? permissionsOf(actor) : new Set<Permission>();
  if (!held.has(UserPermission.Manage)) requireHeld(held, permissionsOfRole(ROLE_OF_FLAG[flag]));
}

type RoleFacts = Pick<Role, 'key' | 'name' | 'description' | 'permissions'>;

function factsOf({ key, name, description, permissions }: Role): RoleFacts {
  return { key, name, description, permissions };
}

function differences(before: RoleFacts, after: RoleFacts): [before: Partial<RoleFacts>, after: Partial<RoleFacts>] {
  const fields = (['name', 'description', 'permissions'] as const).filter(
    (field) => String(before[field]) !== String(after[field]),
  );
  const pick = (facts: RoleFacts): Partial<RoleFacts> =>
    Object.fromEntries(fields.map((field) => [field, facts[field]]));
  return [pick(before), pick(after)];
}

function dtoOf({ id, key, name, description, permissions, builtIn, version }: Role, members: number): RoleDto {
  return { id, key, name, description, permissions, builtIn, members, version };
}

async function keyConflicts(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (brokenConstraint(error) === 'roles_key_key') throw new RoleKeyTaken();
    throw error;
  }
}
