import { describe, expect, it } from 'vitest';
import { beginningOf, MOST_CHARACTERS } from './beginning-of';

describe('the beginning of a text', () => {
  it('is not wanted where the whole is short', () => {
    expect(beginningOf('Hello')).toBeUndefined();
    expect(beginningOf('word '.repeat(600))).toBeUndefined();
  });

  it('ends between words', () => {
    expect(beginningOf('words and more '.repeat(400))?.slice(-10)).toMatch(/(words|and|more) …$/);
  });

  it('is a few dozen lines, however short they are', () => {
    expect(beginningOf(`a${'\n'.repeat(19_990)}b`)).toBe('a …');
    expect(beginningOf('- one\n'.repeat(500))?.split('\n')).toHaveLength(40);
  });

  it('closes code that it cuts', () => {
    expect(beginningOf('```\n' + 'line\n'.repeat(500))).toMatch(/line\n``` …$/);
  });

  it('is found at once in one long word, and cuts no picture in half', () => {
    const cut = beginningOf('😀'.repeat(10_000)) ?? '';

    expect(cut.length).toBeLessThanOrEqual(MOST_CHARACTERS + 2);
    expect([...cut.slice(0, -2)].every((one) => one === '😀')).toBe(true);
  });
});
