import { Injectable } from '@nestjs/common';
import { DatabaseClock } from '../../core/nodes/database-clock.js';
import { definedSeries } from '../../core/statistics/define-series.js';
import { merged, percentile, timesOf } from '../../core/statistics/histogram.js';
import type { Step } from '../../core/statistics/statistics-row.entity.js';
import { type Point, StatisticsRepository } from '../../core/statistics/statistics.repository.js';
import { HOURS_KEPT_DAYS, MINUTES_KEPT_DAYS } from '../../core/statistics/tidy-statistics.js';
import { PEOPLE_ACTIVE } from '../../presence/people.series.js';
import type { SeriesDto, StatisticsDto, StatisticsQuery } from './dto/statistics.dto.js';
import { InvalidPeriod, StepTooFine, TooManyPoints } from './overview.errors.js';

export const MAX_POINTS = 1_500;
const SECONDS: Readonly<Record<Step, number>> = { minute: 60, hour: 3_600, day: 86_400 };
const KEPT_DAYS: Readonly<Record<Step, number | undefined>> = {
  minute: MINUTES_KEPT_DAYS,
  hour: HOURS_KEPT_DAYS,
  day: undefined,
};
const DAY_MS = 24 * 3_600 * 1_000;
/** A whole period as one step. */
const FOR_EVER_SECONDS = 1e12;

type Series = ReturnType<typeof definedSeries>[number];

interface Period {
  readonly from: Date;
  readonly to: Date;
  readonly step: Step;
}

/** What was going on in a period, step by step, and in the one before. */
@Injectable()
export class Statistics {
  constructor(
    private readonly statistics: StatisticsRepository,
    private readonly clock: DatabaseClock,
  ) {}

  /** Three statements, whatever the period. Throws InvalidPeriod, TooManyPoints or StepTooFine. */
  async read(query: StatisticsQuery): Promise<StatisticsDto> {
    const { from, to, step } = this.periodOf(query);
    const names = definedSeries().map(({ name }) => name);
    const beforeFrom = new Date(2 * from.getTime() - to.getTime());
    const [points, before, recordedSince] = await Promise.all([
      this.statistics.read(names, from, to, SECONDS[step]),
      this.statistics.read(names, beforeFrom, from, FOR_EVER_SECONDS),
      // A level is written as long as a node runs, whether or not anything happens.
      this.statistics.firstOf(PEOPLE_ACTIVE.name),
    ]);
    const at = stepsOf({ from, to, step });
    const isBeforeKnown = recordedSince !== null && recordedSince <= beforeFrom;
    const series = definedSeries().map((each) => {
      const own = points.filter(({ series: name }) => name === each.name);
      const earlier = isBeforeKnown ? before.filter(({ series: name }) => name === each.name) : undefined;
      return seriesOf(each, own, earlier, { at, step, recordedSince });
    });
    return { from, to, step, recordedSince, at, series };
  }

  private periodOf(query: StatisticsQuery): Period {
    const now = this.clock.now();
    const { step } = query;
    const to = Math.min(query.to === undefined ? now : Date.parse(query.to), now);
    const asked = query.from === undefined ? to - DAY_MS : Date.parse(query.from);
    if (asked >= to) throw new InvalidPeriod();
    const stepMs = SECONDS[step] * 1_000;
    const from = Math.floor(asked / stepMs) * stepMs;
    const points = Math.ceil((to - from) / stepMs);
    if (points > MAX_POINTS) throw new TooManyPoints(points, MAX_POINTS);
    const days = KEPT_DAYS[step];
    if (days !== undefined && from < now - days * DAY_MS - stepMs) throw new StepTooFine(step, days);
    return { from: new Date(from), to: new Date(to), step };
  }
}

function stepsOf({ from, to, step }: Period): Date[] {
  const stepMs = SECONDS[step] * 1_000;
  const count = Math.ceil((to.getTime() - from.getTime()) / stepMs);
  return Array.from({ length: count }, (_, n) => new Date(from.getTime() + n * stepMs));
}

function seriesOf(
  series: Series,
  points: readonly Point[],
  earlier: readonly Point[] | undefined,
  { at, step, recordedSince }: { at: readonly Date[]; step: Step; recordedSince: Date | null },
): SeriesDto {
  const { name, kind, description } = series;
  const byPoint = Map.groupBy(points, ({ point }) => point);
  const values = at.map((time) => {
    const isKnown = recordedSince !== null && time.getTime() + SECONDS[step] * 1_000 > recordedSince.getTime();
    return isKnown ? valueOf(series, byPoint.get(time.getTime() / 1_000 / SECONDS[step]) ?? []) : null;
  });
  const total = recordedSince === null ? null : valueOf(series, points);
  return { name, kind, description, values, total, previous: earlier ? valueOf(series, earlier) : null };
}

/** What these points come to together. Nothing happened is 0; nobody looked is null. */
export function valueOf({ kind, boundsMs = [] }: Series, points: readonly Point[]): number | null {
  const values = points.map(({ value }) => value);
  switch (kind) {
    case 'count':
      return values.reduce((sum, value) => sum + value, 0);
    case 'level':
      return values.length === 0 ? null : Math.max(...values);
    case 'durations': {
      const ms = percentile(histogramOf(points), 0.95, boundsMs);
      return ms === null ? null : Math.ceil(ms);
    }
  }
}

/** How often it was measured. */
export function measuredTimes(points: readonly Point[]): number {
  return timesOf(histogramOf(points));
}

function histogramOf(points: readonly Point[]) {
  return merged(points.map(({ le, value }) => [{ le, count: value }]));
}
