import { pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);

const DIGESTS: Readonly<Record<string, { name: string; bytes: number }>> = {
  pbkdf2_sha256: { name: 'sha256', bytes: 32 },
  pbkdf2_sha1: { name: 'sha1', bytes: 20 },
};

/** Django's default is below two million; more would be an attempt to keep this server busy. */
const MAX_ITERATIONS = 5_000_000;

/** True for a hash as Django writes it: `pbkdf2_sha256$<iterations>$<salt>$<base64>`. */
export function isDjangoHash(hash: string): boolean {
  return hash.startsWith('pbkdf2_');
}

/** Whether the password is the one that Django hashed; a hash that cannot be read matches nothing. */
export async function verifyDjangoHash(password: string, hash: string): Promise<boolean> {
  const [algorithm = '', iterations = '', salt = '', encoded = ''] = hash.split('$');
  const digest = DIGESTS[algorithm];
  const expected = Buffer.from(encoded, 'base64');
  if (!digest || !/^[1-9]\d{0,6}$/.test(iterations) || Number(iterations) > MAX_ITERATIONS) return false;
  if (expected.length !== digest.bytes) return false;
  const actual = await derive(password, salt, Number(iterations), digest.bytes, digest.name);
  return timingSafeEqual(actual, expected);
}
