import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import { RepeatedFailures } from '../logging/repeated-failures.js';
import { Metrics } from '../metrics/metrics.js';
import { DatabaseClock } from '../nodes/database-clock.js';
import { definedSeries } from './define-series.js';
import { readMetric } from './read-metric.js';
import { type Sample, StatisticsRepository } from './statistics.repository.js';

/** How late a figure is, and how much is not counted when a node dies. */
const EVERY_MS = 10_000;
const MINUTE_MS = 60_000;
/** Of a database that is away for longer the oldest minutes are forgotten. */
const MAX_MINUTES = 120;

/**
 * Writes what this node has counted into the database: the minute that goes on, again every ten seconds. A minute is written
 * as a whole each time, so that a write whose answer was lost counts once. A timer of every node, whose figures they are.
 */
@Injectable()
export class StatisticsRecorder implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly failures = new RepeatedFailures(new Logger(StatisticsRecorder.name));
  /** What was read of the metrics the last time. */
  private readonly counted = new Map<string, number>();
  /** By the minute, in milliseconds since 1970: what is not written for good. */
  private readonly minutes = new Map<number, Map<string, Sample>>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly metrics: Metrics,
    private readonly statistics: StatisticsRepository,
    private readonly clock: DatabaseClock,
    private readonly bus: Bus,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.record(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** What was answered until the end counts too. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.record();
  }

  /** Reads all metrics and writes; one after the other. Never rejects. */
  record(): Promise<void> {
    this.writing = this.writing
      .then(() => this.collect())
      .then(() => this.write())
      .catch((error: unknown) => this.failures.warn(error));
    return this.writing;
  }

  private async collect(): Promise<void> {
    const minute = this.minuteNow();
    for (const series of definedSeries()) {
      for (const sample of await readMetric(this.metrics.registry, series)) {
        if (series.kind === 'level') this.raise(minute, sample);
        else this.add(minute, sample);
      }
    }
  }

  private raise(minute: number, sample: Sample): void {
    const value = Math.max(this.sampleOf(minute, sample)?.value ?? 0, sample.value);
    this.keep(minute, { ...sample, value });
  }

  private add(minute: number, sample: Sample): void {
    const more = sample.value - (this.counted.get(keyOf(sample)) ?? 0);
    this.counted.set(keyOf(sample), sample.value);
    if (more > 0) this.keep(minute, { ...sample, value: (this.sampleOf(minute, sample)?.value ?? 0) + more });
  }

  private sampleOf(minute: number, sample: Sample): Sample | undefined {
    return this.minutes.get(minute)?.get(keyOf(sample));
  }

  private keep(minute: number, sample: Sample): void {
    const samples = this.minutes.get(minute) ?? new Map<string, Sample>();
    this.minutes.set(minute, samples.set(keyOf(sample), sample));
    const [oldest] = this.minutes.keys();
    if (this.minutes.size > MAX_MINUTES && oldest !== undefined) this.minutes.delete(oldest);
  }

  private async write(): Promise<void> {
    for (const [minute, samples] of this.minutes) {
      await this.statistics.write(this.bus.nodeId, new Date(minute), [...samples.values()]);
      if (minute < this.minuteNow()) this.minutes.delete(minute);
    }
  }

  private minuteNow(): number {
    return Math.floor(this.clock.now() / MINUTE_MS) * MINUTE_MS;
  }
}

function keyOf({ series, le }: Sample): string {
  return `${series} ${le}`;
}
