import type { CursorPart } from '../../core/http/page.js';

/** What groups are put in order by; a hyphen before it begins at the end. */
const GROUP_KEYS = ['name', 'created', 'members', 'activity'] as const;
export const GROUP_SORTS = GROUP_KEYS.flatMap((key) => [key, `-${key}`] as const);

type GroupKey = (typeof GROUP_KEYS)[number];
export type GroupSort = (typeof GROUP_SORTS)[number];

/** How groups are put in order: by a key, and those with the same one by their ids. */
export interface GroupOrder {
  /** A cursor of one order is no place in another. */
  readonly name: GroupSort;
  readonly key: string;
  readonly type: 'text' | 'timestamptz' | 'integer';
  readonly part: CursorPart;
  readonly direction: 'asc' | 'desc';
}

// Each but the one by activity has an index on this very expression: activity moves with every message.
const KEYS: Readonly<Record<GroupKey, Pick<GroupOrder, 'key' | 'type' | 'part'>>> = {
  // A cursor holds it.
  name: { key: 'left(c.folded_subject, 80)', type: 'text', part: 'text' },
  created: { key: 'c.created_at', type: 'timestamptz', part: 'time' },
  members: { key: 'c.member_count', type: 'integer', part: 'integer' },
  activity: { key: 'c.last_message_at', type: 'timestamptz', part: 'time' },
};

export function groupOrder(sort: GroupSort): GroupOrder {
  const key = KEYS[sort.replace('-', '') as GroupKey];
  return { ...key, name: sort, direction: sort.startsWith('-') ? 'desc' : 'asc' };
}
