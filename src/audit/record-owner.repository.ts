/** Runs one statement on the database of Parley with the rights of PostgreSQL's superuser. */
export type AsSuperuser = (statement: string) => Promise<unknown>;

/** Owns the audit record of a database that is ours; nobody signs in as it. */
const RECORD_OWNER = 'parley_audit';
const APPLICATION = 'parley';

/** All that judges and seals an entry: whoever could replace one of them could change the record through it. */
const FUNCTIONS = [
  'audit_guard()',
  'audit_seal(integer)',
  'audit_erase(uuid)',
  'audit_words(text)',
  'audit_field(text)',
  'audit_details_hash(uuid, jsonb, jsonb, text, text)',
  'audit_entry_hash(bytea, bigint, uuid, timestamptz, uuid, text, text, text, text, text, bytea)',
];

/** Takes the record from the application, whose role can add to it and read it from then on, and nothing else. */
export async function keepRecord(run: AsSuperuser): Promise<void> {
  await run(`do $$ begin
    if not exists (select from pg_roles where rolname = '${RECORD_OWNER}') then create role ${RECORD_OWNER} nologin; end if;
  end $$`);
  await run(`grant usage on schema public to ${RECORD_OWNER}`);
  await giveTo(run, RECORD_OWNER, `grant select, insert on audit_log to ${APPLICATION}`);
}

/** Gives it back for as long as migrations run, which may change the table; without effect where there is none yet. */
export async function returnRecord(run: AsSuperuser): Promise<void> {
  await giveTo(run, APPLICATION);
}

async function giveTo(run: AsSuperuser, role: string, ...further: readonly string[]): Promise<void> {
  const changes = [`alter table audit_log owner to ${role}`, ...further];
  // Not all of them exist before the first start, nor in a database of an early version.
  const handOver = FUNCTIONS.map(
    (name) => `if to_regprocedure('public.${name}') is not null then alter function ${name} owner to ${role}; end if;`,
  );
  await run(`do $$ begin
    if to_regprocedure('public.audit_seal(integer)') is not null then ${changes.join('; ')}; ${handOver.join(' ')} end if;
  end $$`);
}
