import type { Settings } from './config/settings.js';
import { storedSecret } from './config/stored-secret.js';
import { checkDatabaseServer } from './core/database/database-server.js';
import { EmbeddedPostgres } from './core/database/embedded/embedded-postgres.js';

/** A database that answers, and the secrets that belong to it. */
export interface OpenDatabase {
  readonly databaseUrl: string;
  readonly jwtSecrets: readonly string[];
  /** Ends it, when it is one of our own. */
  readonly stop: () => Promise<void>;
}

/** The database that the settings name, or one of our own; throws CannotStart when there cannot be one. */
export async function openDatabase({ databaseUrl, dataDir, jwtSecrets }: Settings): Promise<OpenDatabase> {
  if (databaseUrl !== undefined) {
    await checkDatabaseServer(databaseUrl);
    return { databaseUrl, jwtSecrets, stop: () => Promise.resolve() };
  }
  const postgres = await EmbeddedPostgres.start(dataDir);
  try {
    const kept = jwtSecrets.length > 0 ? jwtSecrets : [storedSecret(postgres.secretsDir, 'jwt')];
    return { databaseUrl: postgres.databaseUrl, jwtSecrets: kept, stop: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
