import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SigningKeys } from './signing-keys.js';

/** What a genuine refresh token stands for. */
export interface RefreshClaim {
  readonly sessionId: string;
  readonly generation: number;
}

/** That the first part is a session is what the signature says. */
const SHAPE = /^([0-9a-f-]{36})\.([1-9]\d{0,8})\.([\w-]{43})$/;

/** Refresh tokens are computed, not stored: the same session and generation always make the same token. */
@Injectable()
export class RefreshTokens {
  constructor(private readonly keys: SigningKeys) {}

  of({ sessionId, generation }: RefreshClaim): string {
    const content = `${sessionId}.${generation}`;
    return `${content}.${signatureOf(content, this.keys.current.refresh).toString('base64url')}`;
  }

  /** Undefined unless this server made it. */
  read(token: string): RefreshClaim | undefined {
    const [, sessionId, generation, signature] = SHAPE.exec(token) ?? [];
    if (sessionId === undefined || signature === undefined) return undefined;
    const given = Buffer.from(signature, 'base64url');
    const genuine = this.keys.all.some(({ refresh }) =>
      timingSafeEqual(signatureOf(`${sessionId}.${generation}`, refresh), given),
    );
    return genuine ? { sessionId, generation: Number(generation) } : undefined;
  }
}

function signatureOf(content: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(content).digest();
}
