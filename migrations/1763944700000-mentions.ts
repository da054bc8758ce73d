import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is mentioned in which message. A row for each person, and one for everyone: never one for each member. */
export class Mentions1763944700000 implements MigrationInterface {
  readonly name = 'Mentions1763944700000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const EVERYBODY = `'00000000-0000-0000-0000-000000000000'`;

const UP = [
  // Nobody's id is that of everybody, so user_id references no account.
  `create table message_mentions (
    conversation_id uuid not null
      constraint message_mentions_conversation_id_fkey references conversations (id) on delete cascade,
    user_id uuid not null,
    seq bigint not null,
    name varchar(32) not null,
    rev bigint not null,
    at timestamptz(3) not null,
    constraint message_mentions_pkey primary key (conversation_id, user_id, seq)
  )`,
  // What a message mentions.
  `create index message_mentions_seq_idx on message_mentions (conversation_id, seq)`,
  // Where somebody is mentioned, newest first.
  `create index message_mentions_user_idx on message_mentions (user_id, at, conversation_id, seq)
    where user_id <> ${EVERYBODY}`,
  `create index message_mentions_everyone_idx on message_mentions (conversation_id, at, seq) where user_id = ${EVERYBODY}`,
];

const DOWN = [
  `drop function if exists send_with_parts`,
  `drop function if exists write_mentions`,
  `drop table message_mentions`,
];
