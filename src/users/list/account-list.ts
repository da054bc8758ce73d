import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, invalidCursor, type Page } from '../../core/http/page.js';
import type { Account } from '../account.js';
import type { AccountFilter } from './account-filter.js';
import { accountOrder, type AccountOrder, type AccountSort, byRank } from './account-order.js';
import {
  type AccountCounts,
  type AccountIds,
  AccountListRepository,
  type AccountPosition,
  type ListedAccount,
} from './account-list.repository.js';
import { type AccountSearch, accountSearch } from './account-search.js';

export type { AccountIds } from './account-list.repository.js';

/** Which page of which accounts in which order. */
export interface AccountListRequest {
  readonly filter: AccountFilter;
  /** Left out: those that the search found best, or by username. */
  readonly sort?: AccountSort | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** An account, and when its person was there last. */
export interface AccountInList {
  readonly account: Account;
  readonly lastSeenAt: Date | null;
}

/** Everybody's accounts, filtered and in order, for the console. */
@Injectable()
export class AccountList {
  constructor(private readonly accounts: AccountListRepository) {}

  async page({ filter, sort, limit, cursor }: AccountListRequest): Promise<Page<AccountInList>> {
    const search = accountSearch(filter.search);
    const order = orderOf(sort, search);
    const after = cursor === undefined ? undefined : positionOf(cursor, order);
    const found = await this.accounts.list({ filter, search, order }, limit + 1, after);
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? encodeCursor(cursorOf(last, order)) : null };
  }

  /** How many there are on all pages. */
  count(filter: AccountFilter): Promise<number> {
    return this.accounts.count(filter, accountSearch(filter.search));
  }

  /** How many can sign in, cannot, and have not yet. */
  counts(): Promise<AccountCounts> {
    return this.accounts.counts();
  }

  /** Who matches, as a query: so many that nobody reads them only to write them down can be kept in one statement. */
  idsOf(filter: AccountFilter): AccountIds {
    return this.accounts.ids(filter, accountSearch(filter.search));
  }
}

function orderOf(sort: AccountSort | undefined, search: AccountSearch | undefined): AccountOrder {
  return search && sort === undefined ? byRank(search.rank) : accountOrder(sort ?? 'username');
}

function cursorOf({ key, account }: ListedAccount, { name }: AccountOrder): (string | number)[] {
  return [name, key instanceof Date ? key.toISOString() : key, account.id];
}

function positionOf(cursor: string, { name, part }: AccountOrder): AccountPosition {
  const [of, key = '', id] = decodeCursor(cursor, ['text', part, 'uuid']);
  if (of !== name) throw invalidCursor();
  return { key, id: String(id) };
}
