import { describe, expect, it } from '@jest/globals';
import { subjectKey } from './subject-key.js';

describe('the key of a subject', () => {
  it('is the same for titles that differ in case, spaces around them, or Re: and Fwd: before them', () => {
    const keys = ['Budget Q4', ' budget q4 ', 'Re: Budget Q4', 'RE: Fwd: re: BUDGET Q4', 'Fw:Budget Q4'].map(
      subjectKey,
    );

    expect(new Set(keys)).toEqual(new Set(['budget q4']));
  });

  it('is the same for the two ways of writing é', () => {
    expect(subjectKey('Cafe\u0301')).toBe(subjectKey('Caf\u00e9'));
  });

  it('differs for words that only begin like a prefix, and is never empty', () => {
    expect(subjectKey('Review: budget')).toBe('review: budget');
    expect(subjectKey('Re:')).toBe('re:');
  });
});
