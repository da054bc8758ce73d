import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, their sessions and devices, invites, settings of the organisation, revocations and the audit log. */
export class Accounts1763942400000 implements MigrationInterface {
  readonly name = 'Accounts1763942400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES_NEWEST_FIRST) await runner.query(`drop table ${table}`);
  }
}

const UP = [
  `create table users (
    id uuid not null constraint users_pkey primary key,
    username varchar(32) not null constraint users_username_key unique,
    email varchar(254) not null,
    password varchar(255) not null,
    first_name varchar(150) not null default '',
    last_name varchar(150) not null default '',
    title varchar(150) not null default '',
    about varchar(1000) not null default '',
    -- null: not chosen, the client follows the browser
    locale varchar(35),
    time_zone varchar(64),
    is_active boolean not null default true,
    is_staff boolean not null default false,
    is_superuser boolean not null default false,
    date_joined timestamptz(3) not null,
    -- null: never signed in
    last_login timestamptz(3),
    -- null: still a person with a name
    anonymised_at timestamptz(3),
    constraint users_username_check check (username ~ '^[a-z0-9._-]{3,32}$')
  )`,
  // People type their address in any case; it is kept as they wrote it.
  `create unique index users_email_key on users (lower(email))`,
  // The last superuser is found, and locked, without reading everybody.
  `create index users_superusers_idx on users (id) where is_superuser`,

  `create table sessions (
    id uuid not null constraint sessions_pkey primary key,
    user_id uuid not null constraint sessions_user_id_fkey references users (id),
    generation integer not null default 1,
    rotated_at timestamptz(3) not null,
    user_agent varchar(400) not null,
    ip varchar(45) not null,
    created_at timestamptz(3) not null,
    last_used_at timestamptz(3) not null,
    -- null: not ended
    ended_at timestamptz(3),
    constraint sessions_generation_check check (generation >= 1)
  )`,
  `create index sessions_open_idx on sessions (user_id) where ended_at is null`,

  `create table known_devices (
    token_hash varchar(64) not null,
    user_id uuid not null constraint known_devices_user_id_fkey references users (id),
    created_at timestamptz(3) not null,
    last_used_at timestamptz(3) not null,
    constraint known_devices_pkey primary key (token_hash, user_id)
  )`,

  `create table sign_in_failures (
    id uuid not null constraint sign_in_failures_pkey primary key,
    account_key varchar(64) not null,
    source_key varchar(80) not null,
    at timestamptz(3) not null
  )`,
  `create index sign_in_failures_account_idx on sign_in_failures (account_key, at)`,
  `create index sign_in_failures_source_idx on sign_in_failures (source_key, at)`,

  // No foreign keys: a revocation says what happened, and is short-lived.
  `create table revocations (
    id uuid not null constraint revocations_pkey primary key,
    kind varchar(16) not null,
    user_id uuid not null,
    session_id uuid,
    except_session_id uuid,
    conversation_id uuid,
    at timestamptz(3) not null,
    constraint revocations_kind_check check (
      case kind
        when 'session' then session_id is not null
        when 'member' then conversation_id is not null
        else kind in ('user', 'roles')
      end
    )
  )`,
  `create index revocations_at_idx on revocations (at)`,

  `create table invites (
    id uuid not null constraint invites_pkey primary key,
    token_hash varchar(64) not null constraint invites_token_hash_key unique,
    -- null: for whoever holds the link
    email varchar(254),
    max_uses integer not null,
    uses integer not null default 0,
    created_by uuid not null constraint invites_created_by_fkey references users (id),
    created_at timestamptz(3) not null,
    expires_at timestamptz(3) not null,
    -- null: not revoked
    revoked_at timestamptz(3),
    constraint invites_uses_check check (uses between 0 and max_uses)
  )`,

  `create table settings (
    key varchar(64) not null constraint settings_pkey primary key,
    value jsonb not null,
    updated_at timestamptz(3) not null
  )`,

  // No foreign keys: what was done stays on record whatever becomes of those it names.
  `create table audit_log (
    id uuid not null constraint audit_log_pkey primary key,
    at timestamptz(3) not null,
    -- null: the system itself, or somebody not signed in
    actor_id uuid,
    action varchar(64) not null,
    target_type varchar(32) not null,
    target_id varchar(64) not null,
    before jsonb,
    after jsonb,
    request_id varchar(64),
    ip varchar(45)
  )`,
];

const TABLES_NEWEST_FIRST = [
  'audit_log',
  'settings',
  'invites',
  'revocations',
  'sign_in_failures',
  'known_devices',
  'sessions',
  'users',
];
