import { Injectable } from '@nestjs/common';
import { sourceOf } from '../../core/http/address.js';
import type { ClientInfo } from '../../core/http/client-info.js';
import { RateLimiter } from '../../core/http/rate-limit/rate-limiter.js';
import { Accounts } from '../../users/accounts.js';
import { SessionEnded } from '../auth.errors.js';
import { Sessions } from '../sessions/sessions.service.js';
import { RefreshTokens } from '../tokens/refresh-tokens.js';
import { type GrantedSession, SessionGrants } from './session-grants.js';

/** Staying signed in. */
@Injectable()
export class SessionRefresh {
  constructor(
    private readonly refreshTokens: RefreshTokens,
    private readonly sessions: Sessions,
    private readonly accounts: Accounts,
    private readonly grants: SessionGrants,
    private readonly limiter: RateLimiter,
  ) {}

  /** New tokens for an old one; throws SessionEnded, and ends the session if the token was used up before. */
  async refresh(refreshToken: string, client: ClientInfo): Promise<GrantedSession> {
    const claim = this.refreshTokens.read(refreshToken);
    // Counted by its session: nobody who shares the address, and sends nonsense, keeps it from going on.
    if (claim) this.limiter.take('refresh', claim.sessionId);
    else this.limiter.take('send', `refresh ${sourceOf(client.ip)}`);
    if (!claim) throw new SessionEnded();
    const session = await this.sessions.continue(claim.sessionId, claim.generation, client);
    const account = await this.accounts.find(session.userId);
    if (!account?.isActive) throw new SessionEnded('deactivated');
    return this.grants.grant(session, account);
  }
}
