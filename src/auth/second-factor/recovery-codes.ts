import { createHmac, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SigningKeys } from '../tokens/signing-keys.js';

export const RECOVERY_CODES = 10;
const LENGTH = 10;
/** None is taken for another one: no 0, 1, I, L, O or U. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Codes of 49 random bits. A slow hash would keep a sign-in waiting for ten of them; with a key that is not in the database,
 * a quick one tells whoever copies it nothing.
 */
@Injectable()
export class RecoveryCodes {
  constructor(private readonly keys: SigningKeys) {}

  make(): string[] {
    return Array.from({ length: RECOVERY_CODES }, () =>
      Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join(''),
    );
  }

  hashOf(userId: string, code: string): string {
    return hashWith(this.keys.current.recovery, userId, code);
  }

  /** How this code may be stored: one hash for each secret that is still named. */
  hashesOf(userId: string, typed: string): string[] {
    return this.keys.all.map(({ recovery }) => hashWith(recovery, userId, typed));
  }
}

/** Typed in any case, with spaces or hyphens between. */
function hashWith(key: Buffer, userId: string, typed: string): string {
  const code = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return createHmac('sha256', key).update(`${userId} ${code}`).digest('hex');
}
