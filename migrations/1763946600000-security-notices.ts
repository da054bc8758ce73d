import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened to somebody's account that they should know of. */
export class SecurityNotices1763946600000 implements MigrationInterface {
  readonly name = 'SecurityNotices1763946600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table security_notices (
        id uuid not null constraint security_notices_pkey primary key,
        user_id uuid not null constraint security_notices_user_id_fkey references users (id),
        kind varchar(24) not null,
        at timestamptz(3) not null,
        -- the session that did it, which need not be told
        session_id uuid,
        ip varchar(45) not null,
        user_agent varchar(400) not null,
        seen_at timestamptz(3)
      )`);
    await runner.query('create index security_notices_user_at on security_notices (user_id, at desc)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table security_notices');
  }
}
