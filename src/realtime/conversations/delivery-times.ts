import { Injectable } from '@nestjs/common';
import { Histogram } from 'prom-client';
import { Metrics } from '../../core/metrics/metrics.js';
import { DatabaseClock } from '../../core/nodes/database-clock.js';
import { defineSeries } from '../../core/statistics/define-series.js';

const BOUNDS_MS = [2, 5, 10, 20, 35, 50, 75, 100, 150, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000];

export const MESSAGES_DELIVERED = defineSeries({
  name: 'messages.delivered',
  kind: 'durations',
  metric: 'parley_delivery_seconds',
  boundsMs: BOUNDS_MS,
  description: 'From the moment in which a message got its place until it was written to the sockets of a node.',
});

/** How long messages take to reach the sockets of this node, wherever they were sent. Counts in memory only. */
@Injectable()
export class DeliveryTimes {
  private readonly histogram: Histogram;

  constructor(
    { registry }: Metrics,
    private readonly clock: DatabaseClock,
  ) {
    this.histogram = new Histogram({
      name: MESSAGES_DELIVERED.metric,
      help: 'Time from a message having its place to its being written to the sockets of this node.',
      buckets: BOUNDS_MS.map((ms) => ms / 1_000),
      registers: [registry],
    });
  }

  /** A message with this time, by the clock of the database, was just written to somebody. */
  observe(createdAt: string): void {
    this.histogram.observe(Math.max(0, this.clock.now() - Date.parse(createdAt)) / 1_000);
  }
}
