import type { Settings } from './config/settings.js';
import { checkDatabaseServer } from './core/database/database-server.js';
import { EmbeddedPostgres } from './core/database/embedded/embedded-postgres.js';

/** A database that answers. */
export interface OpenDatabase {
  readonly databaseUrl: string;
  /** Ends it, when it is one of our own. */
  readonly stop: () => Promise<void>;
}

/** The database that the settings name, or one of our own; throws CannotStart when there cannot be one. */
export async function openDatabase({ databaseUrl, dataDir }: Settings): Promise<OpenDatabase> {
  if (databaseUrl !== undefined) {
    await checkDatabaseServer(databaseUrl);
    return { databaseUrl, stop: () => Promise.resolve() };
  }
  const postgres = await EmbeddedPostgres.start(dataDir);
  return { databaseUrl: postgres.databaseUrl, stop: () => postgres.stop() };
}
