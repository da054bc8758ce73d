import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tells by which of its names an account was tried. */
export class TypedLogins1763943950000 implements MigrationInterface {
  readonly name = 'TypedLogins1763943950000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table sign_in_failures add column login_key varchar(64) not null default ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table sign_in_failures drop column login_key`);
  }
}
