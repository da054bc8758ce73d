import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people saved for themselves, and when they want to be reminded of it. */
export class SavedMessages1763944500001 implements MigrationInterface {
  readonly name = 'SavedMessages1763944500001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table saved_messages`);
  }
}

const UP = [
  `create table saved_messages (
    user_id uuid not null constraint saved_messages_user_id_fkey references users (id),
    conversation_id uuid not null
      constraint saved_messages_conversation_id_fkey references conversations (id) on delete cascade,
    seq bigint not null,
    saved_at timestamptz(3) not null,
    -- Null where nobody wants to be reminded, and until it was done.
    remind_at timestamptz(3),
    reminded_at timestamptz(3),
    constraint saved_messages_pkey primary key (user_id, conversation_id, seq)
  )`,
  `create index saved_messages_saved_at_idx on saved_messages (user_id, saved_at, conversation_id, seq)`,
  // A conversation that goes takes what was saved of it along.
  `create index saved_messages_conversation_id_idx on saved_messages (conversation_id)`,
];
