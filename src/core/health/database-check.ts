import { Injectable } from '@nestjs/common';
import { migrations } from '../../../migrations/index.js';
import { Database } from '../database/database.js';
import { Readiness } from './readiness.js';

const NEWEST_MIGRATION = {
  name: 'health_newest_migration',
  text: 'select exists (select from migrations where name = $1) as applied',
};

/** Not ready while the database is away or its schema is older than this code. */
@Injectable()
export class DatabaseCheck {
  constructor(
    private readonly database: Database,
    readiness: Readiness,
  ) {
    readiness.register('database', () => this.isCurrent());
  }

  private async isCurrent(): Promise<boolean> {
    const row = await this.database.row<{ applied: boolean }>(NEWEST_MIGRATION, [migrations.at(-1)?.name]);
    return row?.applied ?? false;
  }
}
