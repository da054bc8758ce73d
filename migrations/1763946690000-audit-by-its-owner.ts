import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What seals and guards the audit record may run with more rights than whoever calls it: names in it are those of
 * PostgreSQL or written out, with types that fit exactly, so that nobody puts a function of their own in between.
 */
export class AuditByItsOwner1763946690000 implements MigrationInterface {
  readonly name = 'AuditByItsOwner1763946690000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  /** Both do what they did before. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}

const UP = [
  // Not by a search path of its own, which is set and reset for each row and makes sealing slower by a third.
  `create or replace function audit_guard() returns trigger language plpgsql as $$
   begin
     if tg_op operator(pg_catalog.=) 'INSERT' then
       if new.position is null and new.salt is not null then return new; end if;
     elsif tg_op operator(pg_catalog.=) 'UPDATE' then
       -- An entry is given its place once. Its words, which follow from the rest, are not made yet.
       if old.position is null and new.position is not null and
         (pg_catalog.to_jsonb(new) operator(pg_catalog.-) array['position', 'hash', 'details_hash', 'words'])
           operator(pg_catalog.=)
         (pg_catalog.to_jsonb(old) operator(pg_catalog.-) array['position', 'hash', 'details_hash', 'words'])
       then return new; end if;
       -- What is personal in it is erased whole; that it was there stays proven.
       if old.position is not null and new.salt is null
         and pg_catalog.num_nulls(new.before, new.after, new.ip, new.user_agent) operator(pg_catalog.=) 4 and
         (pg_catalog.to_jsonb(new) operator(pg_catalog.-) array['salt', 'before', 'after', 'ip', 'user_agent', 'words'])
           operator(pg_catalog.=)
         (pg_catalog.to_jsonb(old) operator(pg_catalog.-) array['salt', 'before', 'after', 'ip', 'user_agent', 'words'])
       then return new; end if;
     end if;
     raise exception 'The audit record is only ever added to.' using errcode = 'insufficient_privilege';
   end $$`,
  `create or replace function audit_seal(at_most integer, out sealed integer, out through bigint)
     language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
   declare
     previous bytea;
     entry record;
   begin
     sealed := 0;
     if not pg_try_advisory_xact_lock(7291041) then return; end if;
     select a.position, a.hash into through, previous
       from public.audit_log a where a.position is not null order by a.position desc limit 1;
     through := coalesce(through, 0);
     previous := coalesce(previous, ''::bytea);
     for entry in
       select a.*, public.audit_details_hash(a.salt, a.before, a.after, a.ip::text, a.user_agent::text) as details
       from public.audit_log a where a.position is null order by a.at, a.id limit at_most
     loop
       through := through + 1;
       sealed := sealed + 1;
       previous := public.audit_entry_hash(previous, through, entry.id, entry.at, entry.actor_id, entry.action::text,
         entry.target_type::text, entry.target_id::text, entry.request_id::text, entry.outcome::text, entry.details);
       update public.audit_log set position = through, hash = previous, details_hash = entry.details where id = entry.id;
     end loop;
   end $$`,
];
