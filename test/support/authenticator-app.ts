import { totpCode } from '../../src/auth/second-factor/totp.js';
import type { Person, TestApp } from './test-app.js';

const BASE_32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An authenticator app that somebody set up, with the recovery codes that came with it. */
export interface AuthenticatorApp {
  readonly recoveryCodes: string[];
  /** The code of the next step after the last one that was asked for: the one before is not taken again. */
  nextCode(): string;
}

/** Sets one up. */
export async function setUpApp(app: TestApp, person: Pick<Person, 'token'>): Promise<AuthenticatorApp> {
  const { body: started } = await app.as(person).post('/auth/totp').expect(201);
  const secret = bytesOf(started.secret as string);
  // Codes of half a minute before and after are taken too, so that three can be used without waiting.
  let step = Math.floor(Date.now() / 30_000) - 1;
  const nextCode = () => totpCode(secret, step++);
  const { body } = await app.as(person).post('/auth/totp/confirm', { code: nextCode() }).expect(200);
  return { recoveryCodes: body.recoveryCodes as string[], nextCode };
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((sign) => BASE_32.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
