import { type Account, avatarUrlOf, displayNameOf } from './account.js';

/** The little that is shown of a person beside what they wrote. */
export interface UserCard {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly avatarUrl: string | null;
  readonly isActive: boolean;
  /** Present and true for somebody whose name was taken away. */
  readonly anonymised?: boolean;
}

type CardSource = Pick<
  Account,
  'id' | 'username' | 'firstName' | 'lastName' | 'avatarId' | 'isActive' | 'anonymisedAt'
>;

/** The card of an account. */
export function cardOf(account: CardSource): UserCard {
  return {
    id: account.id,
    username: account.username,
    displayName: displayNameOf(account),
    avatarUrl: avatarUrlOf(account),
    isActive: account.isActive,
    ...(account.anonymisedAt && { anonymised: true }),
  };
}
