import type { Account } from '../../users/account.js';
import { mayActOn } from '../../users/acting-on-accounts.js';
import type { NewPerson } from '../../auth/registration/new-accounts.js';
import type { ImportMode } from './account-import.entity.js';
import { type ImportedPerson, isRefusal, type PersonField, type RowRefusal } from './person-fields.js';

const CHANGEABLE = ['email', 'firstName', 'lastName', 'title'] as const;

/** What one row comes to. */
export type RowPlan =
  | { readonly outcome: 'create'; readonly person: NewPerson }
  | {
      readonly outcome: 'change';
      readonly userId: string;
      readonly changes: Pick<ImportedPerson, (typeof CHANGEABLE)[number]>;
    }
  | { readonly outcome: 'unchanged' }
  | ({ readonly outcome: 'refused' } & RowRefusal);

/** Accounts by the names that rows know them by. */
export class KnownAccounts {
  private readonly byUsername: ReadonlyMap<string, Account>;
  private readonly byEmail: ReadonlyMap<string, Account>;

  constructor(
    accounts: readonly Account[],
    /** Usernames that nobody has and nobody may take. */
    private readonly reserved: ReadonlySet<string>,
  ) {
    this.byUsername = new Map(accounts.map((account) => [account.username, account]));
    this.byEmail = new Map(accounts.map((account) => [account.email.toLowerCase(), account]));
  }

  /** Whom a row is about: by username, and by e-mail address where it says none. */
  of({ username, email }: ImportedPerson): Account | undefined {
    return username === undefined ? this.withEmail(email) : this.byUsername.get(username);
  }

  isReserved(username: string): boolean {
    return this.reserved.has(username);
  }

  withEmail(email: string | undefined): Account | undefined {
    return email === undefined ? undefined : this.byEmail.get(email.toLowerCase());
  }
}

/** Says what a row comes to, in the name of `actor`: what it would change of whom, or why it may not. */
export function planOf(
  person: ImportedPerson | RowRefusal,
  known: KnownAccounts,
  mode: ImportMode,
  actor: Account,
): RowPlan {
  if (isRefusal(person)) return { outcome: 'refused', ...person };
  const account = known.of(person);
  return account ? planOfChange(person, account, known, mode, actor) : planOfNew(person, known, mode);
}

function planOfChange(
  person: ImportedPerson,
  account: Account,
  known: KnownAccounts,
  mode: ImportMode,
  actor: Account,
): RowPlan {
  const fields = CHANGEABLE.filter((field) => person[field] !== undefined && person[field] !== account[field]);
  // A file that is imported twice changes nothing the second time, also where nobody is to be changed.
  if (fields.length === 0) return { outcome: 'unchanged' };
  if (mode === 'create') return refused(person.username === undefined ? 'email' : 'username', 'already_there');
  if (account.anonymisedAt) return refused(null, 'account_anonymised');
  if (!mayActOn(actor, account)) return refused(null, 'account_protected');
  const owner = known.withEmail(person.email);
  if (owner && owner.id !== account.id) return refused('email', 'email_taken');
  const changes = Object.fromEntries(fields.map((field) => [field, person[field]]));
  return { outcome: 'change', userId: account.id, changes };
}

function planOfNew(person: ImportedPerson, known: KnownAccounts, mode: ImportMode): RowPlan {
  const { username, email, firstName, lastName, title } = person;
  if (username === undefined && email === undefined) return refused('username', 'required');
  if (mode === 'update') return refused(username === undefined ? 'email' : 'username', 'user_not_found');
  if (username === undefined) return refused('username', 'required');
  if (email === undefined) return refused('email', 'required');
  if (known.isReserved(username)) return refused('username', 'username_taken');
  if (known.withEmail(email)) return refused('email', 'email_taken');
  const names = { ...(firstName !== undefined && { firstName }), ...(lastName !== undefined && { lastName }) };
  return { outcome: 'create', person: { username, email, ...names, ...(title !== undefined && { title }) } };
}

function refused(field: PersonField | null, code: string): RowPlan {
  return { outcome: 'refused', field, code };
}
