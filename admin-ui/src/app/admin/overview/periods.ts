import type { StatisticsStep } from '../../api/models/statistics-step';
import type { PlainKey } from '../../core/words/catalogue';

const HOUR_MS = 3_600_000;

/** How far back one looks, and how finely. */
export interface Period {
  readonly key: string;
  readonly label: PlainKey;
  readonly ms: number;
  readonly step: StatisticsStep;
}

/** The shortest first. Days are those of UTC, so that hours are asked for also for a month. */
export const PERIODS: readonly Period[] = [
  { key: '1h', label: 'overview.hour', ms: HOUR_MS, step: 'minute' },
  { key: '24h', label: 'overview.day', ms: 24 * HOUR_MS, step: 'hour' },
  { key: '7d', label: 'overview.week', ms: 7 * 24 * HOUR_MS, step: 'hour' },
  { key: '30d', label: 'overview.month', ms: 30 * 24 * HOUR_MS, step: 'hour' },
];

/** The one of an address; the last day where it names none. */
export function periodOf(key: string | undefined): Period {
  return PERIODS.find((period) => period.key === key) ?? (PERIODS[1] as Period);
}
