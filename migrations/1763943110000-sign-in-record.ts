import type { MigrationInterface, QueryRunner } from 'typeorm';

/** With what device something was done, and why a session ended. */
export class SignInRecord1763943110000 implements MigrationInterface {
  readonly name = 'SignInRecord1763943110000';

  async up(runner: QueryRunner): Promise<void> {
    // null: the system itself, or recorded before this was
    await runner.query(`alter table audit_log add column user_agent varchar(400)`);
    // null: still open, or ended before reasons were kept
    await runner.query(`alter table sessions add column end_reason varchar(32)`);
    // null: it ends no session
    await runner.query(`alter table revocations add column reason varchar(32)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table revocations drop column reason`);
    await runner.query(`alter table sessions drop column end_reason`);
    await runner.query(`alter table audit_log drop column user_agent`);
  }
}
