import { Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { SigningKeys } from './signing-keys.js';

/** Long enough that clients seldom refresh, short enough that a forgotten one soon is worthless. */
export const ACCESS_TOKEN_SECONDS = 900;

/** An access token that was just made. */
export interface IssuedAccessToken {
  readonly accessToken: string;
  readonly expiresIn: number;
}

/** Makes access tokens. They name a person and a session, never a role: roles are read when the token is used. */
@Injectable()
export class AccessTokens {
  constructor(private readonly keys: SigningKeys) {}

  issue(userId: string, sessionId: string): IssuedAccessToken {
    const { id, access } = this.keys.current;
    const accessToken = jwt.sign({ sid: sessionId }, access, {
      algorithm: 'HS256',
      keyid: id,
      subject: userId,
      expiresIn: ACCESS_TOKEN_SECONDS,
    });
    return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS };
  }
}
