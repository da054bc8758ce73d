import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether people show each other how far they have read. */
export class Receipts1763942700000 implements MigrationInterface {
  readonly name = 'Receipts1763942700000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `alter table users add column read_receipts boolean not null default true`,
  // Few hide it, so that asking whether somebody does is a look into an index of a few entries.
  `create index users_read_receipts_off_idx on users (id) where not read_receipts`,
];

const DOWN = [`drop index users_read_receipts_off_idx`, `alter table users drop column read_receipts`];
