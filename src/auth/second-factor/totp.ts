import { createHmac, timingSafeEqual } from 'node:crypto';

export const TOTP_DIGITS = 6;
const STEP_SECONDS = 30;
/** A clock may be half a minute wrong, and typing takes its time. */
const STEPS_AROUND = [0, -1, 1];
const BASE_32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of RFC 6238 for a step, with SHA-1 as every authenticator app makes it. */
export function totpCode(secret: Buffer, step: number, digits = TOTP_DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/** The step whose code this is, among those around now that come after `lastStep`; undefined for none. */
export function totpStepOf(secret: Buffer, code: string, lastStep: number, now: Date): number | undefined {
  const current = Math.floor(now.getTime() / 1_000 / STEP_SECONDS);
  const given = Buffer.from(code);
  return STEPS_AROUND.map((by) => current + by).find((step) => {
    const expected = Buffer.from(totpCode(secret, step));
    return step > lastStep && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** As authenticator apps take a secret that is typed. */
export function base32Of(bytes: Buffer): string {
  let [text, value, bits] = ['', 0, 0];
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5;) text += BASE_32[(value >> (bits -= 5)) & 31];
  }
  return bits > 0 ? text + BASE_32[(value << (5 - bits)) & 31] : text;
}

/** What an authenticator app reads from the picture. */
export function totpUri(secret: string, issuer: string, accountName: string): string {
  const [by, of] = [encodeURIComponent(issuer), encodeURIComponent(accountName)];
  return `otpauth://totp/${by}:${of}?secret=${secret}&issuer=${by}&algorithm=SHA1&digits=${TOTP_DIGITS}&period=${STEP_SECONDS}`;
}
