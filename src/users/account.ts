import { pictureUrlOf } from '../core/files/picture-address.js';
import { hasVisibleText, withoutInvisibleControls } from '../core/http/text.js';
import type { AddableBy } from './addable-by.js';
import type { PresenceVisibility } from './presence-visibility.js';

/** Somebody with an account, as other features know them: without the password. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly about: string;
  readonly pronouns: string;
  /** What they say in the fields of the organisation, by key; of fields that are no more, too. */
  readonly profileValues: Readonly<Record<string, string>>;
  /** Of their picture, which is a file; null where they have none. */
  readonly avatarId: string | null;
  readonly locale: string | null;
  readonly timeZone: string | null;
  readonly isActive: boolean;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  /** The names of the permissions that their roles add to those of the flags. */
  readonly rolePermissions: readonly string[];
  readonly dateJoined: Date;
  readonly lastLogin: Date | null;
  readonly anonymisedAt: Date | null;
  readonly presenceVisibility: PresenceVisibility;
  /** Shows how far they have read, and sees it of others who do; unless the organisation decides it for all. */
  readonly readReceipts: boolean;
  /** Who may put them into groups. */
  readonly addableBy: AddableBy;
  /** What they say about themselves, as it was written: `statusOf` tells whether it still holds. */
  readonly statusText: string;
  readonly statusEmoji: string;
  readonly statusUntil: Date | null;
}

/** What is needed to make an account; the password is hashed already. */
export interface NewAccount {
  readonly username: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly title?: string;
  readonly isStaff?: boolean;
  readonly isSuperuser?: boolean;
  /** For somebody who is signed in as soon as the account is made. */
  readonly lastLogin?: Date;
}

/** What can change after the account was made; absent stays as it is. */
export type AccountChanges = Partial<
  Pick<
    Account,
    | 'email'
    | 'firstName'
    | 'lastName'
    | 'title'
    | 'about'
    | 'pronouns'
    | 'profileValues'
    | 'avatarId'
    | 'locale'
    | 'timeZone'
    | 'isActive'
    | 'isStaff'
    | 'isSuperuser'
    | 'presenceVisibility'
    | 'readReceipts'
    | 'addableBy'
    | 'statusText'
    | 'statusEmoji'
    | 'statusUntil'
  >
>;

type Named = Pick<Account, 'username' | 'firstName' | 'lastName' | 'anonymisedAt'>;

export const FORMER_MEMBER = 'Former member';

/** The name that people see: the person's own, if it shows anything, else the username; an anonymised person has none. */
export function displayNameOf(account: Named): string {
  if (account.anonymisedAt) return FORMER_MEMBER;
  // Names from before they were checked may have nothing to see, or turn what stands behind them.
  const name = withoutInvisibleControls(`${account.firstName} ${account.lastName}`).trim();
  return hasVisibleText(name) ? name : account.username;
}

/** Where the picture of a person is opened; null without one, and once their name was taken away. */
export function avatarUrlOf({ avatarId, anonymisedAt }: Pick<Account, 'avatarId' | 'anonymisedAt'>): string | null {
  return anonymisedAt ? null : pictureUrlOf(avatarId);
}
