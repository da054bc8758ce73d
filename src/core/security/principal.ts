import type { Permission } from './permissions.js';

/** Who is asking: a person and the session they signed in with. */
export interface Principal {
  readonly userId: string;
  readonly sessionId: string;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  /** From when on they can do nothing but set up the second factor that is asked of them; left out where none is. */
  readonly secondFactorDueAt?: Date;
  readonly permissions: ReadonlySet<Permission>;
}

/** Whether the time to set up a second factor is over. */
export function mustSetUpFactor({ secondFactorDueAt }: Principal): boolean {
  return secondFactorDueAt !== undefined && secondFactorDueAt.getTime() <= Date.now();
}
