import { describe, expect, it } from '@jest/globals';
import { mistypedWord } from './typing-errors.js';

const finds = (typed: string, name: string) => {
  const mistyped = mistypedWord(typed);
  if (!mistyped) return false;
  const isThere = mistyped.fragments.some((fragment) => like(fragment).test(name));
  const isMeant = new RegExp(mistyped.pattern, 'u').test(name);
  // What the index does not find is not looked at.
  expect(isMeant && !isThere).toBe(false);
  return isMeant;
};

const like = (fragment: string) => new RegExp(fragment.replaceAll('|', '\\|').replaceAll('%', '.*'), 'u');

describe('a word with one typing error', () => {
  it.each([
    ['a wrong letter', ['xindqvist', 'lindqvixt', 'lindxvist', 'lindqviss']],
    ['a letter too many', ['llindqvist', 'lindqqvist', 'lindqvistt']],
    ['a missing letter', ['indqvist', 'linqvist', 'lindqvis']],
    ['two letters that changed places', ['ilndqvist', 'lidnqvist', 'linqdvist', 'lindqvits']],
  ])('is found with %s', (_, typed) => {
    expect(typed.filter((word) => !finds(word, '|jonas lindqvist|jonas|'))).toEqual([]);
  });

  it.each(['maria', 'lindqvist', 'abcdefg', 'extraordinary'])('is found with every one in %s', (word) => {
    const letters = [...word];
    const cut = (from: number, to: number, between: string) => word.slice(0, from) + between + word.slice(to);
    const typed = letters.flatMap((letter, i) => [
      ...[cut(i, i + 1, 'x'), cut(i, i, 'x'), cut(i + 1, i + 1, 'x')],
      ...(letters.length > 5 ? [cut(i, i + 1, '')] : []),
      ...(i > 0 ? [cut(i - 1, i + 1, letter + letters[i - 1])] : []),
    ]);

    expect(typed.filter((one) => !finds(one, `|${word} berg|m1|`) || !finds(one, `|m berg|${word}|`))).toEqual([]);
  });

  it('is not found with two', () => {
    expect(['lindkwist', 'lyndqvizt', 'lindqv'].filter((word) => finds(word, '|jonas lindqvist|jonas|'))).toEqual([]);
  });

  it('is found in other scripts, and as the whole word alone', () => {
    expect(finds('мариа', '|мария иванова|masha|')).toBe(true);
    expect(finds('marya', '|mariannas|m1|')).toBe(false);
  });

  it('has five letters at least', () => {
    expect(mistypedWord('bery')).toBeUndefined();
    expect(mistypedWord('bergy')).toBeDefined();
  });
});
