import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether people show each other how far they have read, and when they did. */
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

  // What is somebody's in a conversation goes with them.
  `create table read_marks (
    conversation_id uuid not null,
    user_id uuid not null,
    seq bigint not null constraint read_marks_seq_check check (seq > 0),
    at timestamptz(3) not null,
    constraint read_marks_pkey primary key (conversation_id, user_id, seq),
    constraint read_marks_member_fkey foreign key (conversation_id, user_id)
      references conversation_members (conversation_id, user_id) on delete cascade
  )`,
  // Rows come in the order of their times: a few pages say where the old ones lie.
  `create index read_marks_at_idx on read_marks using brin (at)`,
];

const DOWN = [
  `drop table read_marks`,
  `drop index users_read_receipts_off_idx`,
  `alter table users drop column read_receipts`,
];
