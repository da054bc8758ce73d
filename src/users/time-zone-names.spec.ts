import { describe, expect, it } from '@jest/globals';
import { knownTimeZone, presentTimeZone } from './time-zone-names.js';

describe('a time zone', () => {
  it.each([
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['europe/berlin', 'Europe/Berlin'],
  ])('sent as %s is called %s', (sent, name) => expect(presentTimeZone(sent)).toBe(name));

  it('is one that this system can tell the time in, under either of its names', () => {
    for (const name of ['Asia/Calcutta', 'Asia/Kolkata', 'Europe/Kiev', 'Europe/Kyiv'])
      expect(() => new Intl.DateTimeFormat('en', { timeZone: knownTimeZone(name) })).not.toThrow();
  });

  it('is none where nobody knows it', () => {
    expect(presentTimeZone('Europe/Nowhere')).toBeUndefined();
    expect(presentTimeZone('')).toBeUndefined();
  });
});
