import { Injectable } from '@nestjs/common';
import type { ClientInfo } from '../../core/http/client-info.js';
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
  ) {}

  /** New tokens for an old one; throws SessionEnded, and ends the session if the token was used up before. */
  async refresh(refreshToken: string, client: ClientInfo): Promise<GrantedSession> {
    const claim = this.refreshTokens.read(refreshToken);
    const session = claim && (await this.sessions.continue(claim.sessionId, claim.generation, client));
    if (!session) throw new SessionEnded();
    const account = await this.accounts.find(session.userId);
    if (!account?.isActive) throw new SessionEnded();
    return this.grants.grant(session, account);
  }
}
