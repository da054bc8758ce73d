import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where pg-boss keeps the jobs that wait; it makes its tables itself, under the lock of the migrations. */
export class Jobs1763944120000 implements MigrationInterface {
  readonly name = 'Jobs1763944120000';

  async up(runner: QueryRunner): Promise<void> {
    // An administrator may have made it for a user who may not make schemas.
    await runner.query(`
      do $$ begin
        if to_regnamespace('jobs') is null then create schema jobs; end if;
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop schema jobs cascade`);
  }
}
