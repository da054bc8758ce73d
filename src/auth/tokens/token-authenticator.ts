import { Injectable } from '@nestjs/common';
import { Unauthenticated } from '../../core/errors/request-problems.js';
import { type AuthenticatedToken, Authenticator } from '../../core/security/authenticator.js';
import { FilePasses } from '../../core/security/file-passes.js';
import { permissionsOf } from '../../core/security/permissions.js';
import type { Principal } from '../../core/security/principal.js';
import { type Revocation, Revocations } from '../../core/security/revocations/revocations.js';
import { Accounts } from '../../users/accounts.js';
import { SecondFactorPolicy } from '../second-factor/second-factor-policy.service.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { type AccessClaims, JwtVerifier } from './jwt-verifier.js';
import { type VerifiedToken, VerifiedTokens } from './verified-tokens.js';

/** Beyond this, what is remembered may have been revoked elsewhere. */
const MAX_REVOCATION_AGE_MS = 1_000;

const MAX_ENDED = 10_000;

/** Before what passes are remembered by, so that none is ever taken for an access token. */
const PASS = 'pass ';

/** Reads what a token says; rejects with Unauthenticated where it is not genuine. */
type ReadClaims = () => Promise<AccessClaims>;

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
    private readonly passes: FilePasses,
    private readonly sessions: SessionsRepository,
    private readonly accounts: Accounts,
    private readonly policy: SecondFactorPolicy,
    private readonly revocations: Revocations,
  ) {
    super();
    revocations.onRevoked((revocation) => this.revoke(revocation));
  }

  async authenticate(accessToken: string): Promise<AuthenticatedToken> {
    if (accessToken.startsWith(PASS)) throw new Unauthenticated();
    return this.recognise(accessToken, () => this.jwts.verify(accessToken));
  }

  peek(accessToken: string): AuthenticatedToken | undefined {
    return accessToken.startsWith(PASS) ? undefined : this.known(accessToken);
  }

  authenticatePass(pass: string, path?: string): Promise<AuthenticatedToken> {
    return this.recognise(`${PASS}${path ?? ''} ${pass}`, () => {
      const claims = this.passes.read(pass, path);
      return claims ? Promise.resolve(claims) : Promise.reject(new Unauthenticated());
    });
  }

  async confirm({ userId, sessionId }: Principal): Promise<void> {
    const [isOpen, account] = await Promise.all([
      this.sessions.isOpen(sessionId, userId),
      this.accounts.standing(userId),
    ]);
    if (!isOpen || !account?.isActive) throw new TokenOfEndedSession();
  }

  /** Whoever the token stands for, out of memory where that is sure. */
  private async recognise(token: string, read: ReadClaims): Promise<AuthenticatedToken> {
    if (this.isSure()) return this.known(token) ?? this.verifyOnce(token, read);
    this.verified.clear();
    return this.verify(token, read);
  }

  private known(token: string): VerifiedToken | undefined {
    return this.isSure() ? this.verified.get(token, Date.now()) : undefined;
  }

  /** Whether every revocation of the last second is known here. */
  private isSure(): boolean {
    return this.revocations.age() <= MAX_REVOCATION_AGE_MS;
  }

  private verifyOnce(accessToken: string, read: ReadClaims): Promise<VerifiedToken> {
    const present = this.underWay.get(accessToken);
    if (present) return present;
    const work = this.verifyAndRemember(accessToken, read).finally(() => {
      // After a revocation another verification may have taken this place.
      if (this.underWay.get(accessToken) === work) this.underWay.delete(accessToken);
    });
    this.underWay.set(accessToken, work);
    return work;
  }

  private async verifyAndRemember(accessToken: string, read: ReadClaims): Promise<VerifiedToken> {
    const countBefore = this.revocationCount;
    const token = await this.verify(accessToken, read);
    if (this.revocationCount === countBefore) this.verified.remember(accessToken, token);
    return token;
  }

  private async verify(accessToken: string, read: ReadClaims): Promise<VerifiedToken> {
    if (this.ended.has(accessToken)) throw new TokenOfEndedSession();
    const { userId, sessionId, expiresAt } = await read();
    const [isOpen, account] = await Promise.all([
      this.sessions.isOpen(sessionId, userId),
      this.accounts.standing(userId),
    ]);
    if (!isOpen) this.rememberEnded(accessToken);
    if (!isOpen || !account?.isActive) throw new TokenOfEndedSession();
    const { isStaff, isSuperuser } = account;
    const permissions = permissionsOf(account);
    const dueAt = await this.policy.dueAt(userId, account);
    const due = dueAt && { secondFactorDueAt: dueAt };
    return { principal: { userId, sessionId, isStaff, isSuperuser, permissions, ...due }, expiresAt };
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
    if (kind !== 'session' && kind !== 'user' && kind !== 'roles' && kind !== 'factor-policy') return;
    this.revocationCount++;
    this.underWay.clear();
    if (kind === 'factor-policy') this.verified.clear();
    else if (kind === 'session') this.verified.forgetSession(userId, revocation.sessionId);
    else this.verified.forgetPerson(userId);
  }
}
