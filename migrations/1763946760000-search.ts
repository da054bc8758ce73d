import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What messages are found by. All of it can be made again from the messages at any time. */
export class Search1763946760000 implements MigrationInterface {
  readonly name = 'Search1763946760000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Up to 128 consecutive messages of one conversation. In `words` the position of a word is the place of its message in
  // the block, from 1. No foreign key: the rows of conversations are written by every send.
  `create table search_blocks (
    conversation_id uuid not null,
    first_seq bigint not null,
    last_seq bigint not null,
    first_at timestamptz(3) not null,
    last_at timestamptz(3) not null,
    words tsvector not null,
    constraint search_blocks_pkey primary key (conversation_id, first_seq)
  ) with (toast_tuple_target = 128)`,
  // Out of line, so that what the index proposes is judged without them; they never compress well enough to pay.
  `alter table search_blocks alter column words set storage external`,
  // No pending list: every search would have to read all of it.
  `create index search_blocks_words_idx on search_blocks using gin (words) with (fastupdate = off)`,
  // How far each conversation is indexed, and its newest block: rewritten with every message, so it stands in no index.
  `create table search_tails (
    conversation_id uuid not null constraint search_tails_pkey primary key,
    indexed_rev bigint not null default 0,
    first_seq bigint not null default 1,
    last_seq bigint not null default 0,
    first_at timestamptz(3),
    last_at timestamptz(3),
    -- Nothing was written for a while: its words are in search_blocks, like those of a full block.
    resting boolean not null default true,
    -- There is more to index than is done with the next message.
    behind boolean not null default false,
    words tsvector not null default ''
  ) with (fillfactor = 50, toast_tuple_target = 128)`,
  `alter table search_tails alter column words set storage external`,
  `create index search_tails_growing_idx on search_tails (last_at) where not resting`,
  `create index search_tails_behind_idx on search_tails (conversation_id) where behind`,
  // One row: the rebuilding that goes on, or that was last.
  `create table search_rebuilds (
    id integer not null constraint search_rebuilds_pkey primary key constraint search_rebuilds_id_check check (id = 1),
    started_at timestamptz(3) not null,
    finished_at timestamptz(3),
    -- Through which message of which conversation it is done, in the order of their ids; null: it has not begun.
    conversation_id uuid,
    seq bigint not null default 0,
    done bigint not null default 0,
    total bigint not null
  )`,
];

const DOWN = [
  `delete from outbox_cursors where name = 'search'`,
  `drop function if exists search_candidates`,
  `drop function if exists search_seq_at`,
  `drop function if exists search_places`,
  `drop function if exists search_known`,
  `drop table search_rebuilds`,
  `drop table search_tails`,
  `drop table search_blocks`,
];
