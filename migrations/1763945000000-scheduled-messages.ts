import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that their authors want sent later, be it in ten seconds or on Monday. */
export class ScheduledMessages1763945000000 implements MigrationInterface {
  readonly name = 'ScheduledMessages1763945000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table scheduled_messages`);
  }
}

const UP = [
  `create table scheduled_messages (
    id uuid not null constraint scheduled_messages_pkey primary key,
    author_id uuid not null constraint scheduled_messages_author_id_fkey references users (id),
    client_id uuid not null,
    -- Of the request, so that the same client id with other content is told apart from a retry.
    request_hash bytea not null,
    -- Null for one that was composed, which goes to to_ids.
    conversation_id uuid
      constraint scheduled_messages_conversation_id_fkey references conversations (id) on delete cascade,
    to_ids uuid[] not null,
    separate boolean not null,
    body text not null,
    subject text,
    -- True where a reply has the subject of what it answers.
    inherits_subject boolean not null,
    reply_seq bigint,
    send_at timestamptz(3) not null,
    -- 0 waiting, 1 being sent, 2 sent, 3 failed, 4 cancelled. What was sent or cancelled keeps no text.
    state smallint not null,
    -- Null unless it failed.
    problem jsonb,
    -- Null until it was sent: where it went.
    sent jsonb,
    -- Null until it was sent or cancelled.
    settled_at timestamptz(3),
    constraint scheduled_messages_author_id_client_id_key unique (author_id, client_id)
  )`,
  `create index scheduled_messages_open_idx on scheduled_messages (author_id, send_at, id) where state in (0, 1, 3)`,
  // A conversation that goes takes what was to be said in it along.
  `create index scheduled_messages_conversation_id_idx on scheduled_messages (conversation_id)`,
];
