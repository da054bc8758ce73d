import { Injectable } from '@nestjs/common';
import { Sessions } from '../../auth/sessions/sessions.service.js';
import { LockedAccounts } from '../../auth/sign-in/locked-accounts.js';
import { hasFactor, SecondFactors } from '../../auth/second-factor/second-factors.service.js';
import { UserNotFound } from '../../users/users.errors.js';
import { UserDto } from '../../users/dto/user.dto.js';
import type { AccountFilter } from '../../users/list/account-filter.js';
import { type AccountInList, AccountList, type AccountListRequest } from '../../users/list/account-list.js';
import { HeldPermissions } from '../roles/held-permissions.service.js';
import type { AccountFilterQuery, AccountPageDto, ListedAccountDto } from './dto/list-accounts.dto.js';

const NO_FACTOR = { totpSince: null, passkeys: 0 };

/** What is asked for of the accounts, without which page of them. */
export type AskedAccounts = Omit<AccountFilterQuery, 'limit' | 'cursor'>;

/** The list of people in the console: as many statements for each page, however many accounts there are. */
@Injectable()
export class AccountListService {
  constructor(
    private readonly accounts: AccountList,
    private readonly roles: HeldPermissions,
    private readonly locked: LockedAccounts,
    private readonly sessions: Sessions,
    private readonly factors: SecondFactors,
  ) {}

  /** One page, with the number of all that match. */
  async list({ limit, cursor, ...asked }: AccountFilterQuery): Promise<AccountPageDto> {
    const filter = await this.filterOf(asked);
    const [page, total] = await Promise.all([
      this.page({ filter, sort: asked.sort, limit, cursor }),
      this.accounts.count(filter),
    ]);
    return { ...page, total };
  }

  /** One page without the number, for those who read them all. */
  async page(request: AccountListRequest): Promise<Omit<AccountPageDto, 'total'>> {
    const page = await this.accounts.page(request);
    return { items: await this.described(page.items), nextCursor: page.nextCursor };
  }

  /** One of them; throws UserNotFound. */
  async get(id: string): Promise<ListedAccountDto> {
    const { items } = await this.page({ filter: { ids: [id] }, limit: 1 });
    const [account] = items;
    if (!account) throw new UserNotFound();
    return account;
  }

  count(filter: AccountFilter): Promise<number> {
    return this.accounts.count(filter);
  }

  /** Who is locked is known to the sign-in alone: those are named by their ids. */
  async filterOf({
    search,
    status,
    role,
    team,
    flag,
    inactiveDays,
    twoFactor,
    ...times
  }: AskedAccounts): Promise<AccountFilter> {
    const holders = twoFactor === undefined ? undefined : await this.factors.holders();
    const others = twoFactor === 'false' && { exceptIds: holders };
    const named = status === 'locked' ? await this.locked.all() : undefined;
    return {
      ...{ search, role, team, flag, inactiveDays },
      status: status === 'inactive' ? 'deactivated' : status === 'locked' ? undefined : status,
      ids: twoFactor === 'true' ? (named?.filter((id) => holders?.includes(id)) ?? holders) : named,
      ...others,
      lastLoginBefore: timeOf(times.lastLoginBefore),
      lastLoginAfter: timeOf(times.lastLoginAfter),
      joinedBefore: timeOf(times.joinedBefore),
      joinedAfter: timeOf(times.joinedAfter),
    };
  }

  private async described(listed: readonly AccountInList[]): Promise<ListedAccountDto[]> {
    const ids = listed.map(({ account }) => account.id);
    const [roles, locked, sessions, factors] = await Promise.all([
      this.roles.rolesOf(listed.map(({ account }) => account)),
      this.locked.among(ids),
      this.sessions.openCounts(ids),
      this.factors.countsOf(ids),
    ]);
    return listed.map(({ account, lastSeenAt }) => ({
      ...UserDto.from(account),
      roles: roles.get(account.id) ?? [],
      anonymisedAt: account.anonymisedAt,
      lastSeenAt,
      lockedUntil: locked.get(account.id) ?? null,
      twoFactor: hasFactor(factors.get(account.id) ?? NO_FACTOR),
      sessions: sessions.get(account.id) ?? 0,
    }));
  }
}

function timeOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
