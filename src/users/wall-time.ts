import { knownTimeZone } from './time-zone-names.js';

const DAY_MS = 86_400_000;

/** What a clock on the wall showed, as a moment. */
export interface WallReading {
  readonly at: Date;
  /** `skipped`: no clock shows it, since they are put forward; it is read as before that. `twice`: the first of the two. */
  readonly kind: 'once' | 'skipped' | 'twice';
}

/** What a clock on the wall shows there: "2026-11-28T09:00", as a field of a form writes it. */
export function wallTime(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    ...{ timeZone: knownTimeZone(timeZone), hourCycle: 'h23' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  } as const);
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part['year']?.padStart(4, '0')}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}`;
}

/** The moment at which a clock there shows this; undefined for what is no time. */
export function readWallTime(text: string, timeZone: string): WallReading | undefined {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // No zone changes its clocks twice in two days, so one of the two is how they go at that time.
  const [before, after] = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) => new Date(asUtc - aheadOfUtc(near, timeZone)));
  if (!before || !after) return undefined;
  const fits = (at: Date): boolean => Date.parse(`${wallTime(at, timeZone)}Z`) === asUtc;
  if (fits(before)) return { at: before, kind: before < after && fits(after) ? 'twice' : 'once' };
  return fits(after) ? { at: after, kind: 'once' } : { at: before, kind: 'skipped' };
}

/** In milliseconds, at a moment. */
function aheadOfUtc(at: number, timeZone: string): number {
  const toTheMinute = Math.floor(at / 60_000) * 60_000;
  return Date.parse(`${wallTime(new Date(at), timeZone)}Z`) - toTheMinute;
}
