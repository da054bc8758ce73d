import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type ObjectLiteral, Repository, type SelectQueryBuilder } from 'typeorm';
import type { Account } from '../account.js';
import { User } from '../user.entity.js';
import type { AccountFilter } from './account-filter.js';
import type { AccountOrder } from './account-order.js';
import type { AccountSearch } from './account-search.js';

/** Where a list goes on: behind this one. */
export interface AccountPosition {
  readonly key: string | number;
  readonly id: string;
}

/** An account in the list of the console. */
export interface ListedAccount {
  readonly account: Account;
  readonly lastSeenAt: Date | null;
  readonly key: string | number | Date;
}

/** How many accounts there are; those who were invited and have not come are among the active ones. */
export interface AccountCounts {
  readonly active: number;
  readonly deactivated: number;
  readonly invited: number;
}

/** A query that answers the ids of accounts, for a statement of somebody else who keeps them. */
export interface AccountIds {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Raw {
  readonly sort_key: string | number | Date;
  readonly seen_at: Date | null;
}

const STATUSES: Readonly<Record<NonNullable<AccountFilter['status']>, string>> = {
  invited: 'u.is_active and u.last_login is null and u.anonymised_at is null',
  active: 'u.is_active and u.anonymised_at is null',
  deactivated: 'not u.is_active',
  staff: '(u.is_staff or u.is_superuser)',
  never: 'u.last_login is null',
};
const FLAGS = { staff: 'u.is_staff', superuser: 'u.is_superuser' } as const;
/** Roles that are no rows of `user_roles`. */
const FLAG_ROLES: Readonly<Record<string, string>> = { ...FLAGS, member: 'true' };
const HAS_ROLE = `u.id in (select ur.user_id from user_roles ur join roles r on r.id = ur.role_id where r.key = :role)`;
const IS_IN_TEAM = `u.id in (select tm.user_id from team_members tm join teams t on t.id = tm.team_id where t.key = :team)`;
/** `greatest` leaves out what is null. */
const IDLE = `greatest(u.last_seen_at, u.last_login, u.date_joined) < now() - :inactiveDays * interval '1 day'`;

/** The users table as the console lists it. */
@Injectable()
export class AccountListRepository {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  /** The accounts that match, in this order, beginning behind a position. */
  async list(
    { filter, search, order }: { filter: AccountFilter; search: AccountSearch | undefined; order: AccountOrder },
    limit: number,
    after?: AccountPosition,
  ): Promise<ListedAccount[]> {
    const query = this.matching(filter, search)
      // In brackets: a bare column would be taken for one of the account and not be named again.
      .addSelect(`(${order.key})`, 'sort_key')
      .addSelect('u.last_seen_at', 'seen_at')
      .orderBy('sort_key', order.direction)
      .addOrderBy('u.id', order.direction)
      .limit(limit);
    if (after) {
      const comes = order.direction === 'ASC' ? '>' : '<';
      query.andWhere(`(${order.key}, u.id) ${comes} (:afterKey::${order.type}, :afterId::uuid)`, {
        afterKey: after.key,
        afterId: after.id,
      });
    }
    const { raw, entities } = await query.getRawAndEntities<Raw>();
    return entities.map((account, n) => ({
      account,
      lastSeenAt: raw[n]?.seen_at ?? null,
      key: raw[n]?.sort_key ?? '',
    }));
  }

  count(filter: AccountFilter, search: AccountSearch | undefined): Promise<number> {
    return this.matching(filter, search).getCount();
  }

  /** All at once, in one walk through the table. */
  async counts(): Promise<AccountCounts> {
    const [counts] = await this.users.query<AccountCounts[]>(
      `select count(*) filter (where ${STATUSES.active})::int as active,
         count(*) filter (where ${STATUSES.deactivated})::int as deactivated,
         count(*) filter (where ${STATUSES.invited})::int as invited from users u`,
    );
    return counts ?? { active: 0, deactivated: 0, invited: 0 };
  }

  ids(filter: AccountFilter, search: AccountSearch | undefined): AccountIds {
    const [text, values] = this.matching(filter, search).select('u.id', 'id').getQueryAndParameters();
    return { text, values };
  }

  private matching(filter: AccountFilter, search: AccountSearch | undefined): SelectQueryBuilder<User> {
    const query = this.users.createQueryBuilder('u').where('true');
    const only = (condition: string, parameters?: ObjectLiteral) => query.andWhere(`(${condition})`, parameters);
    const { status, flag, role, team, inactiveDays, ids, exceptIds } = filter;
    if (search) only(search.condition, search.parameters);
    if (status) only(STATUSES[status]);
    if (flag) only(FLAGS[flag]);
    if (role !== undefined) only(FLAG_ROLES[role] ?? HAS_ROLE, { role });
    if (team !== undefined) only(IS_IN_TEAM, { team });
    if (filter.lastLoginBefore) only('u.last_login < :loginBefore', { loginBefore: filter.lastLoginBefore });
    if (filter.lastLoginAfter) only('u.last_login >= :loginAfter', { loginAfter: filter.lastLoginAfter });
    if (filter.joinedBefore) only('u.date_joined < :joinedBefore', { joinedBefore: filter.joinedBefore });
    if (filter.joinedAfter) only('u.date_joined >= :joinedAfter', { joinedAfter: filter.joinedAfter });
    if (inactiveDays !== undefined) only(IDLE, { inactiveDays });
    if (ids) only('u.id = any(:ids::uuid[])', { ids });
    if (exceptIds) only('u.id <> all(:exceptIds::uuid[])', { exceptIds });
    return query;
  }
}
