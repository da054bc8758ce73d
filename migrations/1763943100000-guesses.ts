import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tells a guess that is being judged from one that failed. */
export class Guesses1763943100000 implements MigrationInterface {
  readonly name = 'Guesses1763943100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table sign_in_failures add column is_pending boolean not null default false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table sign_in_failures drop column is_pending`);
  }
}
