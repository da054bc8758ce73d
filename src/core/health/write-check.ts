import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { isDiskFull } from '../errors/problem.js';
import { Readiness } from './readiness.js';

/** A megabyte that is written and dropped again: reading goes on for long on a disk that is full. */
const WRITE = {
  name: 'health_write',
  text: `do $$ begin
    create temporary table health_write (filler text) on commit drop;
    insert into health_write select repeat('x', 1000) from generate_series(1, 1000);
  end $$`,
};
/** However many supervisors ask. */
const AT_MOST_EVERY_MS = 2_000;

/** Not ready while the database has no room to write. */
@Injectable()
export class WriteCheck {
  private checkedAt = -Infinity;
  private result: Promise<boolean> | undefined;

  constructor(
    private readonly database: Database,
    readiness: Readiness,
  ) {
    readiness.register('disk', () => this.hasRoom());
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
      return true;
    } catch (error) {
      // Whether it answers at all is for DatabaseCheck to say.
      return !isDiskFull(error);
    }
  }
}
