const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const SHORT_DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const DAY_MS = 24 * 60 * 60 * 1_000;

/** As short as it stays clear: the time today, the weekday this week, else the day, with its year when it is another. */
export function briefly(iso: string, now = new Date()): string {
  const date = new Date(iso);
  if (date.toDateString() === now.toDateString()) return TIME.format(date);
  const days = (new Date(now).setHours(0, 0, 0, 0) - date.getTime()) / DAY_MS;
  if (days < 6 && days > -1) return WEEKDAY.format(date);
  return (date.getFullYear() === now.getFullYear() ? SHORT_DAY : DAY).format(date);
}
