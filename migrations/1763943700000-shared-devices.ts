import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions on devices that others use too: they end sooner. */
export class SharedDevices1763943700000 implements MigrationInterface {
  readonly name = 'SharedDevices1763943700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table sessions add column is_shared boolean not null default false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table sessions drop column is_shared`);
  }
}
