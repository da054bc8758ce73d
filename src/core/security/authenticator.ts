import type { Principal } from './principal.js';

/** Turns an access token into the one who holds it. Implemented by `auth`; needed by every request and socket. */
export abstract class Authenticator {
  /** Rejects with Unauthenticated when the token is wrong, expired, or its session or account has ended. */
  abstract authenticate(accessToken: string): Promise<AuthenticatedToken>;

  /** The same without waiting, where it is at hand and still sure; undefined otherwise. */
  abstract peek(accessToken: string): AuthenticatedToken | undefined;

  /** The holder of a pass for this path, or of one for all files where no path is given; rejects as `authenticate` does. */
  abstract authenticatePass(pass: string, path?: string): Promise<AuthenticatedToken>;

  /** Rejects with Unauthenticated when the session or the account of this person ended since they were admitted. */
  abstract confirm(principal: Principal): Promise<void>;
}

export interface AuthenticatedToken {
  readonly principal: Principal;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}
