import type { Registry } from 'prom-client';
import type { definedSeries } from './define-series.js';
import type { Sample } from './statistics.repository.js';

type Series = ReturnType<typeof definedSeries>[number];

/** What a metric has counted since the process began, as samples of a series; none while nothing was counted. */
export async function readMetric(registry: Registry, series: Series): Promise<Sample[]> {
  const metric = await registry.getSingleMetric(series.metric)?.get();
  if (!metric) return [];
  const values = metric.values as readonly MetricValue[];
  const counted = values.filter(({ labels }) => series.where?.(labels) ?? true);
  if (series.kind === 'durations') return bucketsOf(series.name, counted);
  const isHistogram = values.some(({ metricName }) => metricName?.endsWith('_count') === true);
  const numbers = isHistogram ? counted.filter(({ metricName }) => metricName?.endsWith('_count')) : counted;
  return [{ series: series.name, le: 0, value: numbers.reduce((sum, { value }) => sum + value, 0) }];
}

interface MetricValue {
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number | undefined>>;
  readonly metricName?: string;
}

/** Prometheus counts in each bucket what is in those below too, in seconds. */
function bucketsOf(series: string, values: readonly MetricValue[]): Sample[] {
  const upTo = new Map<number, number>();
  for (const { metricName, labels, value } of values) {
    if (metricName?.endsWith('_bucket') !== true) continue;
    const le = labels['le'] === '+Inf' ? Infinity : Number(labels['le']) * 1_000;
    upTo.set(le, (upTo.get(le) ?? 0) + value);
  }
  let below = 0;
  return [...upTo]
    .toSorted(([a], [b]) => a - b)
    .map(([le, count]) => {
      const value = count - below;
      below = count;
      return { series, le, value };
    });
}
