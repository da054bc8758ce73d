import { Client } from 'pg';
import { InvalidSetting } from '../../config/settings.js';

const OLDEST_VERSION = 150_000;
const CONNECT_WITHIN = 10_000;

/** What has to be right with a server before anything is written to it. */
interface Server {
  readonly number: number;
  readonly version: string;
  readonly encoding: string;
  readonly isStandby: boolean;
  readonly mayMakeTables: boolean;
}

const ABOUT_THE_SERVER = `
  select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
    current_setting('server_encoding') as encoding, pg_is_in_recovery() as "isStandby",
    to_regnamespace('public') is not null and has_schema_privilege('public', 'create') as "mayMakeTables"`;

/** Throws InvalidSetting, with one sentence, when the server of DATABASE_URL cannot be reached or used. */
export async function checkDatabaseServer(databaseUrl: string): Promise<void> {
  let client: Client | undefined;
  try {
    client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_WITHIN });
    await client.connect();
    const { rows } = await client.query<Server>(ABOUT_THE_SERVER);
    const problem = rows[0] && problemOf(rows[0]);
    if (problem !== undefined) throw new InvalidSetting('DATABASE_URL', problem);
  } catch (error) {
    if (error instanceof InvalidSetting) throw error;
    throw new InvalidSetting('DATABASE_URL', `names a database that does not answer: ${reason(error)}`);
  } finally {
    // It may never have been open.
    await client?.end().catch(() => undefined);
  }
}

function problemOf({ number, version, encoding, isStandby, mayMakeTables }: Server): string | undefined {
  if (number < OLDEST_VERSION) return `names PostgreSQL ${version}; 15 is the oldest that works`;
  if (encoding !== 'UTF8') return `names a database whose encoding is ${encoding}; make one with the encoding UTF8`;
  if (isStandby) return 'names a standby, which cannot be written to; name its primary';
  if (!mayMakeTables) return 'names a database in which its user may not make tables; make the user its owner';
  return undefined;
}

/** A refused connection to a name with several addresses has an empty message and many causes. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join(', ');
  return error instanceof Error ? error.message : String(error);
}
