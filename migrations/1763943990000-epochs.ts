import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names of the minutes of this database's life, which no copy of it from before can have. */
export class Epochs1763943990000 implements MigrationInterface {
  readonly name = 'Epochs1763943990000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table epochs (
        id uuid constraint epochs_pkey primary key,
        at timestamptz(3) not null
      )`);
    await runner.query(`create index epochs_at_idx on epochs (at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table epochs`);
  }
}
