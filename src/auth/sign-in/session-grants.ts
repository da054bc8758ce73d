import { Injectable } from '@nestjs/common';
import { FilePasses } from '../../core/security/file-passes.js';
import type { Account } from '../../users/account.js';
import type { OpenSession } from '../sessions/sessions.service.js';
import { AccessTokens, type IssuedAccessToken } from '../tokens/access-tokens.js';
import { RefreshTokens } from '../tokens/refresh-tokens.js';

/** What somebody who is signed in gets, before it is decided how it travels. */
export interface GrantedSession extends IssuedAccessToken {
  readonly refreshToken: string;
  /** Opens files where no access token can be sent. */
  readonly filePass: string;
  /** When the refresh token ends if it is not used. */
  readonly endsAt: Date;
  /** On a device that others use too: nothing of it outlives the browser. */
  readonly isShared: boolean;
  /** Only after a sign-in. */
  readonly deviceToken?: string;
  /** Only for somebody who came by invitation: where they and their inviter talk. */
  readonly conversationId?: string;
  readonly account: Account;
}

/** Makes the tokens of a session. */
@Injectable()
export class SessionGrants {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly filePasses: FilePasses,
  ) {}

  grant(session: OpenSession, account: Account, deviceToken?: string): GrantedSession {
    return {
      ...this.accessTokens.issue(account.id, session.id),
      refreshToken: this.refreshTokens.of({ sessionId: session.id, generation: session.generation }),
      filePass: this.filePasses.forAll({ userId: account.id, sessionId: session.id }, session.endsAt.getTime()),
      endsAt: session.endsAt,
      isShared: session.isShared,
      account,
      ...(deviceToken !== undefined && { deviceToken }),
    };
  }
}
