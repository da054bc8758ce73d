import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../database/database.js';
import { isDiskFull } from '../errors/problem.js';
import { HealthParts, type PartReport } from './health-parts.js';
import { Readiness } from './readiness.js';

/**
 * A megabyte that is written and dropped again: reading goes on for long on a disk that is full. It is kept with too
 * little memory for it, which writes a file and nothing else. A temporary table would write into the catalogue and the log
 * of PostgreSQL each time; when there is no room for the next segment of that log, PostgreSQL stops.
 */
export const WRITE = {
  name: 'health_write',
  text: `do $$ begin
    perform set_config('work_mem', '64kB', true);
    perform (
      with filler as materialized (select repeat('x', 1000) || n from generate_series(1, 1000) n)
      select count(*) from filler);
  end $$`,
};
/** However many supervisors ask. */
const AT_MOST_EVERY_MS = 2_000;
/** Where no supervisor asks, so that the log says it. */
const AT_LEAST_EVERY_MS = 60_000;

/** Not ready while the database has no room to write, which the log says too; a timer of every node, whose readiness it is. */
@Injectable()
export class WriteCheck implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(WriteCheck.name);
  private isFull = false;
  private checkedAt = -Infinity;
  private result: Promise<boolean> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    readiness: Readiness,
    parts: HealthParts,
  ) {
    readiness.register('disk', () => this.hasRoom());
    parts.register('writes', () => this.report());
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.hasRoom(), AT_LEAST_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async report(): Promise<PartReport> {
    return (await this.hasRoom())
      ? { state: 'ok', reason: 'ok', detail: 'The database can write.' }
      : { state: 'down', reason: 'no_room', detail: 'The database has no room left to write.' };
  }

  private hasRoom(): Promise<boolean> {
    const now = performance.now();
    if (this.result && now - this.checkedAt < AT_MOST_EVERY_MS) return this.result;
    this.checkedAt = now;
    this.result = this.write();
    return this.result;
  }

  private async write(): Promise<boolean> {
    try {
      await this.database.rows(WRITE);
      this.note({ isFull: false });
    } catch (error) {
      // Whether it answers at all is for DatabaseCheck to say.
      if (isDiskFull(error)) this.note({ isFull: true });
    }
    return !this.isFull;
  }

  private note({ isFull }: { isFull: boolean }): void {
    if (isFull && !this.isFull)
      this.logger.error('The database has no room left to write; nothing is kept until it has.');
    if (!isFull && this.isFull) this.logger.log('The database has room to write again.');
    this.isFull = isFull;
  }
}
