import { now, today } from './present';

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const SHORT_DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const DAY_MS = 24 * 60 * 60 * 1_000;

/** As short as it stays clear: the time today, the weekday this week, else the day, with its year when it is another. */
export function briefly(iso: string, at = today()): string {
  const date = new Date(iso);
  if (date.toDateString() === at.toDateString()) return TIME.format(date);
  const days = (new Date(at).setHours(0, 0, 0, 0) - date.getTime()) / DAY_MS;
  if (days < 6 && days > -1) return WEEKDAY.format(date);
  return (date.getFullYear() === at.getFullYear() ? SHORT_DAY : DAY).format(date);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long ago within the hour, else when: "just now", "5 min ago", "14:02", "Tue", "3 Nov". */
export function agoOrWhen(iso: string, at = now()): string {
  const passed = at.getTime() - new Date(iso).getTime();
  if (passed < MINUTE_MS) return 'just now';
  if (passed < HOUR_MS) return `${Math.floor(passed / MINUTE_MS)} min ago`;
  return briefly(iso, at);
}
