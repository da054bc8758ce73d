import type { Permission } from './permissions.js';

/** Who is asking: a person and the session they signed in with. */
export interface Principal {
  readonly userId: string;
  readonly sessionId: string;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  readonly permissions: ReadonlySet<Permission>;
}
