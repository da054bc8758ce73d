import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit record as a chain: every entry has its place and a hash over itself and the one before; nobody changes it. */
export class AuditChain1763946100000 implements MigrationInterface {
  readonly name = 'AuditChain1763946100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `alter table audit_log
     add column outcome varchar(8) not null default 'success'
       constraint audit_log_outcome_check check (outcome in ('success', 'refused', 'failed')),
     -- null: not sealed yet
     add column position bigint,
     add column hash bytea,
     add column details_hash bytea,
     -- null: the personal values were erased; without it their hash cannot be guessed
     add column salt uuid default gen_random_uuid(),
     add constraint audit_log_position_key unique (position),
     add constraint audit_log_sealed_check
       check ((position is null) = (hash is null) and (position is null) = (details_hash is null))`,
  `update audit_log set outcome = case action when 'sign-in.failed' then 'failed' else 'refused' end
     where action in ('sign-in.failed', 'access.denied', 'password.refused')`,

  // Every field with its length, so that no two entries are the same text.
  `create function audit_field(value text) returns text language sql immutable parallel safe
     return case when value is null then '-' else octet_length(value)::text || ':' || value end`,
  `create function audit_details_hash(salt uuid, before jsonb, after jsonb, ip text, user_agent text)
     returns bytea language sql stable parallel safe
     return sha256(convert_to(audit_field(salt::text) || audit_field(before::text) || audit_field(after::text)
       || audit_field(ip) || audit_field(user_agent), 'UTF8'))`,
  `create function audit_entry_hash(previous bytea, place bigint, id uuid, at timestamptz, actor_id uuid, action text,
     target_type text, target_id text, request_id text, outcome text, details_hash bytea)
     returns bytea language sql stable parallel safe
     return sha256(previous || convert_to(audit_field(place::text) || audit_field(id::text)
       || audit_field(round(extract(epoch from at) * 1000)::bigint::text) || audit_field(actor_id::text)
       || audit_field(action) || audit_field(target_type) || audit_field(target_id) || audit_field(request_id)
       || audit_field(outcome) || audit_field(encode(details_hash, 'hex')), 'UTF8'))`,

  // One at a time: whoever finds the lock taken has nothing to do. Each statement of it sees what the last one committed.
  `create function audit_seal(at_most integer, out sealed integer, out through bigint)
     language plpgsql volatile security definer set search_path = public, pg_temp as $$
   declare
     previous bytea;
     entry record;
   begin
     sealed := 0;
     if not pg_try_advisory_xact_lock(7291041) then return; end if;
     select a.position, a.hash into through, previous
       from audit_log a where a.position is not null order by a.position desc limit 1;
     through := coalesce(through, 0);
     previous := coalesce(previous, ''::bytea);
     for entry in
       select a.*, audit_details_hash(a.salt, a.before, a.after, a.ip, a.user_agent) as details
       from audit_log a where a.position is null order by a.at, a.id limit at_most
     loop
       through := through + 1;
       sealed := sealed + 1;
       previous := audit_entry_hash(previous, through, entry.id, entry.at, entry.actor_id, entry.action,
         entry.target_type, entry.target_id, entry.request_id, entry.outcome, entry.details);
       update audit_log set position = through, hash = previous, details_hash = entry.details where id = entry.id;
     end loop;
   end $$`,

  `create function audit_guard() returns trigger language plpgsql as $$
   begin
     if tg_op = 'INSERT' then
       if new.position is null and new.salt is not null then return new; end if;
     elsif tg_op = 'UPDATE' then
       -- An entry is given its place once. Its words, which follow from the rest, are not made yet.
       if old.position is null and new.position is not null and
         (to_jsonb(new) - array['position', 'hash', 'details_hash', 'words'])
           = (to_jsonb(old) - array['position', 'hash', 'details_hash', 'words']) then return new; end if;
       -- What is personal in it is erased whole; that it was there stays proven.
       if old.position is not null and new.salt is null
         and num_nulls(new.before, new.after, new.ip, new.user_agent) = 4 and
         (to_jsonb(new) - array['salt', 'before', 'after', 'ip', 'user_agent', 'words'])
           = (to_jsonb(old) - array['salt', 'before', 'after', 'ip', 'user_agent', 'words']) then return new; end if;
     end if;
     raise exception 'The audit record is only ever added to.' using errcode = 'insufficient_privilege';
   end $$`,
  `create trigger audit_log_guard before insert or update or delete on audit_log
     for each row execute function audit_guard()`,
  `create trigger audit_log_keep before truncate on audit_log for each statement execute function audit_guard()`,

  // Signs stand between words, so that each part of an address or of the name of an act is found.
  `create function audit_words(value text) returns tsvector language sql immutable parallel safe
     return to_tsvector('simple', translate(left(value, 100000),
       './\\@-_:;,''"(){}[]<>=+*!?#&|%$~^\`', '                                  '))`,
  // Stored: to make them anew for each entry that a search passes would take longer than the search.
  `alter table audit_log add column words tsvector not null generated always as (audit_words(
     action || ' ' || target_type || ' ' || target_id || ' ' || coalesce(before::text, '') || ' '
     || coalesce(after::text, '') || ' ' || coalesce(ip, '') || ' ' || coalesce(user_agent, '') || ' '
     || coalesce(request_id, ''))) stored`,
  `create index audit_log_words_idx on audit_log using gin (words)`,
  `create index audit_log_at_idx on audit_log (at, id)`,
  `create index audit_log_actor_idx on audit_log (actor_id, at, id)`,
  `create index audit_log_target_idx on audit_log (target_id, at, id)`,
  `create index audit_log_action_idx on audit_log (action text_pattern_ops, at, id)`,
  `create index audit_log_ip_idx on audit_log (ip, at, id)`,
  `create index audit_log_outcome_idx on audit_log (outcome, at, id) where outcome <> 'success'`,
  `create index audit_log_unsealed_idx on audit_log (at, id) where position is null`,
];

const DOWN = [
  ...['words', 'at', 'actor', 'target', 'action', 'ip', 'outcome', 'unsealed'].map(
    (name) => `drop index audit_log_${name}_idx`,
  ),
  `drop trigger audit_log_guard on audit_log`,
  `drop trigger audit_log_keep on audit_log`,
  `drop function audit_guard()`,
  `drop function audit_seal(integer)`,
  `alter table audit_log drop column words`,
  `drop function audit_words(text)`,
  `drop function audit_entry_hash`,
  `drop function audit_details_hash`,
  `drop function audit_field(text)`,
  `alter table audit_log drop column outcome, drop column position, drop column hash, drop column details_hash, drop column salt`,
];
