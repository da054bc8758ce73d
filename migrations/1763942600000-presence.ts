import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nodes and who is on them, when people were last seen, who may see it, and what they say about themselves. */
export class Presence1763942600000 implements MigrationInterface {
  readonly name = 'Presence1763942600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `create table nodes (
    id uuid not null constraint nodes_pkey primary key,
    started_at timestamptz(3) not null,
    seen_at timestamptz(3) not null
  )`,
  // Not worth a word in the log of the server: after a crash every node writes its own rows anew. The rows of a node go
  // with it.
  `create unlogged table presence (
    user_id uuid not null,
    node_id uuid not null constraint presence_node_id_fkey references nodes (id) on delete cascade,
    state text not null constraint presence_state_check check (state in ('active', 'away')),
    constraint presence_pkey primary key (user_id, node_id)
  ) with (fillfactor = 70)`,
  `create index presence_node_id_idx on presence (node_id)`,

  `alter table users
    -- null: never seen
    add column last_seen_at timestamptz(3),
    add column presence_visibility text not null default 'everyone'
      constraint users_presence_visibility_check check (presence_visibility in ('everyone', 'contacts', 'nobody')),
    add column status_text varchar(100) not null default '',
    add column status_emoji varchar(16) not null default '',
    -- null: until it is taken back
    add column status_until timestamptz(3),
    add constraint users_status_until_check
      check (status_until is null or status_text <> '' or status_emoji <> '')`,
  // Room on the page for the times at which people were seen, which no index holds.
  `alter table users set (fillfactor = 80)`,
  // The primary key finds the partners of the lower id of a pair; this finds those of the higher one.
  `create index direct_conversations_user_high_idx on direct_conversations (user_high)`,
];

const DOWN = [
  `drop index direct_conversations_user_high_idx`,
  `alter table users reset (fillfactor)`,
  `alter table users
    drop constraint users_status_until_check,
    drop column status_until, drop column status_emoji, drop column status_text,
    drop column presence_visibility, drop column last_seen_at`,
  `drop table presence`,
  `drop table nodes`,
];
