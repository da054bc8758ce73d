import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may put a person into groups, and how often strangers did lately. */
export class AddableBy1763943210000 implements MigrationInterface {
  readonly name = 'AddableBy1763943210000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table users add column addable_by text not null default 'everyone'
         constraint users_addable_by_check check (addable_by in ('everyone', 'contacts', 'nobody'))`,
    );
    await runner.query(`
      create table stranger_additions (
        user_id uuid not null constraint stranger_additions_user_id_fkey references users (id),
        at timestamptz(3) not null,
        conversation_id uuid not null,
        constraint stranger_additions_pkey primary key (user_id, at, conversation_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table stranger_additions`);
    await runner.query(`alter table users drop column addable_by`);
  }
}
