import { plainTime } from './time-words.js';

/** A stretch of time; from `since` to before `until`. */
export interface TimeSpan {
  readonly since: Date;
  readonly until: Date;
}

/** The moment of the search, for whoever searches. */
export interface SearchMoment {
  readonly now: Date;
  /** An IANA name. */
  readonly timeZone: string;
}

type Day = Temporal.PlainDate;

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/i;
const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const DOTTED_DATE = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const AGO = /^(\d{1,4})(d|w|m|y)$/;
const NAMED_PERIOD = /^(this|last)-(week|month|year)$/;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const UNITS = { d: 'days', w: 'weeks', m: 'months', y: 'years' } as const;

/**
 * What is meant by a time in a search: a moment of RFC 3339, or in the zone of whoever asks a day (`2027-01-31`,
 * `31.1.2027`, `today`, `yesterday`, `monday`, `7d` for seven days ago), a week (`last-week`), a month (`2027-01`,
 * `this-month`) or a year; words also in the other languages of the client (`time-words.ts`). Undefined for anything else.
 */
export function timeSpan(text: string, { now, timeZone }: SearchMoment): TimeSpan | undefined {
  const given = plainTime(text.trim().toLowerCase());
  if (INSTANT.test(given)) return momentOf(given);
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  try {
    const days = daysOf(given, today);
    return days && { since: startOf(days[0], timeZone), until: startOf(days[1], timeZone) };
  } catch (error) {
    // There is no such day in its month, or it is beyond what a calendar has.
    if ((error as { readonly name?: unknown }).name === 'RangeError') return undefined;
    throw error;
  }
}

function momentOf(text: string): TimeSpan | undefined {
  const since = new Date(text);
  const [, year, month, day] = INSTANT.exec(text) ?? [];
  const isInCalendar = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  if (!isInCalendar || Number.isNaN(since.getTime()) || !isStorable(since)) return undefined;
  return { since, until: new Date(since.getTime() + 1) };
}

/** From the first day to the one after the last. */
function daysOf(text: string, today: Day): readonly [Day, Day] | undefined {
  if (text === 'today') return dayOf(today);
  if (text === 'yesterday') return dayOf(today.subtract({ days: 1 }));
  const weekday = WEEKDAYS.indexOf(text);
  // Today is not the last Monday, be it a Monday.
  if (weekday >= 0) return dayOf(today.subtract({ days: ((today.dayOfWeek - (weekday + 1) + 6) % 7) + 1 }));
  const [, period, ofWhat] = NAMED_PERIOD.exec(text) ?? [];
  if (period !== undefined && ofWhat !== undefined) return periodOf(today, ofWhat, period === 'last');
  const [, count, unit] = AGO.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) {
    return dayOf(today.subtract({ [UNITS[unit as keyof typeof UNITS]]: Number(count) }));
  }
  return datesOf(text);
}

function datesOf(text: string): readonly [Day, Day] | undefined {
  const [, day, month, year] = DOTTED_DATE.exec(text) ?? [];
  if (day !== undefined) return dayOf(dateOf(year, month, day));
  const [, isoYear, isoMonth, isoDay] = DATE.exec(text) ?? [];
  if (isoYear === undefined || isoYear === '0000') return undefined;
  const first = dateOf(isoYear, isoMonth ?? '1', isoDay ?? '1');
  if (isoDay !== undefined) return dayOf(first);
  return [first, first.add(isoMonth === undefined ? { years: 1 } : { months: 1 })];
}

function dateOf(year: string | undefined, month: string | undefined, day: string | undefined): Day {
  return Temporal.PlainDate.from(
    { year: Number(year), month: Number(month), day: Number(day) },
    { overflow: 'reject' },
  );
}

function dayOf(day: Day): readonly [Day, Day] {
  return [day, day.add({ days: 1 })];
}

/** Weeks begin on Monday, as ISO 8601 has it. */
function periodOf(today: Day, ofWhat: string, isLast: boolean): readonly [Day, Day] {
  const length = ofWhat === 'week' ? { weeks: 1 } : ofWhat === 'month' ? { months: 1 } : { years: 1 };
  const first =
    ofWhat === 'week'
      ? today.subtract({ days: today.dayOfWeek - 1 })
      : today.with(ofWhat === 'month' ? { day: 1 } : { month: 1, day: 1 });
  return isLast ? [first.subtract(length), first] : [first, first.add(length)];
}

function startOf(day: Day, timeZone: string): Date {
  const start = new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
  if (!isStorable(start)) throw new RangeError('Beyond the calendar.');
  return start;
}

/** In years of four digits, so that it is also answered so. */
function isStorable(time: Date): boolean {
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9_999;
}
