import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each consumer of the outbox has come, and in which cluster transaction ids mean what they say. */
export class OutboxCursors1763944000000 implements MigrationInterface {
  readonly name = 'OutboxCursors1763944000000';

  async up(runner: QueryRunner): Promise<void> {
    // Snapshots as text. While a reading is cut, everything up to the place is done of what is visible in `target`.
    await runner.query(`
      create table outbox_cursors (
        name text constraint outbox_cursors_pkey primary key,
        done text not null,
        target text,
        place_tx bigint,
        place_id uuid,
        failures integer not null default 0,
        retry_at timestamptz(3),
        seen_at timestamptz(3) not null,
        constraint outbox_cursors_target_check check (num_nulls(target, place_tx, place_id) in (0, 3))
      )`);
    await runner.query(`
      create table database_identity (
        system_identifier bigint constraint database_identity_pkey primary key
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table database_identity`);
    await runner.query(`drop table outbox_cursors`);
  }
}
