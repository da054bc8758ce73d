import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';

const SIZE = { name: 'overview.database-bytes', text: 'select pg_database_size(current_database()) as bytes' };
const FACTS = {
  name: 'support.database',
  text: `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
      (select jsonb_object_agg(name, setting order by name) from pg_settings where name = any($1)) as settings,
      (select to_jsonb(s) - 'datname' - 'datid' from pg_stat_database s where datname = current_database()) as activity`,
};
const TABLES = {
  name: 'support.tables',
  text: `select relname as name, pg_total_relation_size(relid) as bytes, n_live_tup as rows, n_dead_tup as "deadRows",
      seq_scan as "fullReads", idx_scan as "indexReads", last_autovacuum as "lastAutovacuum",
      last_autoanalyze as "lastAutoanalyze"
    from pg_stat_user_tables order by 2 desc, 1`,
};
const MIGRATIONS = { name: 'support.migrations', text: 'select name from migrations order by id' };

/** What explains how a database behaves, and names nobody. */
const TOLD_SETTINGS = [
  ...['max_connections', 'shared_buffers', 'work_mem', 'maintenance_work_mem', 'effective_cache_size'],
  ...['synchronous_commit', 'fsync', 'autovacuum', 'max_wal_size', 'wal_level', 'TimeZone', 'server_encoding'],
  ...['lc_collate', 'statement_timeout', 'idle_in_transaction_session_timeout'],
];

/** What the database says of itself: estimates and settings, and nothing of what is in it. */
@Injectable()
export class InstallationRepository {
  constructor(private readonly database: Database) {}

  async databaseBytes(): Promise<number> {
    return (await this.database.row<{ bytes: number }>(SIZE))?.bytes ?? 0;
  }

  facts(): Promise<object | undefined> {
    return this.database.row(FACTS, [TOLD_SETTINGS]);
  }

  tables(): Promise<object[]> {
    return this.database.rows(TABLES);
  }

  async migrations(): Promise<string[]> {
    return (await this.database.rows<{ name: string }>(MIGRATIONS)).map(({ name }) => name);
  }
}
