import type { QuietHoursDto } from '../../../api/models/quiet-hours-dto';

/** The same hours on several days, as somebody sets them. */
export interface QuietPeriod {
  /** From 1, Monday, to 7. */
  readonly days: readonly number[];
  /** HH:MM, or empty while it is being typed. */
  readonly from: string;
  /** Where it is not after `from`, on the next day. */
  readonly to: string;
}

export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

/** What most people want to begin with. */
export const USUAL_PERIOD: QuietPeriod = { days: EVERY_DAY, from: '22:00', to: '07:00' };

/** The server has a row for each day; those with the same hours are one period. */
export function periodsOf(saved: readonly QuietHoursDto[]): QuietPeriod[] {
  const byHours = new Map<string, QuietPeriod>();
  for (const { weekday, from, to: ends } of saved) {
    // A field for a time has no 24:00; "not after" makes 00:00 the same.
    const to = ends === '24:00' ? '00:00' : ends;
    const days = byHours.get(`${from} ${to}`)?.days ?? [];
    byHours.set(`${from} ${to}`, { from, to, days: [...new Set([...days, weekday])].sort((a, b) => a - b) });
  }
  return [...byHours.values()];
}

/** As the server has them. */
export function rowsOf(periods: readonly QuietPeriod[]): QuietHoursDto[] {
  return periodsOf(periods.flatMap(({ days, from, to }) => days.map((weekday) => ({ weekday, from, to })))).flatMap(
    ({ days, from, to }) => days.map((weekday) => ({ weekday, from, to })),
  );
}

/** It ends on the day after the one on which it begins. */
export function passesMidnight({ from, to }: QuietPeriod): boolean {
  return to <= from;
}

/** What keeps it from being saved. */
export function faultOf({ days, from, to }: QuietPeriod): 'noDay' | 'noTime' | undefined {
  if (from === '' || to === '') return 'noTime';
  return days.length === 0 ? 'noDay' : undefined;
}
