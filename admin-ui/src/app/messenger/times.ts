import { today } from '../core/present';

const DAY_MS = 86_400_000;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const dayAndMonth = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const shortDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const longDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const longDate = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

/** 14:02 */
export function clockTime(at: string): string {
  return clock.format(new Date(at));
}

/** All of it, for those who ask. */
export function fullTime(at: string): string {
  return full.format(new Date(at));
}

/** As short as a list allows: the time today, the weekday this week, else the date. */
export function listTime(at: string, now: Date = today()): string {
  const date = new Date(at);
  const days = daysBetween(date, now);
  if (days === 0) return clock.format(date);
  if (days > 0 && days < 7) return weekday.format(date);
  return (date.getFullYear() === now.getFullYear() ? dayAndMonth : shortDate).format(date);
}

/** The heading of a day in a conversation. */
export function dayHeading(at: string, now: Date = today()): string {
  const date = new Date(at);
  const days = daysBetween(date, now);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return (date.getFullYear() === now.getFullYear() ? longDay : longDate).format(date);
}

/** The same for all moments of one day here. */
export function dayOf(at: string): string {
  return new Date(at).toDateString();
}

function daysBetween(earlier: Date, later: Date): number {
  return Math.round((midnight(later) - midnight(earlier)) / DAY_MS);
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
