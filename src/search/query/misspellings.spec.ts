import { describe, expect, it } from '@jest/globals';
import { misspellings } from './misspellings.js';

describe('one slip of the finger', () => {
  it.each([
    ['a letter wrong', 'houzing'],
    ['a letter missing', 'housng'],
    ['a letter too many', 'houusing'],
    ['two letters that changed places', 'huosing'],
  ])('is %s', (_, typed) => {
    expect(misspellings(typed)).toContain('housing');
  });

  it.each([
    ['Cyrillic', 'серввр', 'сервер'],
    ['Greek', 'αθηνο', 'αθηνα'],
    ['Arabic', 'اجتمعع', 'اجتماع'],
  ])('is made in %s, too', (_, typed, meant) => {
    expect(misspellings(typed)).toContain(meant);
  });

  it('is not looked for in short words, numbers and what mixes both', () => {
    expect(['abc', '12345', 'v2x1', '東京都庁', 'a'.repeat(21)].flatMap(misspellings)).toEqual([]);
  });
});
