import type { AuthenticatedToken } from '../../core/security/authenticator.js';

/** A token that was verified, and who holds it. */
export type VerifiedToken = AuthenticatedToken;

const MAX_TOKENS = 50_000;

/**
 * The tokens that were verified, found by the token or by the person; the oldest make room when there are too many. Not an
 * LRU cache, because what is forgotten must go from both at once, and each has an end of its own.
 */
export class VerifiedTokens {
  private readonly tokens = new Map<string, VerifiedToken>();
  private readonly byPerson = new Map<string, Set<string>>();

  constructor(private readonly capacity = MAX_TOKENS) {}

  /** Undefined for a token that is not remembered or has expired. */
  get(token: string, now: number): VerifiedToken | undefined {
    const verified = this.tokens.get(token);
    if (!verified) return undefined;
    if (verified.expiresAt > now) return verified;
    this.forget(token);
    return undefined;
  }

  remember(token: string, verified: VerifiedToken): void {
    this.forget(token);
    this.tokens.set(token, verified);
    const own = this.byPerson.get(verified.principal.userId) ?? new Set();
    this.byPerson.set(verified.principal.userId, own.add(token));
    const [oldest] = this.tokens.size > this.capacity ? this.tokens.keys() : [];
    if (oldest !== undefined) this.forget(oldest);
  }

  forgetPerson(userId: string): void {
    for (const token of this.byPerson.get(userId) ?? []) this.forget(token);
  }

  forgetSession(userId: string, sessionId: string | undefined): void {
    for (const token of this.byPerson.get(userId) ?? []) {
      if (this.tokens.get(token)?.principal.sessionId === sessionId) this.forget(token);
    }
  }

  clear(): void {
    this.tokens.clear();
    this.byPerson.clear();
  }

  private forget(token: string): void {
    const userId = this.tokens.get(token)?.principal.userId;
    if (userId === undefined) return;
    this.tokens.delete(token);
    const own = this.byPerson.get(userId);
    own?.delete(token);
    if (own?.size === 0) this.byPerson.delete(userId);
  }
}
