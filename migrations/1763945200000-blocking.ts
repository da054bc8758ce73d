import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who blocks whom, and what that hides. */
export class Blocking1763945200000 implements MigrationInterface {
  readonly name = 'Blocking1763945200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const EVERYBODY = '00000000-0000-0000-0000-000000000000';
const BLOCK = 1024;
/** The bit of messages that were hidden from the other person since they were sent. */
const HIDDEN_WHEN_SENT = 2 ** 20;

/** Counts entries that are never unread for a reader, whole blocks by their rows and the rest by the messages. */
const entriesBetween = (isOwn: string) => `
  create or replace function entries_between(conversation uuid, reader uuid, above bigint, up_to bigint,
    out own bigint, out system bigint) language plpgsql stable as $$
  declare
    first_block bigint := (greatest(above, 0) + ${BLOCK - 1}) / ${BLOCK};
    last_block bigint := up_to / ${BLOCK} - 1;
  begin
    select coalesce(max(b.block), first_block - 1) into last_block from message_blocks b
    where b.conversation_id = conversation and b.user_id = '${EVERYBODY}' and b.block between first_block and last_block;
    if last_block < first_block then
      select count(*) filter (where x.kind = 0 and ${isOwn}), count(*) filter (where x.kind = 1)
      into own, system from messages x
      where x.conversation_id = conversation and x.seq > above and x.seq <= up_to;
      return;
    end if;
    select count(*) filter (where x.kind = 0 and ${isOwn}), count(*) filter (where x.kind = 1)
    into own, system from (
      select x.kind, x.sender_id, x.parts from messages x
      where x.conversation_id = conversation and x.seq > above and x.seq <= first_block * ${BLOCK}
      union all
      select x.kind, x.sender_id, x.parts from messages x
      where x.conversation_id = conversation and x.seq > (last_block + 1) * ${BLOCK} and x.seq <= up_to
    ) x;
    select own + coalesce(sum(b.entries) filter (where b.user_id = reader), 0),
      system + coalesce(sum(b.entries) filter (where b.user_id <> reader), 0)
    into own, system from message_blocks b
    where b.conversation_id = conversation and b.user_id in (reader, '${EVERYBODY}')
      and b.block between first_block and last_block;
  end $$`;

/** Counts the blocks that are full: for each person what is never unread for them, and for everybody the system lines. */
const countBlocks = (whose: string) => `
  create or replace function count_blocks(conversation uuid) returns void language sql as $$
    with due as materialized (
      select b.block from conversations c
      cross join lateral (
        select coalesce(max(b.block) + 1, 0) as next from message_blocks b
        where b.conversation_id = c.id and b.user_id = '${EVERYBODY}'
      ) counted
      cross join lateral generate_series(counted.next, least(counted.next + 63, c.last_seq / ${BLOCK} - 1)) b(block)
      where c.id = conversation
    )
    insert into message_blocks (conversation_id, user_id, block, entries)
    select conversation, w.user_id, due.block, count(*)
    from due join messages x on x.conversation_id = conversation and x.kind = 0
      and x.seq > due.block * ${BLOCK} and x.seq <= (due.block + 1) * ${BLOCK}
    cross join lateral (${whose}) w
    group by w.user_id, due.block
    union all
    select conversation, '${EVERYBODY}', due.block, count(x.seq)
    from due left join messages x on x.conversation_id = conversation and x.kind = 1
      and x.seq > due.block * ${BLOCK} and x.seq <= (due.block + 1) * ${BLOCK}
    group by due.block
    on conflict do nothing
  $$`;

const UP = [
  `create table user_blocks (
    blocker_id uuid not null constraint user_blocks_blocker_id_fkey references users (id),
    blocked_id uuid not null constraint user_blocks_blocked_id_fkey references users (id),
    blocked_at timestamptz(3) not null,
    constraint user_blocks_pkey primary key (blocker_id, blocked_id),
    constraint user_blocks_not_oneself_check check (blocker_id <> blocked_id)
  )`,
  `create index user_blocks_blocked_at_idx on user_blocks (blocker_id, blocked_at, blocked_id)`,
  // Read with the lock of the row by every send: who blocks nobody pays for nobody.
  `alter table conversations add column has_block boolean not null default false`,
  // What a block hides at the end of a conversation: from, to, and when the newest was written before it that is shown;
  // -infinity where nothing was, so that the conversation is in no list.
  `alter table conversation_members
    add column unseen_first_seq bigint, add column unseen_last_seq bigint, add column unseen_after timestamptz(3)`,
  `alter table message_hides drop constraint message_hides_reason_check`,
  `alter table message_hides add constraint message_hides_reason_check check (reason in ('mine', 'block', 'edit'))`,
  // However much somebody writes whom one blocks, one's trash and one's own hides are found without walking through it.
  `drop index message_hides_user_id_hidden_at_idx`,
  `create index message_hides_user_id_hidden_at_idx on message_hides (user_id, hidden_at desc) where reason = 'mine'`,
  `create index message_hides_told_idx on message_hides (user_id, conversation_id, seq) where reason <> 'block'`,
  entriesBetween(`(x.sender_id = reader or x.parts & ${HIDDEN_WHEN_SENT} <> 0)`),
  countBlocks(`
      select x.sender_id as user_id
      union all
      select m.user_id from conversation_members m
      where x.parts & ${HIDDEN_WHEN_SENT} <> 0 and m.conversation_id = conversation and m.user_id <> x.sender_id
    `),
];

// block_outcome and hide_from_blocker stay: the statements that send name them until those of older code are applied.
const DOWN = [
  entriesBetween(`x.sender_id = reader`),
  countBlocks(`select x.sender_id as user_id`),
  `drop index message_hides_told_idx`,
  `drop index message_hides_user_id_hidden_at_idx`,
  `create index message_hides_user_id_hidden_at_idx on message_hides (user_id, hidden_at desc)`,
  `update message_hides set reason = 'block' where reason = 'edit'`,
  `alter table message_hides drop constraint message_hides_reason_check`,
  `alter table message_hides add constraint message_hides_reason_check check (reason in ('mine', 'block'))`,
  `alter table conversation_members drop column unseen_first_seq, drop column unseen_last_seq, drop column unseen_after`,
  `alter table conversations drop column has_block`,
  `drop table user_blocks`,
];
