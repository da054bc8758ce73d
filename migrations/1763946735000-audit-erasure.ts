import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is personal in the record of somebody who was anonymised can be erased, by whoever may add entries: the record of the
 * anonymisation, which must be sealed, says that it was. Names in it are those of PostgreSQL or written out, as in `audit_seal`.
 */
export class AuditErasure1763946735000 implements MigrationInterface {
  readonly name = 'AuditErasure1763946735000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ERASE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function audit_erase(uuid)');
  }
}

const ERASE = `
  create function audit_erase(person uuid) returns integer
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    anonymised timestamptz;
    erased integer;
  begin
    select max(a.at) into anonymised from public.audit_log a
      where a.target_id = person::text and a.target_type = 'user' and a.action = 'user.anonymised'
        and a.outcome = 'success' and a.position is not null;
    if anonymised is null then return 0; end if;
    update public.audit_log a set salt = null, before = null, after = null, ip = null, user_agent = null
      where a.at <= anonymised and a.position is not null and a.salt is not null and a.action <> 'user.anonymised'
        -- What was done to them may say who they were; what they did, where they were. Nothing of others is among it.
        and (a.target_id = person::text and a.target_type = 'user'
            and (num_nulls(a.before, a.after) < 2 or a.actor_id is null or a.actor_id = person)
          or a.actor_id = person and (num_nulls(a.before, a.after) = 2 or a.action = 'access.denied'));
    get diagnostics erased = row_count;
    return erased;
  end $$`;
