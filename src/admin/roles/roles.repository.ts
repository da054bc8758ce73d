import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { BuiltInRole } from './built-in-roles.js';
import { Role } from './role.entity.js';

/** Any numbers: each only has to be the same for every process. */
const BUILT_IN_ROLES_LOCK = 7_291_031;
const COUNT_LOCK = 7_291_032;

/** A role that comes with Parley, with what this version of it lets people do. */
type DeclaredRole = BuiltInRole & { readonly permissions: readonly string[] };

/** A role of somebody, by name. */
interface HeldRole {
  readonly userId: string;
  readonly key: string;
}

/** The tables roles and user_roles. */
@Injectable()
export class RolesRepository {
  constructor(
    @InjectRepository(Role) private readonly roles: Repository<Role>,
    private readonly database: Database,
  ) {}

  /** All of them, those that come with Parley first, then by name. */
  list(): Promise<Role[]> {
    return this.roles
      .createQueryBuilder('r')
      .orderBy('r.builtIn', 'DESC')
      .addOrderBy('r.name')
      .addOrderBy('r.id')
      .getMany();
  }

  /** Those of these keys that a role has. */
  async keysAmong({ manager }: Tx, keys: readonly string[]): Promise<string[]> {
    const roles = await manager.find(Role, { select: { key: true }, where: { key: In([...keys]) } });
    return roles.map(({ key }) => key);
  }

  async find(id: string): Promise<Role | undefined> {
    return (await this.roles.findOneBy({ id })) ?? undefined;
  }

  /** How many have each role that is granted; none where nobody has it. */
  async memberCounts(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.rows<{ id: string; count: number }>({
      name: 'roles.member-counts',
      text: `select role_id as id, count(*)::integer as count from user_roles group by role_id`,
    });
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  /** The roles that were granted to these people, by name of role. */
  rolesOf(userIds: readonly string[]): Promise<HeldRole[]> {
    return this.database.rows<HeldRole>(
      {
        name: 'roles.of-users',
        text: `select ur.user_id as "userId", r.key from user_roles ur join roles r on r.id = ur.role_id
          where ur.user_id = any($1::uuid[]) order by r.built_in desc, r.name, r.id`,
      },
      [userIds],
    );
  }

  /** Locks the role until the transaction ends, so that its permissions and its holders stay as they are read. */
  async lock(tx: Tx, id: string): Promise<Role | undefined> {
    const lock = tx.manager.createQueryBuilder(Role, 'r').setLock('pessimistic_write').where({ id });
    return (await lock.getOne()) ?? undefined;
  }

  /** Until the transaction ends nobody else makes a role: what is counted stays so. */
  async lockCount({ manager }: Tx): Promise<void> {
    await manager.query('select pg_advisory_xact_lock($1)', [COUNT_LOCK]);
  }

  count(tx: Tx): Promise<number> {
    return tx.manager.count(Role);
  }

  async insert(tx: Tx, role: Role): Promise<void> {
    await tx.manager.insert(Role, role);
  }

  async update(tx: Tx, { id, ...role }: Role): Promise<void> {
    await tx.manager.update(Role, { id }, role);
  }

  /** Who has the role; under its lock. */
  async holders(tx: Tx, roleId: string): Promise<string[]> {
    const rows = await tx.manager.query<{ userId: string }[]>(
      `select user_id as "userId" from user_roles where role_id = $1 order by user_id`,
      [roleId],
    );
    return rows.map(({ userId }) => userId);
  }

  /** Takes it from everybody, and away. */
  async delete(tx: Tx, id: string): Promise<void> {
    await tx.manager.query(`delete from user_roles where role_id = $1`, [id]);
    await tx.manager.delete(Role, { id });
  }

  /** False when they have it already. */
  async grant(tx: Tx, userId: string, roleId: string): Promise<boolean> {
    const rows = await tx.manager.query<object[]>(
      `insert into user_roles (user_id, role_id, granted_at) values ($1, $2, clock_timestamp())
       on conflict on constraint user_roles_pkey do nothing returning 1`,
      [userId, roleId],
    );
    return rows.length > 0;
  }

  /** False when they do not have it. */
  async revoke(tx: Tx, userId: string, roleId: string): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `delete from user_roles where user_id = $1 and role_id = $2`,
      [userId, roleId],
    );
    return count > 0;
  }

  /** Takes all roles from somebody. */
  async revokeAll(tx: Tx, userId: string): Promise<void> {
    await tx.manager.query('delete from user_roles where user_id = $1', [userId]);
  }

  /** Whether the rows of these roles say what this version of Parley does. */
  async areAsDeclared(declared: readonly DeclaredRole[]): Promise<boolean> {
    const stored = new Map((await this.roles.findBy({ builtIn: true })).map((role) => [role.id, role]));
    return declared.every((role) => isSame(stored.get(role.id), role));
  }

  async lockBuiltIn({ manager }: Tx): Promise<void> {
    await manager.query('select pg_advisory_xact_lock($1)', [BUILT_IN_ROLES_LOCK]);
  }

  /** Writes what differs, and answers who has a role that does. */
  async declare(tx: Tx, declared: readonly DeclaredRole[]): Promise<string[]> {
    const holders = new Set<string>();
    for (const { id, key, name, description, permissions } of declared) {
      const stored = await this.lock(tx, id);
      const role = { key, name, description, permissions: [...permissions], builtIn: true };
      if (!stored) await this.insert(tx, { id, ...role, version: 1, createdAt: new Date() });
      else if (!isSame(stored, role)) {
        await this.update(tx, { ...stored, ...role, version: stored.version + 1 });
        for (const holder of await this.holders(tx, id)) holders.add(holder);
      }
    }
    return [...holders];
  }
}

function isSame(stored: Role | undefined, role: Pick<DeclaredRole, 'name' | 'description' | 'permissions'>): boolean {
  return (
    stored?.name === role.name &&
    stored.description === role.description &&
    stored.permissions.join() === role.permissions.join()
  );
}
