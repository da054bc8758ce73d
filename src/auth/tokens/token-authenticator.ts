import { Injectable } from '@nestjs/common';
import { Unauthenticated } from '../../core/errors/request-problems.js';
import { type AuthenticatedToken, Authenticator } from '../../core/security/authenticator.js';
import { permissionsOf } from '../../core/security/permissions.js';
import { type Revocation, Revocations } from '../../core/security/revocations/revocations.js';
import { Accounts } from '../../users/accounts.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { JwtVerifier } from './jwt-verifier.js';
import { type VerifiedToken, VerifiedTokens } from './verified-tokens.js';

/** Beyond this, what is remembered may have been revoked elsewhere. */
const MAX_REVOCATION_AGE_MS = 1_000;

const MAX_ENDED = 10_000;

/** Not the SessionEnded of a refresh: as with any access token that is not good, what comes next is a refresh. */
class TokenOfEndedSession extends Unauthenticated {
  constructor() {
    super('This session has ended. Sign in again.');
  }
}

/** Verifies a token once, then answers from memory until it expires or what it rests on is revoked. */
@Injectable()
export class TokenAuthenticator extends Authenticator {
  private readonly verified = new VerifiedTokens();
  /** Genuine tokens of sessions that have ended: whoever goes on using one costs no query. */
  private readonly ended = new Set<string>();
  /** First verifications that are under way, so that a page's ten requests do the work once. */
  private readonly underWay = new Map<string, Promise<VerifiedToken>>();
  /** Goes up with every revocation: what was read before one is not remembered after it. */
  private revocationCount = 0;

  constructor(
    private readonly jwts: JwtVerifier,
    private readonly sessions: SessionsRepository,
    private readonly accounts: Accounts,
    private readonly revocations: Revocations,
  ) {
    super();
    revocations.onRevoked((revocation) => this.revoke(revocation));
  }

  async authenticate(accessToken: string): Promise<AuthenticatedToken> {
    if (this.isSure()) return this.peek(accessToken) ?? this.verifyOnce(accessToken);
    this.verified.clear();
    return this.verify(accessToken);
  }

  peek(accessToken: string): AuthenticatedToken | undefined {
    return this.isSure() ? this.verified.get(accessToken, Date.now()) : undefined;
  }

  /** Whether every revocation of the last second is known here. */
  private isSure(): boolean {
    return this.revocations.age() <= MAX_REVOCATION_AGE_MS;
  }

  private verifyOnce(accessToken: string): Promise<VerifiedToken> {
    const present = this.underWay.get(accessToken);
    if (present) return present;
    const work = this.verifyAndRemember(accessToken).finally(() => {
      // After a revocation another verification may have taken this place.
      if (this.underWay.get(accessToken) === work) this.underWay.delete(accessToken);
    });
    this.underWay.set(accessToken, work);
    return work;
  }

  private async verifyAndRemember(accessToken: string): Promise<VerifiedToken> {
    const countBefore = this.revocationCount;
    const token = await this.verify(accessToken);
    if (this.revocationCount === countBefore) this.verified.remember(accessToken, token);
    return token;
  }

  private async verify(accessToken: string): Promise<VerifiedToken> {
    if (this.ended.has(accessToken)) throw new TokenOfEndedSession();
    const { userId, sessionId, expiresAt } = await this.jwts.verify(accessToken);
    const [isOpen, account] = await Promise.all([
      this.sessions.isOpen(sessionId, userId),
      this.accounts.standing(userId),
    ]);
    if (!isOpen) this.rememberEnded(accessToken);
    if (!isOpen || !account?.isActive) throw new TokenOfEndedSession();
    const { isStaff, isSuperuser } = account;
    const permissions = permissionsOf(account);
    return { principal: { userId, sessionId, isStaff, isSuperuser, permissions }, expiresAt };
  }

  /** A session that has ended never begins again. */
  private rememberEnded(accessToken: string): void {
    this.ended.add(accessToken);
    const [oldest] = this.ended.size > MAX_ENDED ? this.ended : [];
    if (oldest !== undefined) this.ended.delete(oldest);
  }

  private revoke(revocation: Revocation): void {
    const { kind, userId } = revocation;
    // Rights of features are not in a token.
    if (kind !== 'session' && kind !== 'user' && kind !== 'roles') return;
    this.revocationCount++;
    this.underWay.clear();
    if (kind === 'session') this.verified.forgetSession(userId, revocation.sessionId);
    else this.verified.forgetPerson(userId);
  }
}
