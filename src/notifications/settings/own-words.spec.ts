import { describe, expect, it } from '@jest/globals';
import { keptWords, placesOf, saysAnyOf, wordsPattern } from './own-words.js';

describe('words of one’s own', () => {
  it('are kept once, without spaces around them', () => {
    expect(keptWords([' Pier 4', 'pier  4 ', 'PIER 4', 'gauge ', '  '])).toEqual(['PIER 4', 'gauge']);
  });

  it.each([
    ['pier 4', 'Who is at PIER 4?', 'pier 40 is closed'],
    ['Über', 'die über-Fähre', 'Wir fahren hinüber'],
    ['c++ (old)', 'the c++ (old) build', 'the c+++ build'],
    ['会議', '明日の会議は十時', '明日の会は十時'],
    ['gauge', 'gauge', 'gauge_2'],
    ['-x', 'run it with -x', 'run it with --xy'],
  ])('are found whole, in capitals or small letters, anywhere in scripts without spaces: %s', (word, said, other) => {
    expect([said, other].map((text) => saysAnyOf(['something else', word], text))).toEqual([true, false]);
  });

  it('are found in each of their places, the longer ones first', () => {
    const text = 'Pier, pier 4 and piers';
    const found = placesOf(['pier', 'Pier 4'], text).map(({ start, end }) => text.slice(start, end));

    expect(found).toEqual(['Pier', 'pier 4']);
  });

  it('are found by no expression where there are none', () => {
    expect(wordsPattern([])).toBeNull();
    expect(saysAnyOf([], 'anything')).toBe(false);
  });
});
