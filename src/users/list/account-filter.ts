export type ListedStatus = 'invited' | 'active' | 'deactivated' | 'staff' | 'never';

/** Which accounts a list shows: all that is said must hold. */
export interface AccountFilter {
  /** Part of a name, username or e-mail address, or an id. */
  readonly search?: string | undefined;
  readonly status?: ListedStatus | undefined;
  readonly flag?: 'staff' | 'superuser' | undefined;
  /** The key of a role; those of the flags and `member` too. */
  readonly role?: string | undefined;
  /** The key of a team. */
  readonly team?: string | undefined;
  readonly lastLoginBefore?: Date | undefined;
  readonly lastLoginAfter?: Date | undefined;
  readonly joinedBefore?: Date | undefined;
  readonly joinedAfter?: Date | undefined;
  /** Neither seen nor signed in nor made in so many days. */
  readonly inactiveDays?: number | undefined;
  /** None but these. */
  readonly ids?: readonly string[] | undefined;
  /** Nobody of these. */
  readonly exceptIds?: readonly string[] | undefined;
}
