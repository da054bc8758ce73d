import { Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { Strategy, type VerifiedCallback } from 'passport-jwt';
import { Unauthenticated } from '../../core/errors/request-problems.js';
import { isUuid } from '../../core/uuid.js';
import { SigningKeys } from './signing-keys.js';

/** What a genuine access token says. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** What passport calls back on, and what its types keep to themselves. */
interface Outcome {
  success(claims: AccessClaims): void;
  fail(): void;
  error(error: Error): void;
}

interface TokenCarrier {
  readonly token: string;
}

/** The passport-jwt strategy, asked for one token: HS256 only, whatever the token itself proposes. */
@Injectable()
export class JwtVerifier {
  private readonly strategy: Strategy;

  constructor(keys: SigningKeys) {
    this.strategy = new Strategy(
      {
        jwtFromRequest: (request: unknown) => (request as TokenCarrier).token,
        algorithms: ['HS256'],
        secretOrKeyProvider: (_request: unknown, token: string, done: (error: unknown, key?: Buffer) => void) => {
          const key = keys.byId(jwt.decode(token, { complete: true })?.header.kid);
          if (key) done(null, key.access);
          else done(new Unauthenticated());
        },
      },
      (payload: unknown, done: VerifiedCallback) => {
        const claims = claimsOf(payload);
        done(null, claims ?? false);
      },
    );
  }

  /** Rejects with Unauthenticated unless this server signed the token and it is still good. */
  verify(token: string): Promise<AccessClaims> {
    return new Promise((resolve, reject) => {
      const outcome: Outcome = { success: resolve, fail: () => reject(new Unauthenticated()), error: reject };
      // A strategy answers by methods that its caller puts on a copy of it; passport itself does the same.
      const attempt = Object.assign(Object.create(this.strategy) as Strategy, outcome);
      try {
        (attempt.authenticate as (request: unknown) => void)({ token } satisfies TokenCarrier);
      } catch {
        // A payload that is no object is read, and failed at, before anybody can say that it is no claim.
        reject(new Unauthenticated());
      }
    });
  }
}

function claimsOf(payload: unknown): AccessClaims | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const { sub, sid, exp } = payload as Record<string, unknown>;
  if (!isUuid(sub) || !isUuid(sid) || typeof exp !== 'number') return undefined;
  return { userId: sub, sessionId: sid, expiresAt: exp * 1_000 };
}
