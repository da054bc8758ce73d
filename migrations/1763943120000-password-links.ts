import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links with which somebody who is locked out chooses another password. */
export class PasswordLinks1763943120000 implements MigrationInterface {
  readonly name = 'PasswordLinks1763943120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table password_links (
        -- One for each person: a new link takes the place of the one before.
        user_id uuid not null constraint password_links_pkey primary key
          constraint password_links_user_id_fkey references users (id),
        token_hash varchar(64) not null constraint password_links_token_hash_key unique,
        created_by uuid not null constraint password_links_created_by_fkey references users (id),
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table password_links`);
  }
}
