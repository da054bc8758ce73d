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
  readonly isReadOnly: boolean;
  readonly mayMakeTables: boolean;
  /** The schema `jobs` is there, and not one that Parley made or can take. */
  readonly hasOtherJobs: boolean;
  readonly isSomebodyElses: boolean;
}

const ABOUT_THE_SERVER = `
  select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
    current_setting('server_encoding') as encoding, pg_is_in_recovery() as "isStandby",
    current_setting('transaction_read_only')::bool as "isReadOnly",
    to_regnamespace('public') is not null and has_schema_privilege('public', 'create')
      and (to_regnamespace('jobs') is not null or has_database_privilege(current_database(), 'create')) as "mayMakeTables",
    coalesce(
      not has_schema_privilege(to_regnamespace('jobs')::oid, 'create')
        or not has_schema_privilege(to_regnamespace('jobs')::oid, 'usage')
        or to_regclass('jobs.version') is null
          and exists (select from pg_class where relnamespace = to_regnamespace('jobs')::oid),
      false) as "hasOtherJobs",
    exists (
      select from pg_class
      where relnamespace = to_regnamespace('public') and relkind in ('r', 'p')
        and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
    ) and not exists (
      select from pg_attribute
      where attrelid = to_regclass('public.migrations') and attname = 'timestamp'
    ) as "isSomebodyElses"`;

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

function problemOf({
  number,
  version,
  encoding,
  isStandby,
  isReadOnly,
  mayMakeTables,
  hasOtherJobs,
  isSomebodyElses,
}: Server): string | undefined {
  if (number < OLDEST_VERSION) return `names PostgreSQL ${version}; 15 is the oldest that works`;
  if (encoding !== 'UTF8') return `names a database whose encoding is ${encoding}; make one with the encoding UTF8`;
  if (isStandby) return 'names a standby, which cannot be written to; name its primary';
  if (isReadOnly) return 'names a database that its user may only read; set default_transaction_read_only to off';
  if (!mayMakeTables)
    return 'names a database in which its user may not make tables and schemas; make the user its owner';
  if (hasOtherJobs) {
    return 'names a database with a schema named jobs that belongs to another user or program; rename it, or make a database for Parley';
  }
  if (isSomebodyElses) return 'names a database with the tables of another program; make an empty one for Parley';
  return undefined;
}

/** A refused connection to a name with several addresses has an empty message and many causes. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join(', ');
  return error instanceof Error ? error.message : String(error);
}
