import { describe, expect, it } from 'vitest';
import { breakLongRuns } from './long-runs';

describe('a very long run without a space', () => {
  it('is broken into parts that are quick to lay out, and loses nothing', () => {
    const text = `see ${'W'.repeat(20_000)}`;

    expect(Math.max(...breakLongRuns(text).map((part) => part.length))).toBeLessThanOrEqual(104);
    expect(breakLongRuns(text).join('')).toBe(text);
  });

  it('is never broken inside a character', () => {
    expect(breakLongRuns('😀'.repeat(500)).every((part) => part.isWellFormed())).toBe(true);
  });

  it('does not change a text that has none', () => {
    expect(breakLongRuns('word '.repeat(100))).toEqual(['word '.repeat(100)]);
  });
});
