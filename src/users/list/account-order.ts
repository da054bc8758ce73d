import type { CursorPart } from '../../core/http/page.js';

/** What accounts are put in order by; a hyphen before it begins at the end. */
export const ACCOUNT_KEYS = ['name', 'username', 'email', 'lastLogin', 'lastSeen', 'joined'] as const;
export const ACCOUNT_SORTS = ACCOUNT_KEYS.flatMap((key) => [key, `-${key}`] as const);

type AccountKey = (typeof ACCOUNT_KEYS)[number];
export type AccountSort = (typeof ACCOUNT_SORTS)[number];

/** How accounts are put in order: by a key, and those with the same one by their ids. */
export interface AccountOrder {
  /** A cursor of one order is no place in another. */
  readonly name: string;
  readonly key: string;
  readonly type: 'text' | 'timestamptz';
  readonly part: CursorPart;
  readonly direction: 'ASC' | 'DESC';
}

// Each but the one by last_seen_at has an index on this very expression. A key has at most 80 letters: a cursor holds it.
const KEYS: Readonly<Record<AccountKey, Pick<AccountOrder, 'key' | 'type'>>> = {
  name: {
    key: `left(coalesce(nullif(split_part(u.folded_name, '|', 2), ''), split_part(u.folded_name, '|', 3)), 80)`,
    type: 'text',
  },
  username: { key: 'u.username', type: 'text' },
  email: { key: 'left(lower(u.email), 80)', type: 'text' },
  // Whoever never signed in, or was never seen, comes before everybody who did.
  lastLogin: { key: `coalesce(u.last_login, timestamptz 'epoch')`, type: 'timestamptz' },
  lastSeen: { key: `coalesce(u.last_seen_at, timestamptz 'epoch')`, type: 'timestamptz' },
  joined: { key: 'u.date_joined', type: 'timestamptz' },
};

export function accountOrder(sort: AccountSort): AccountOrder {
  const key = KEYS[sort.replace('-', '') as AccountKey];
  const part = key.type === 'timestamptz' ? 'time' : 'text';
  return { ...key, name: sort, part, direction: sort.startsWith('-') ? 'DESC' : 'ASC' };
}

/** Those first that a search found best, a digit, and of those found alike by username, which has no sign before a letter. */
export function byRank(rank: string): AccountOrder {
  const key = `((${rank})::text || ' ' || u.username) collate "C"`;
  return { name: 'rank', key, type: 'text', part: 'text', direction: 'ASC' };
}
