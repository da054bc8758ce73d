import { afterEach, describe, expect, it } from 'vitest';
import { agoOrWhen, briefly, clockTime, dayAndTime, fullTime, timeIn, weekdayName } from './times';
import { speak } from './words/language';

/** Hours before ten and after noon are those that styles write differently. */
const MOMENTS = [new Date(2026, 10, 25, 9, 5), new Date(2026, 10, 25, 14, 2)];

describe('times', () => {
  afterEach(() => speak('en'));

  it('write the hour in one way, wherever they stand', () => {
    for (const moment of MOMENTS) {
      const iso = moment.toISOString();
      const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const anHourLater = new Date(moment.getTime() + 61 * 60_000);
      const hour = clockTime(iso);

      expect(fullTime(iso)).toMatch(new RegExp(`\\D${hour}$`));
      expect(briefly(iso, moment)).toBe(hour);
      expect(agoOrWhen(iso, anHourLater)).toBe(hour);
      expect(timeIn(here, moment)).toMatch(new RegExp(`^\\D+ ${hour}$`));
    }
  });

  it('in a zone are the same under its former and its present name', () => {
    for (const [former, name] of [
      ['Asia/Calcutta', 'Asia/Kolkata'],
      ['Europe/Kiev', 'Europe/Kyiv'],
    ] as const) {
      expect(timeIn(name, MOMENTS[0])).toBeDefined();
      expect(timeIn(former, MOMENTS[0])).toBe(timeIn(name, MOMENTS[0]));
    }
    expect(timeIn('Europe/Nowhere')).toBeUndefined();
  });

  it('of another day are said with it, in both directions', () => {
    const now = new Date(2026, 10, 25, 14, 2);
    const at = (year: number, month: number, day: number): string =>
      dayAndTime(new Date(year, month, day, 9, 5).toISOString(), now);
    const time = clockTime(new Date(2026, 10, 25, 9, 5).toISOString());

    expect(at(2026, 10, 25)).toBe(time);
    expect(at(2026, 10, 26)).toMatch(new RegExp(`^\\D+ ${time}$`));
    expect(at(2026, 10, 19)).toMatch(new RegExp(`^\\D+ ${time}$`));
    expect(at(2026, 11, 30)).toMatch(/30/);
    expect(at(2027, 0, 1)).toMatch(/2027/);
  });

  it('are as short as they stay clear', () => {
    const now = new Date(2026, 10, 25, 14, 2);
    const daysAgo = (days: number): string => briefly(new Date(2026, 10, 25 - days, 9, 5).toISOString(), now);

    for (const days of [1, 6]) expect(daysAgo(days)).toMatch(/^\D+$/);
    expect(daysAgo(7)).toMatch(/18/);
    expect(daysAgo(7)).not.toMatch(/2026/);
    expect(daysAgo(365)).toMatch(/2025/);
    expect(daysAgo(-1)).toMatch(/26/);
  });

  it('name a weekday in full where it stands alone and its short form is one letter', () => {
    speak('ja');
    const wednesday = new Date(2026, 10, 25, 14, 2);
    const monday = new Date(2026, 10, 23, 9, 5).toISOString();

    expect(briefly(monday, wednesday)).toBe('月曜日');
    expect(dayAndTime(monday, wednesday)).toMatch(/^月曜日 /);
    expect(weekdayName(1)).toBe('月');
  });

  it('say nothing of a time zone that the browser does not know', () => {
    expect(timeIn('Mars/Olympus_Mons')).toBeUndefined();
  });
});
