import type { SessionEndReason } from './session-end-reason.js';

/**
 * The rights that can end, each with the facts that say which one it was. These are what a principal rests on; a feature
 * that gives rights of its own adds theirs by `declare module`.
 */
export interface RevocationKinds {
  /** One session has ended. */
  session: { readonly sessionId: string; readonly reason?: SessionEndReason };
  /** All sessions of a person have, but for the one that goes on when they changed their password. */
  user: { readonly exceptSessionId?: string; readonly reason?: SessionEndReason };
  /** The person's flags have changed. */
  roles: object;
}

/** A right of somebody that has ended. */
export type Revocation = {
  [Kind in keyof RevocationKinds]: { readonly kind: Kind; readonly userId: string } & RevocationKinds[Kind];
}[keyof RevocationKinds];

/** A revocation as it is stored. */
export type RecordedRevocation = Revocation & { readonly id: string };
