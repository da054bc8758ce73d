import type { PlainKey } from '../../core/words/catalogue';
import { preference } from '../../core/preferences/preference';
import type { SortKey } from './account-query';

/** What the table can show of people beside their names. */
export interface AccountColumn {
  readonly id: string;
  readonly label: PlainKey;
  /** Sorted by it where there is one; the newest first where `isTime`. */
  readonly sort?: SortKey;
  readonly isTime?: boolean;
}

export const COLUMNS = [
  { id: 'username', label: 'accounts.username', sort: 'username' },
  { id: 'email', label: 'people.email', sort: 'email' },
  { id: 'role', label: 'people.role' },
  { id: 'status', label: 'people.account' },
  { id: 'sessions', label: 'accounts.sessions' },
  { id: 'joined', label: 'accounts.joined', sort: 'joined', isTime: true },
  { id: 'lastLogin', label: 'people.lastSignIn', sort: 'lastLogin', isTime: true },
  { id: 'lastSeen', label: 'accounts.lastSeen', sort: 'lastSeen', isTime: true },
] as const satisfies readonly AccountColumn[];

export type ColumnId = (typeof COLUMNS)[number]['id'];

const USUAL: readonly ColumnId[] = ['email', 'role', 'status', 'lastLogin'];

/** Which columns somebody chose, on all their devices; called where `inject` is. */
export function chosenColumns() {
  return preference<readonly ColumnId[]>('people.columns', USUAL, (value) =>
    Array.isArray(value) ? COLUMNS.map(({ id }) => id).filter((id) => value.includes(id)) : undefined,
  );
}
