import { describe, expect, it } from '@jest/globals';
import { base32Of, totpCode, totpStepOf } from './totp.js';

const SECRET = Buffer.from('12345678901234567890');
const at = (step: number) => new Date(step * 30_000);

describe('a one-time code', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('is at second %i what RFC 6238 says', (second, code) => {
    expect(totpCode(SECRET, Math.floor(second / 30), 8)).toBe(code);
  });

  it('is good for half a minute before and after its own', () => {
    const code = totpCode(SECRET, 1_000);

    expect([998, 999, 1_000, 1_001, 1_002].map((now) => totpStepOf(SECRET, code, 0, at(now)))).toEqual([
      ...[undefined, 1_000, 1_000, 1_000, undefined],
    ]);
  });

  it('is refused once it, or a later one, was taken', () => {
    expect(totpStepOf(SECRET, totpCode(SECRET, 1_000), 999, at(1_000))).toBe(1_000);
    expect(totpStepOf(SECRET, totpCode(SECRET, 1_000), 1_000, at(1_000))).toBeUndefined();
  });

  it('of another length is none', () => {
    expect(totpStepOf(SECRET, '12345', 0, at(1_000))).toBeUndefined();
  });
});

describe('a secret that is typed', () => {
  it.each([
    ['f', 'MY'],
    ['foob', 'MZXW6YQ'],
    ['foobar', 'MZXW6YTBOI'],
  ])('%s is written as RFC 4648 says', (bytes, text) => {
    expect(base32Of(Buffer.from(bytes))).toBe(text);
  });
});
