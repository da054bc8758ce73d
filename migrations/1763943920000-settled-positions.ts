import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From where somebody was moved to the end because nothing unread was left to see; a message that returns moves them back. */
export class SettledPositions1763943920000 implements MigrationInterface {
  readonly name = 'SettledPositions1763943920000';

  async up(runner: QueryRunner): Promise<void> {
    // No foreign keys: it is a note that is worth nothing when its conversation or person is gone, and goes after 30 days.
    await runner.query(`
      create table settled_positions (
        conversation_id uuid not null,
        user_id uuid not null,
        through_seq bigint not null,
        last_read_seq bigint not null,
        skipped bigint not null,
        system_count_at_read bigint not null,
        at timestamptz(3) not null,
        constraint settled_positions_pkey primary key (conversation_id, user_id),
        constraint settled_positions_order_check check (last_read_seq < through_seq)
      )`);
    await runner.query(`create index settled_positions_at_idx on settled_positions (at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table settled_positions`);
  }
}
