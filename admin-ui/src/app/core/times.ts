import { knownTimeZone, presentTimeZone } from '../../../../src/users/time-zone-names.js';
import { computed } from '@angular/core';
import { now, today } from './present';
import { locale } from './words/language';
import { t } from './words/words';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

// Everything that is shown of days and times is written here (ESLint sees to it), as the language of the page does it where
// this browser is: with 12 hours or with 24, and the same way everywhere.
const TIME = { timeStyle: 'short' } as const;
const WEEKDAY = { weekday: 'short' } as const;
const formats = computed(() => {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale(), options);
  return {
    time: format(TIME),
    weekday: format(WEEKDAY),
    weekdayAlone: format(weekdayAlone()),
    shortDay: format({ day: 'numeric', month: 'short' }),
    shortDate: format({ day: 'numeric', month: 'short', year: 'numeric' }),
    longDay: format({ weekday: 'long', day: 'numeric', month: 'long' }),
    longDate: format({ dateStyle: 'full' }),
    date: format({ dateStyle: 'long' }),
    dateAndTime: format({ dateStyle: 'full', ...TIME }),
  };
});

/** In a row of seven one letter tells a day; where it stands alone, as 木 does for Thursday, the whole name has to. */
function weekdayAlone(): Intl.DateTimeFormatOptions {
  const short = new Intl.DateTimeFormat(locale(), WEEKDAY).format(new Date(2024, 0, 1));
  return short.length > 1 ? WEEKDAY : { weekday: 'long' };
}

/** The short name of a day of the week, Monday being 1. */
export function weekdayName(day: number): string {
  // 1 January 2024 was a Monday.
  return formats().weekday.format(new Date(2024, 0, day));
}

/** 14:02 */
export function clockTime(iso: string): string {
  return formats().time.format(new Date(iso));
}

/** All of it, for those who ask. */
export function fullTime(iso: string): string {
  return formats().dateAndTime.format(new Date(iso));
}

/** 18 November 2026 */
export function dateInWords(iso: string): string {
  return formats().date.format(new Date(iso));
}

/** Wednesday 18 November, with its year when it is another. */
export function dayInWords(iso: string, at = today()): string {
  const when = new Date(iso);
  const { longDay, longDate } = formats();
  return (isSameYear(when, at) ? longDay : longDate).format(when);
}

/** As short as it stays clear: the time today, the weekday this week, else the day, with its year when it is another. */
export function briefly(iso: string, at = today()): string {
  const when = new Date(iso);
  const { time, weekdayAlone, shortDay, shortDate } = formats();
  const days = daysBetween(when, at);
  if (days === 0) return time.format(when);
  if (days > 0 && days < 7) return weekdayAlone.format(when);
  return (isSameYear(when, at) ? shortDay : shortDate).format(when);
}

/** The time, with its day unless that is today: "14:02", "Tue 14:02", "3 Nov 14:02". */
export function dayAndTime(iso: string, at = today()): string {
  const when = new Date(iso);
  const days = Math.abs(daysBetween(when, at));
  const { time, weekdayAlone, shortDay, shortDate } = formats();
  if (days === 0) return time.format(when);
  const day = days < 7 ? weekdayAlone : isSameYear(when, at) ? shortDay : shortDate;
  return `${day.format(when)} ${time.format(when)}`;
}

/** The time zone of this device. */
export function timeZoneHere(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return presentTimeZone(timeZone) ?? timeZone;
}

/** How long ago within the hour, else when: "just now", "5 min ago", "14:02", "Tue", "3 Nov". */
export function agoOrWhen(iso: string, at = now()): string {
  const passed = at.getTime() - new Date(iso).getTime();
  if (passed < MINUTE_MS) return t('time.justNow');
  if (passed < HOUR_MS) return t('time.minutesAgo', { count: Math.floor(passed / MINUTE_MS) });
  return briefly(iso, at);
}

/** Weekday and time in another time zone; undefined when this browser does not know it. */
export function timeIn(timeZone: string, at = now()): string | undefined {
  const known = knownTimeZone(timeZone);
  if (known === undefined) return undefined;
  const inZone = { timeZone: known };
  const [day, clock] = [weekdayAlone(), TIME].map(
    (parts) => new Intl.DateTimeFormat(locale(), { ...parts, ...inZone }),
  );
  return `${day?.format(at)} ${clock?.format(at)}`;
}

/** How many midnights lie between two moments; negative when the first is the later one. */
export function daysBetween(earlier: Date, later: Date): number {
  return Math.round((midnight(later) - midnight(earlier)) / DAY_MS);
}

function midnight(when: Date): number {
  return new Date(when.getFullYear(), when.getMonth(), when.getDate()).getTime();
}

function isSameYear(a: Date, b: Date): boolean {
  return a.getFullYear() === b.getFullYear();
}
