import { now, today } from './present';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

// Everything that is shown of days and times is written here (ESLint sees to it), as the browser's language does it: with
// 12 hours or with 24, and the same way everywhere.
const TIME = { timeStyle: 'short' } as const;
const WEEKDAY = { weekday: 'short' } as const;
const time = new Intl.DateTimeFormat(undefined, TIME);
const weekday = new Intl.DateTimeFormat(undefined, WEEKDAY);
const shortDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const shortDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const longDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const longDate = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });
const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', ...TIME });

/** 14:02 */
export function clockTime(iso: string): string {
  return time.format(new Date(iso));
}

/** All of it, for those who ask. */
export function fullTime(iso: string): string {
  return dateAndTime.format(new Date(iso));
}

/** 18 November 2026 */
export function dateInWords(iso: string): string {
  return date.format(new Date(iso));
}

/** Wednesday 18 November, with its year when it is another. */
export function dayInWords(iso: string, at = today()): string {
  const when = new Date(iso);
  return (isSameYear(when, at) ? longDay : longDate).format(when);
}

/** As short as it stays clear: the time today, the weekday this week, else the day, with its year when it is another. */
export function briefly(iso: string, at = today()): string {
  const when = new Date(iso);
  const days = daysBetween(when, at);
  if (days === 0) return time.format(when);
  if (days > 0 && days < 7) return weekday.format(when);
  return (isSameYear(when, at) ? shortDay : shortDate).format(when);
}

/** How long ago within the hour, else when: "just now", "5 min ago", "14:02", "Tue", "3 Nov". */
export function agoOrWhen(iso: string, at = now()): string {
  const passed = at.getTime() - new Date(iso).getTime();
  if (passed < MINUTE_MS) return 'just now';
  if (passed < HOUR_MS) return `${Math.floor(passed / MINUTE_MS)} min ago`;
  return briefly(iso, at);
}

/** Weekday and time in another time zone; undefined when this browser does not know it. */
export function timeIn(timeZone: string, at = now()): string | undefined {
  try {
    const [day, clock] = [WEEKDAY, TIME].map((parts) => new Intl.DateTimeFormat(undefined, { ...parts, timeZone }));
    return `${day?.format(at)} ${clock?.format(at)}`;
  } catch {
    return undefined;
  }
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
