import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret of 256 random bits that opens something by being known. */
export function newCapability(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a capability: enough to recognise it, too little to use it. */
export function hashOf(capability: string): string {
  return createHash('sha256').update(capability).digest('hex');
}

/** Compares two secrets without telling by the time it takes where they differ. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)));
}
