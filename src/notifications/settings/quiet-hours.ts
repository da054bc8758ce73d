import { knownTimeZone } from '../../users/time-zone-names.js';

/** A time in which somebody is not disturbed, on one day of each week, as the clocks of their time zone show it. */
export interface QuietHours {
  /** From 1, Monday, to 7. */
  readonly weekday: number;
  /** HH:MM. */
  readonly from: string;
  /** HH:MM up to 24:00; where it is not after `from`, on the next day. */
  readonly to: string;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * Whether a moment lies in any of these times. It is judged by what the clocks show: an hour that a change of the clocks
 * repeats is quiet twice, one that it leaves out not at all.
 */
export function isQuiet(all: readonly QuietHours[], timeZone: string | null, at: Date): boolean {
  if (all.length === 0) return false;
  const { weekday, minutes } = localTime(timeZone, at);
  const dayBefore = weekday === 1 ? 7 : weekday - 1;
  return all.some((quiet) => {
    const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
    if (from < to) return quiet.weekday === weekday && minutes >= from && minutes < to;
    return (quiet.weekday === weekday && minutes >= from) || (quiet.weekday === dayBefore && minutes < to);
  });
}

export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** What a calendar and a clock show there, the weekday from 1, Monday, to 7; in UTC where no zone is known. */
export function localTime(timeZone: string | null, at: Date): { weekday: number; minutes: number } {
  const parts = new Map(
    clockOf(timeZone ?? 'UTC')
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const minutes = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  return { weekday: DAYS.indexOf(parts.get('weekday') ?? '') + 1, minutes };
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    const shown = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    clock = new Intl.DateTimeFormat('en', { ...shown, timeZone: knownTimeZone(timeZone) ?? 'UTC' });
    clocks.set(timeZone, clock);
  }
  return clock;
}
