import { keepRecord, returnRecord } from './audit/record-owner.repository.js';
import type { Settings } from './config/settings.js';
import { checkDatabaseServer } from './core/database/database-server.js';
import { EmbeddedPostgres } from './core/database/embedded/embedded-postgres.js';
import { migrate } from './core/database/migrate.js';

/** A database that answers. */
export interface OpenDatabase {
  readonly databaseUrl: string;
  /** Brings it up to this code; throws SchemaTooNew when it is past it. */
  readonly migrate: () => Promise<void>;
  /** Ends it, when it is one of our own. */
  readonly stop: () => Promise<void>;
}

/**
 * The database that the settings name, or one of our own; throws CannotStart when there cannot be one. In our own the audit
 * record belongs to the application only while it is migrated; in another that is for its administrator to decide.
 */
export async function openDatabase({ databaseUrl, dataDir }: Settings): Promise<OpenDatabase> {
  if (databaseUrl !== undefined) {
    await checkDatabaseServer(databaseUrl);
    return { databaseUrl, migrate: () => migrate(databaseUrl), stop: () => Promise.resolve() };
  }
  const postgres = await EmbeddedPostgres.start(dataDir);
  return {
    databaseUrl: postgres.databaseUrl,
    migrate: () => migrateOwn(postgres),
    stop: () => postgres.stop(),
  };
}

/** What was migrated belongs to whom it should also when a migration fails. */
export async function migrateOwn(postgres: EmbeddedPostgres): Promise<void> {
  await postgres.asSuperuser(returnRecord);
  try {
    await migrate(postgres.databaseUrl);
  } finally {
    await postgres.asSuperuser(keepRecord);
  }
}
