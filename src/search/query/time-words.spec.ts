import { describe, expect, it } from '@jest/globals';
import { foldedName } from '../../users/folded-name.js';
import { timeSpan } from './time-spans.js';
import { everyWord, plainTime, timeWord } from './time-words.js';

/** A Friday. */
const moment = { now: new Date('2026-11-27T12:00:00.000Z'), timeZone: 'Europe/Berlin' };

describe('words for days and periods', () => {
  it('mean one thing, whatever language they are of, and never a date', () => {
    const meanings = Map.groupBy(everyWord(), ({ word }) => foldedName(word));
    const ambiguous = [...meanings].filter(([, all]) => new Set(all.map(({ time }) => time)).size > 1);

    expect(ambiguous).toEqual([]);
    expect(everyWord().filter(({ word }) => /^[\d.-]+$/.test(word))).toEqual([]);
  });

  it('mean all a time', () => {
    expect(everyWord().filter(({ time }) => !timeSpan(time, moment))).toEqual([]);
  });

  it('are understood as they are offered, in every language', () => {
    for (const language of ['en', 'de', 'ar', 'ja'] as const)
      for (const time of ['today', 'yesterday', 'last-week', 'this-month', 'last-year'])
        expect(plainTime(timeWord(time, language))).toBe(time);
    expect(timeWord('7d', 'de')).toBe('7d');
  });
});
