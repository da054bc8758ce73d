import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Job, NoData } from '../jobs/job.js';
import { Jobs } from '../jobs/jobs.js';
import { DatabaseClock } from '../nodes/database-clock.js';
import { StatisticsRepository } from './statistics.repository.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
export const MINUTES_KEPT_DAYS = 2;
export const HOURS_KEPT_DAYS = 90;
export const DAYS_KEPT_DAYS = 730;

/** Puts minutes together into hours and hours into days, and deletes what is older than two years. */
@Injectable()
export class TidyStatistics implements Job<NoData>, OnModuleInit {
  readonly name = 'statistics.tidy';
  readonly data = NoData;
  readonly cron = '7 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly statistics: StatisticsRepository,
    private readonly clock: DatabaseClock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async handle(): Promise<void> {
    await this.statistics.roll('minute', 'hour', this.daysAgo(MINUTES_KEPT_DAYS));
    await this.statistics.roll('hour', 'day', this.daysAgo(HOURS_KEPT_DAYS));
    await this.statistics.deleteOld(this.daysAgo(DAYS_KEPT_DAYS));
  }

  private daysAgo(days: number): Date {
    return new Date(this.clock.now() - days * DAY_MS);
  }
}
