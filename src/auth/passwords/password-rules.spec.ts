import { describe, expect, it } from '@jest/globals';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { isEasyToGuess } from './password-rules.js';

const OWNER = { username: 'ana.berg', email: 'a.berg@example.org', firstName: 'Ana', lastName: 'Bergstrom' };

describe('a password that is easy to guess', () => {
  it.each([
    ['is among the commonest', 'qwertyuiop'],
    ['is among them but for its capitals', 'PassWord1234'],
    ['is a common word with digits and signs', 'Welcome-2026!!'],
    ['is the username', 'ana.berg'],
    ['is the username with a year', 'ana.berg2026'],
    ['is the e-mail address', 'A.Berg@example.org'],
    ['is the own name', 'Ana Bergstrom'],
    ['is the product', 'parley-2026'],
    ['is one character', 'zzzzzzzzzzzz'],
    ['is one piece again and again', 'abcabcabcabc'],
    ['is a run of the alphabet', 'defghijklmno'],
    ['is a run of the keyboard, backwards', 'poiuytrewq'],
    ['is a run of digits past the nine', '4567890123456'],
  ])('%s', (_case, password) => {
    expect(isEasyToGuess(password, OWNER)).toBe(true);
  });

  it.each(['seven-otters-sing', 'correct-horse-battery', 'Tr0mbone&Lighthouse', 'ana.berg likes lighthouses'])(
    'is not %s',
    (password) => {
      expect(isEasyToGuess(password, OWNER)).toBe(false);
    },
  );

  it('holds hundreds of passwords that are long enough to be chosen', () => {
    expect([...COMMON_PASSWORDS].filter((password) => password.length >= 10).length).toBeGreaterThan(800);
  });
});
