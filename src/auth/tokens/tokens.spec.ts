import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { Unauthenticated } from '../../core/errors/request-problems.js';
import { AccessTokens } from './access-tokens.js';
import { JwtVerifier } from './jwt-verifier.js';
import { RefreshTokens } from './refresh-tokens.js';
import { SigningKeys } from './signing-keys.js';

const OLD = 'the-old-secret-of-at-least-32-bytes';
const NEW = 'the-new-secret-of-at-least-32-bytes';
const ANA = '0192f3c4-5d6e-7f80-9a1b-000000000001';
const SESSION = '0192f3c4-5d6e-7f80-9a1b-00000000000a';
const keysOf = (...jwtSecrets: string[]) => new SigningKeys({ jwtSecrets });
const before = keysOf(OLD);
const rotating = keysOf(NEW, OLD);
const after = keysOf(NEW);

describe('access tokens', () => {
  const { accessToken } = new AccessTokens(before).issue(ANA, SESSION);

  it('say who and which session, and nothing about roles', async () => {
    const claims = await new JwtVerifier(before).verify(accessToken);

    expect(claims).toMatchObject({ userId: ANA, sessionId: SESSION });
    expect(Object.keys(jwt.decode(accessToken) as object).sort()).toEqual(['exp', 'iat', 'sid', 'sub']);
    expect(claims.expiresAt - Date.now()).toBeLessThanOrEqual(900_000);
  });

  it('stay good while the secret is rotated, and no longer', async () => {
    await expect(new JwtVerifier(rotating).verify(accessToken)).resolves.toMatchObject({ userId: ANA });
    await expect(new JwtVerifier(after).verify(accessToken)).rejects.toBeInstanceOf(Unauthenticated);
  });

  const forge = (options: jwt.SignOptions, key: jwt.Secret = before.current.access, claims = { sid: SESSION }) =>
    jwt.sign(claims, key, { subject: ANA, expiresIn: 60, keyid: before.current.id, ...options });
  /** With the right key, whatever is in it. */
  const signed = (header: object, payload: string) => {
    const head = JSON.stringify({ alg: 'HS256', kid: before.current.id, ...header });
    const content = [head, payload].map((part) => Buffer.from(part).toString('base64url')).join('.');
    return `${content}.${createHmac('sha256', before.current.access).update(content).digest('base64url')}`;
  };
  it.each([
    ['that expired', forge({ expiresIn: -1 })],
    ['signed with another key', forge({}, 'another-key-of-at-least-32-bytes-long')],
    ['of another algorithm, though the key is right', forge({ algorithm: 'HS512' })],
    ['without a signature', jwt.sign({ sid: SESSION, sub: ANA }, '', { algorithm: 'none', keyid: before.current.id })],
    ['of an unknown key', forge({ keyid: 'nobodys' })],
    ['signed with the key of refresh tokens', forge({}, before.current.refresh)],
    ['without a session', jwt.sign({ sub: ANA }, before.current.access, { expiresIn: 60, keyid: before.current.id })],
    ['without an end', jwt.sign({ sub: ANA, sid: SESSION }, before.current.access, { keyid: before.current.id })],
    ['whose payload is text', jwt.sign('text', before.current.access, { keyid: before.current.id })],
    ['whose payload is null', signed({ typ: 'JWT' }, 'null')],
    ['whose payload is no JSON', signed({ typ: 'JWT' }, 'text')],
    ['whose session is no id', forge({}, before.current.access, { sid: 'x' })],
    ['that is none', 'abc.def.ghi'],
    ['that is empty', ''],
  ])('are refused: one %s', async (_case, token) => {
    await expect(new JwtVerifier(before).verify(token)).rejects.toBeInstanceOf(Unauthenticated);
  });
});

describe('refresh tokens', () => {
  const tokens = new RefreshTokens(before);
  const claim = { sessionId: SESSION, generation: 7 };

  it('are the same for the same session and generation, so that two tabs get one successor', () => {
    expect(tokens.of(claim)).toBe(new RefreshTokens(before).of(claim));
    expect(tokens.read(tokens.of(claim))).toEqual(claim);
  });

  it('stay good while the secret is rotated, and no longer', () => {
    expect(new RefreshTokens(rotating).read(tokens.of(claim))).toEqual(claim);
    expect(new RefreshTokens(after).read(tokens.of(claim))).toBeUndefined();
  });

  it.each([
    ['of a generation that was made up', tokens.of(claim).replace('.7.', '.8.')],
    ['with another signature', `${SESSION}.7.${'A'.repeat(43)}`],
    ['with half a signature', tokens.of(claim).slice(0, -5)],
    ['with something added', `${tokens.of(claim)}=`],
    ['that is none', 'hello'],
    ['that is empty', ''],
  ])('are refused: one %s', (_case, token) => {
    expect(tokens.read(token)).toBeUndefined();
  });
});
