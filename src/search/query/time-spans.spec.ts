import { describe, expect, it } from '@jest/globals';
import { timeSpan } from './time-spans.js';

/** A Friday, already Saturday in Auckland. */
const now = new Date('2026-11-27T12:00:00.000Z');
const span = (text: string, timeZone = 'Europe/Berlin') => {
  const found = timeSpan(text, { now, timeZone });
  return found && [found.since.toISOString(), found.until.toISOString()];
};

describe('a time in a search', () => {
  it.each([
    ['today', '2026-11-26T23:00:00.000Z', '2026-11-27T23:00:00.000Z'],
    ['yesterday', '2026-11-25T23:00:00.000Z', '2026-11-26T23:00:00.000Z'],
    ['monday', '2026-11-22T23:00:00.000Z', '2026-11-23T23:00:00.000Z'],
    ['friday', '2026-11-19T23:00:00.000Z', '2026-11-20T23:00:00.000Z'],
    ['7d', '2026-11-19T23:00:00.000Z', '2026-11-20T23:00:00.000Z'],
    ['2w', '2026-11-12T23:00:00.000Z', '2026-11-13T23:00:00.000Z'],
    ['this-week', '2026-11-22T23:00:00.000Z', '2026-11-29T23:00:00.000Z'],
    ['last-week', '2026-11-15T23:00:00.000Z', '2026-11-22T23:00:00.000Z'],
    ['this-month', '2026-10-31T23:00:00.000Z', '2026-11-30T23:00:00.000Z'],
    ['last-year', '2024-12-31T23:00:00.000Z', '2025-12-31T23:00:00.000Z'],
    ['2026-07', '2026-06-30T22:00:00.000Z', '2026-07-31T22:00:00.000Z'],
    ['2026', '2025-12-31T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
    ['31.1.2026', '2026-01-30T23:00:00.000Z', '2026-01-31T23:00:00.000Z'],
    ['2026-11-27T10:30:00+01:00', '2026-11-27T09:30:00.000Z', '2026-11-27T09:30:00.001Z'],
  ])('%s is meant in the zone of whoever asks', (text, since, until) => {
    expect(span(text)).toEqual([since, until]);
  });

  it.each([
    ['yesterday', 'Gestern', 'أمس', 'امس', '昨日'],
    ['today', 'heute', 'اليوم', '今日'],
    ['monday', 'Montag', 'الاثنين', 'الإثنين', '月曜日', '月曜'],
    ['last-week', 'last week', 'letzte-Woche', 'letzte Woche', 'الأسبوع الماضي', '先週'],
    ['this-month', 'diesen-Monat', 'هذا-الشهر', '今月'],
    ['last-year', 'letztes-Jahr', 'السنة-الماضية', '去年'],
    ['2d', 'vorgestern', 'أول-أمس', 'おととい'],
  ])('%s can be written in each language of the client', (time, ...words) => {
    expect(span(time)).toBeDefined();
    expect(words.map((word) => span(word))).toEqual(words.map(() => span(time)));
  });

  it('is of another day where it is another day', () => {
    expect(span('today', 'Pacific/Auckland')).toEqual(['2026-11-27T11:00:00.000Z', '2026-11-28T11:00:00.000Z']);
  });

  it('has as many hours as its day: 23 when clocks go forward', () => {
    const [since = '', until = ''] = span('2026-03-29') ?? [];

    expect((Date.parse(until) - Date.parse(since)) / 3_600_000).toBe(23);
  });

  it.each([
    '',
    'soon',
    '2026-02-30',
    '2026-13',
    '30.2.2026',
    '0000',
    '9999999d',
    '99999',
    '2026-11-31T00:00:00Z',
    'monday-ish',
  ])('is not %j', (text) => {
    expect(span(text)).toBeUndefined();
  });
});
