import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { applyFunctions } from '../../../migrations/repeatable.js';
import { upgradeJobsSchema } from '../jobs/jobs-schema.js';
import { noteIdentity } from './database-identity.repository.js';

/** The database was migrated by a newer Parley than this one, which could damage it. */
export class SchemaTooNew extends Error {
  constructor(names: readonly string[]) {
    super(`The database was made by a newer Parley (${names.join(', ')}). Start that version, or restore a backup.`);
  }
}

/** Any number: it only has to be the same for every process that migrates. */
const MIGRATION_LOCK = 7_291_001;

/** Brings the schema up to this code, one process at a time; throws SchemaTooNew when it is already past it. */
export async function migrate(databaseUrl: string): Promise<void> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url: databaseUrl,
    migrations,
    migrationsTransactionMode: 'each',
    poolSize: 2,
  }).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewerSchema(dataSource);
    await dataSource.runMigrations();
    await upgradeJobsSchema(async (text, values) => ({ rows: await dataSource.query(text, values) }));
    await applyFunctions(dataSource);
    await noteIdentity(dataSource);
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await lock.release();
    await dataSource.destroy();
  }
}

async function refuseNewerSchema(dataSource: DataSource): Promise<void> {
  const [table] = await dataSource.query<{ present: boolean }[]>(
    `select to_regclass('public.migrations') is not null as present`,
  );
  if (!table?.present) return;
  const applied = await dataSource.query<{ name: string }[]>('select name from migrations order by id');
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = applied.map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new SchemaTooNew(unknown);
}
