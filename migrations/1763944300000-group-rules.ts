import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may write in a group. */
export class GroupRules1763944300000 implements MigrationInterface {
  readonly name = 'GroupRules1763944300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table conversations add column posting_by text not null default 'everyone'
         constraint conversations_posting_by_check check (posting_by in ('everyone', 'admins'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table conversations drop column posting_by`);
  }
}
