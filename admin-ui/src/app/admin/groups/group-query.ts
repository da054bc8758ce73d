import type { GroupSort } from '../../api/models/group-sort';

const SORT_KEYS = ['name', 'created', 'members', 'activity'] as const;

export type GroupSortKey = (typeof SORT_KEYS)[number];

/** Which groups are looked for, and in which order. */
export interface GroupQuery {
  readonly q?: string;
  readonly ownerless?: 'true';
  readonly sort?: GroupSort;
}

/** Reads a query from the parameters of an address; what it does not know is left out. */
export function groupQueryOf({ q, ownerless, sort }: Readonly<Record<string, string | undefined>>): GroupQuery {
  const order = SORT_KEYS.flatMap((key): GroupSort[] => [key, `-${key}`]).find((one) => one === sort);
  return {
    ...(q && { q: q.slice(0, 100) }),
    ...(ownerless === 'true' && { ownerless }),
    ...(order && { sort: order }),
  };
}

/** By this key, and from its other end where that is so already. Numbers and times begin with the largest. */
export function sortedBy(query: GroupQuery, key: GroupSortKey): GroupQuery {
  const [first, then] = key === 'name' ? ([key, `-${key}`] as const) : ([`-${key}`, key] as const);
  return { ...query, sort: orderOf(query) === first ? then : first };
}

/** In which order groups are that nobody put into another one. */
export function orderOf({ sort = 'name' }: GroupQuery): GroupSort {
  return sort;
}
