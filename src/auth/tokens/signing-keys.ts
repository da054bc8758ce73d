import { createHash, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { APP_SETTINGS } from '../../config/settings.module.js';
import type { Settings } from '../../config/settings.js';

/** One secret, as it is used. */
export interface SigningKey {
  /** Says which secret signed, and nothing about it. */
  readonly id: string;
  readonly access: Buffer;
  readonly refresh: Buffer;
  /** Hides what was typed as a login, which may be a password: a plain hash of it could be guessed. */
  readonly login: Buffer;
  /** Hides what has to be kept and read again. */
  readonly sealing: Buffer;
  /** Hides recovery codes. */
  readonly recovery: Buffer;
}

/** The keys made from JWT_SECRET: the first signs, all verify, so that a secret can be rotated. */
@Injectable()
export class SigningKeys {
  readonly all: readonly SigningKey[];
  readonly current: SigningKey;

  constructor(@Inject(APP_SETTINGS) settings: Pick<Settings, 'jwtSecrets'>) {
    const [current, ...older] = settings.jwtSecrets.map(keyOf);
    if (!current) throw new Error('JWT_SECRET must be there before tokens are signed.');
    this.current = current;
    this.all = [current, ...older];
  }

  byId(id: string | undefined): SigningKey | undefined {
    return this.all.find((key) => key.id === id);
  }
}

function keyOf(secret: string): SigningKey {
  return {
    id: createHash('sha256').update(`parley key id ${secret}`).digest('base64url').slice(0, 8),
    access: derive(secret, 'parley access token'),
    refresh: derive(secret, 'parley refresh token'),
    login: derive(secret, 'parley typed login'),
    sealing: derive(secret, 'parley sealing'),
    recovery: derive(secret, 'parley recovery code'),
  };
}

/** One secret never does two jobs: a token of one kind says nothing about a token of the other. */
function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
}
