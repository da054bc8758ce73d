import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What administrators do to many accounts at once, and each of those accounts. */
export class AdminJobs1763946400000 implements MigrationInterface {
  readonly name = 'AdminJobs1763946400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table admin_job_items`);
    await runner.query(`drop table admin_jobs`);
  }
}

const UP = [
  `create table admin_jobs (
     id uuid not null,
     actor_id uuid not null,
     action varchar(32) not null,
     details jsonb not null default '{}',
     import_id uuid,
     state varchar(9) not null default 'waiting',
     reason varchar(64),
     total integer not null default 0,
     changed integer not null default 0,
     unchanged integer not null default 0,
     failed integer not null default 0,
     ip varchar(45) not null,
     user_agent varchar(400) not null,
     created_at timestamptz(3) not null,
     ended_at timestamptz(3),
     beat_at timestamptz(3) not null,
     constraint admin_jobs_pkey primary key (id),
     constraint admin_jobs_actor_id_fkey foreign key (actor_id) references users (id),
     constraint admin_jobs_state_check check (state in ('waiting', 'running', 'done', 'failed', 'cancelled'))
   )`,
  `create index admin_jobs_created_idx on admin_jobs (created_at, id)`,
  `create index admin_jobs_actor_idx on admin_jobs (actor_id, created_at, id)`,
  `create index admin_jobs_open_idx on admin_jobs (actor_id) where state in ('waiting', 'running')`,
  `create index admin_jobs_import_idx on admin_jobs (import_id, created_at) where import_id is not null`,
  `create table admin_job_items (
     job_id uuid not null,
     place integer not null,
     user_id uuid,
     state varchar(9) not null default 'waiting',
     code varchar(64),
     constraint admin_job_items_pkey primary key (job_id, place),
     constraint admin_job_items_job_id_fkey foreign key (job_id) references admin_jobs (id) on delete cascade,
     constraint admin_job_items_state_check check (state in ('waiting', 'changed', 'unchanged', 'failed'))
   )`,
  `create index admin_job_items_failed_idx on admin_job_items (job_id, place) where state = 'failed'`,
];
