import { Client } from 'pg';
import { InvalidSetting } from '../../config/settings.js';

const OLDEST_VERSION = 150_000;
const CONNECT_WITHIN = 10_000;

/** Throws InvalidSetting, with one sentence, when the server of DATABASE_URL cannot be reached or is too old. */
export async function checkDatabaseServer(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_WITHIN });
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number; version: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
    );
    const [server] = rows;
    if (server && server.number < OLDEST_VERSION) {
      throw new InvalidSetting('DATABASE_URL', `names PostgreSQL ${server.version}; 15 is the oldest that works`);
    }
  } catch (error) {
    if (error instanceof InvalidSetting) throw error;
    throw new InvalidSetting('DATABASE_URL', `names a database that does not answer: ${reason(error)}`);
  } finally {
    // It may never have been open.
    await client.end().catch(() => undefined);
  }
}

/** A refused connection to a name with several addresses has an empty message and many causes. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join(', ');
  return error instanceof Error ? error.message : String(error);
}
