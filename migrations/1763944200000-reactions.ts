import type { MigrationInterface, QueryRunner } from 'typeorm';

/** With what people reacted to messages, and how many with each: reading a page counts nothing. */
export class Reactions1763944200000 implements MigrationInterface {
  readonly name = 'Reactions1763944200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table reactions (
    conversation_id uuid not null constraint reactions_conversation_id_fkey references conversations (id) on delete cascade,
    seq bigint not null,
    emoji text not null constraint reactions_emoji_check check (length(emoji) between 1 and 20),
    user_id uuid not null constraint reactions_user_id_fkey references users (id),
    at timestamptz(3) not null,
    constraint reactions_pkey primary key (conversation_id, seq, emoji, user_id)
  )`,
  // Who reacted is listed by time.
  `create index reactions_at_idx on reactions (conversation_id, seq, at, user_id, emoji)`,
  `create table reaction_kinds (
    conversation_id uuid not null constraint reaction_kinds_conversation_id_fkey references conversations (id) on delete cascade,
    seq bigint not null,
    emoji text not null,
    place integer not null,
    count integer not null constraint reaction_kinds_count_check check (count > 0),
    constraint reaction_kinds_pkey primary key (conversation_id, seq, emoji)
  )`,
];

const DOWN = [`drop table reaction_kinds`, `drop table reactions`];
