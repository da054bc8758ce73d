import type { Account } from './account.js';

/** What somebody says about themselves for a while. */
export interface PersonStatus {
  readonly text: string;
  readonly emoji: string;
  /** Null: until they take it back. */
  readonly until: Date | null;
}

type StatusColumns = Pick<Account, 'statusText' | 'statusEmoji' | 'statusUntil'>;

/** The status that holds now; null when there is none, its time is over, or its person has no name any more. */
export function statusOf(
  { statusText, statusEmoji, statusUntil, anonymisedAt }: StatusColumns & Pick<Account, 'anonymisedAt'>,
  now = Date.now(),
): PersonStatus | null {
  if (anonymisedAt || (statusText === '' && statusEmoji === '')) return null;
  if (statusUntil && statusUntil.getTime() <= now) return null;
  return { text: statusText, emoji: statusEmoji, until: statusUntil };
}

/** A status as somebody sets it. */
export interface StatusToSet {
  readonly text?: string;
  readonly emoji?: string;
  readonly until?: string | null;
}

/** A status as an account keeps it; one that says nothing is none. */
export function statusColumns(status: StatusToSet | null): StatusColumns {
  const { text = '', emoji = '', until = null } = status ?? {};
  const isNone = text === '' && emoji === '';
  return { statusText: text, statusEmoji: emoji, statusUntil: isNone || until === null ? null : new Date(until) };
}
