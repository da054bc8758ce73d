import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files with people, from which accounts are made and changed. */
export class AccountImports1763946400001 implements MigrationInterface {
  readonly name = 'AccountImports1763946400001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table account_import_rows`);
    await runner.query(`drop table account_imports`);
  }
}

const UP = [
  `create table account_imports (
     id uuid not null,
     actor_id uuid not null,
     name varchar(255) not null,
     columns text[] not null,
     row_count integer not null default 0,
     mapping jsonb,
     mode varchar(6),
     invite boolean not null default false,
     checked jsonb,
     created_at timestamptz(3) not null,
     constraint account_imports_pkey primary key (id),
     constraint account_imports_actor_id_fkey foreign key (actor_id) references users (id),
     constraint account_imports_mode_check check (mode in ('create', 'update', 'both'))
   )`,
  `create index account_imports_actor_idx on account_imports (actor_id, created_at)`,
  `create index account_imports_created_idx on account_imports (created_at)`,
  `create table account_import_rows (
     import_id uuid not null,
     line integer not null,
     cells jsonb not null,
     fault varchar(64),
     outcome varchar(9),
     field varchar(32),
     code varchar(64),
     user_id uuid,
     constraint account_import_rows_pkey primary key (import_id, line),
     constraint account_import_rows_import_id_fkey foreign key (import_id) references account_imports (id) on delete cascade,
     constraint account_import_rows_outcome_check check (outcome in ('create', 'change', 'unchanged', 'refused'))
   )`,
  `create index account_import_rows_refused_idx on account_import_rows (import_id, line) where outcome = 'refused'`,
];
