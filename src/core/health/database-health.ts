import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { HealthParts, type PartReport } from './health-parts.js';

const CONNECTIONS = {
  name: 'health.connections',
  text: `select (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
      current_setting('max_connections')::int as most`,
};
/** A statement that reads nothing; with more, every request waits for the database. */
const SLOW_MS = 500;
const NEARLY_ALL = 0.9;

/** Whether the database answers soon, and has connections left. */
@Injectable()
export class DatabaseHealth {
  constructor(
    private readonly database: Database,
    parts: HealthParts,
  ) {
    parts.register('database', () => this.report());
  }

  private async report(): Promise<PartReport> {
    const start = performance.now();
    const row = await this.database.row<{ used: number; most: number }>(CONNECTIONS);
    const answerMs = Math.round(performance.now() - start);
    const { used = 0, most = 0 } = row ?? {};
    const facts = { answerMs, connections: used, maxConnections: most };
    if (answerMs > SLOW_MS) {
      return { state: 'degraded', reason: 'slow', detail: `It took ${answerMs} ms to answer.`, facts };
    }
    if (used >= most * NEARLY_ALL) {
      const detail = `${used} of ${most} connections are in use.`;
      return { state: 'degraded', reason: 'few_connections_left', detail, facts };
    }
    return { state: 'ok', reason: 'ok', detail: `It answered in ${answerMs} ms.`, facts };
  }
}
