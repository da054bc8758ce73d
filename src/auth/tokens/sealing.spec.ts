import { describe, expect, it } from '@jest/globals';
import { Sealing } from './sealing.js';
import { SigningKeys } from './signing-keys.js';

const OLD = 'an-older-secret-of-at-least-32-bytes';
const NEW = 'the-newer-secret-of-at-least-32-bytes';
const changed = (text: string) => `${text.slice(0, 30)}${text[30] === 'A' ? 'B' : 'A'}${text.slice(31)}`;
const sealing = (...jwtSecrets: string[]) => new Sealing(new SigningKeys({ jwtSecrets }));

describe('what is sealed', () => {
  const sealed = sealing(OLD).seal('a token', 'invite 1');

  it('is opened for what it belongs to, also after the secret was rotated', () => {
    expect(sealing(OLD).open(sealed, 'invite 1')).toBe('a token');
    expect(sealing(NEW, OLD).open(sealed, 'invite 1')).toBe('a token');
  });

  it('shows nothing of itself, and looks different each time', () => {
    expect(Buffer.from(sealed.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('a token');
    expect(sealing(OLD).seal('a token', 'invite 1')).not.toBe(sealed);
  });

  it.each([
    ['for something else', sealing(OLD), sealed, 'invite 2'],
    ['without its secret', sealing(NEW), sealed, 'invite 1'],
    ['when a letter of it was changed', sealing(OLD), changed(sealed), 'invite 1'],
    ['when it was cut off', sealing(OLD), sealed.slice(0, 20), 'invite 1'],
  ])('is not opened %s', (_, by, text, context) => {
    expect(by.open(text, context)).toBeUndefined();
  });
});
