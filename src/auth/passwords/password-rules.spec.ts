import { describe, expect, it, jest } from '@jest/globals';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { weaknessOf } from './password-rules.js';

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
    ['is the own names, the other way round and again', 'Bergstrom, Ana Bergstrom 1!'],
    ['is a common one in wide letters', 'ｐａｓｓｗｏｒｄ１２３'],
    ['is a common one in letters of mathematics', '𝐩𝐚𝐬𝐬𝐰𝐨𝐫𝐝𝟏𝟐𝟑'],
    ['is the product', 'parley-2026'],
    ['is one character', 'zzzzzzzzzzzz'],
    ['is one piece again and again', 'abcabcabcabc'],
    ['is a run of the alphabet', 'defghijklmno'],
    ['is a run of the keyboard, backwards', 'poiuytrewq'],
    ['is a run of digits past the nine', '4567890123456'],
    ['is a month with a year', 'september2026'],
    ['is a well-known one with other digits', 'trustno1234'],
    ['is a season of another language with a year', 'sommer2026!'],
    ['is long, and one thing repeated', 'abcabcabc'.repeat(20)],
  ])('%s', (_case, password) => {
    expect(weaknessOf(password, OWNER)).toMatch(/^[A-Z].*\.$/);
  });

  it.each(['seven-otters-sing', 'correct-horse-battery', 'Tr0mbone&Lighthouse', 'ana.berg likes lighthouses'])(
    'is not %s',
    (password) => {
      expect(weaknessOf(password, OWNER)).toBeUndefined();
    },
  );

  it('is judged by no more than its two ends, however long it is', () => {
    const check = jest.spyOn(ZxcvbnFactory.prototype, 'check');

    weaknessOf('4@8({[<369&#!1/|0$5+7%2'.repeat(8), OWNER);

    expect(check.mock.calls.map(([text]) => text.length)).toEqual([24, 24]);
    check.mockRestore();
  });
});
