import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CannotStart } from './cannot-start.js';
import { findStoredSecret, storedSecret } from './stored-secret.js';

describe('a secret that is kept', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'secrets-'));
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  it('is made once, and the same for ever after', () => {
    const secret = storedSecret(join(home, 'secrets'), 'jwt');

    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(storedSecret(join(home, 'secrets'), 'jwt')).toBe(secret);
  });

  it('is found once it was made, and not made by looking for it', () => {
    expect(findStoredSecret(join(home, 'secrets'), 'jwt')).toBeUndefined();
    expect(existsSync(join(home, 'secrets'))).toBe(false);

    const secret = storedSecret(join(home, 'secrets'), 'jwt');

    expect(findStoredSecret(join(home, 'secrets'), 'jwt')).toBe(secret);
  });

  it('is not taken for one when it was cut short', () => {
    const secret = storedSecret(join(home, 'secrets'), 'jwt');

    writeFileSync(join(home, 'secrets', 'jwt'), secret.slice(0, 31));
    expect(() => storedSecret(join(home, 'secrets'), 'jwt')).toThrow(/secrets.jwt has fewer than 32 bytes.*\.$/);
    writeFileSync(join(home, 'secrets', 'jwt'), `${secret.slice(0, 32)}\n`);
    expect(storedSecret(join(home, 'secrets'), 'jwt')).toBe(secret.slice(0, 32));
  });

  it.each([
    ['cannot be read', () => mkdirSync(join(home, 'secrets', 'jwt'), { recursive: true })],
    ['has a file in the place of its folder', () => writeFileSync(join(home, 'secrets'), '')],
  ])('prevents the start with a sentence when it %s', (_case, arrange) => {
    arrange();

    expect(() => storedSecret(join(home, 'secrets'), 'jwt')).toThrow(CannotStart);
    expect(() => storedSecret(join(home, 'secrets'), 'jwt')).toThrow(/secrets.jwt cannot be read or made: .*\.$/);
  });
});
