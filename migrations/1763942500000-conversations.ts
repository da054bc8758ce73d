import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Conversations, their members and messages, and the statement that appends a batch of messages. */
export class Conversations1763942500000 implements MigrationInterface {
  readonly name = 'Conversations1763942500000';

  async up(runner: QueryRunner): Promise<void> {
    // Counters change with every message: room on the page and no index on a changing column keep updates in place.
    await runner.query(`
      create table conversations (
        id uuid constraint conversations_pkey primary key,
        kind text not null constraint conversations_kind_check check (kind in ('direct', 'group')),
        subject text constraint conversations_subject_check check (char_length(subject) between 1 and 200),
        description text not null default '' constraint conversations_description_check check (char_length(description) <= 1000),
        last_seq bigint not null default 0,
        last_rev bigint not null default 0,
        meta_rev bigint not null default 0,
        members_rev bigint not null default 0,
        system_count bigint not null default 0,
        member_count integer not null default 0,
        last_nonsystem_seq bigint not null default 0,
        last_message_at timestamptz(3) not null,
        history_from_join boolean not null default false,
        created_by uuid not null constraint conversations_created_by_fkey references users (id),
        created_at timestamptz(3) not null,
        constraint conversations_group_subject_check check ((kind = 'group') = (subject is not null))
      ) with (fillfactor = 50)`);
    await runner.query(`
      create table direct_conversations (
        user_low uuid not null constraint direct_conversations_user_low_fkey references users (id),
        user_high uuid not null constraint direct_conversations_user_high_fkey references users (id),
        conversation_id uuid not null
          constraint direct_conversations_conversation_id_key unique
          constraint direct_conversations_conversation_id_fkey references conversations (id),
        constraint direct_conversations_pkey primary key (user_low, user_high),
        constraint direct_conversations_order_check check (user_low <= user_high)
      )`);
    await runner.query(`
      create table conversation_members (
        conversation_id uuid not null constraint conversation_members_conversation_id_fkey references conversations (id),
        user_id uuid not null constraint conversation_members_user_id_fkey references users (id),
        role text not null constraint conversation_members_role_check check (role in ('owner', 'admin', 'member')),
        joined_at timestamptz(3) not null,
        visible_from_seq bigint not null default 1,
        last_read_seq bigint not null default 0,
        skipped bigint not null default 0,
        system_count_at_read bigint not null default 0,
        last_delivered_seq bigint not null default 0,
        archived_through_seq bigint,
        muted_until timestamptz(3),
        pinned boolean not null default false,
        cleared_through_seq bigint not null default 0,
        me_rev bigint not null default 0,
        constraint conversation_members_pkey primary key (conversation_id, user_id)
      ) with (fillfactor = 70)`);
    await runner.query(
      `create index conversation_members_user_id_idx on conversation_members (user_id) include (conversation_id)`,
    );
    await runner.query(`
      create table conversation_subjects (
        conversation_id uuid not null constraint conversation_subjects_conversation_id_fkey references conversations (id),
        id uuid not null,
        title text not null constraint conversation_subjects_title_check check (char_length(title) between 1 and 200),
        title_key text not null constraint conversation_subjects_title_key_check check (char_length(title_key) <= 600),
        resolved_at timestamptz(3),
        constraint conversation_subjects_pkey primary key (conversation_id, id),
        constraint conversation_subjects_title_key_key unique (conversation_id, title_key)
      )`);
    // No foreign keys: two of them cost as much as the rest of an insert, and the append statement proves both.
    await runner.query(`
      create table messages (
        conversation_id uuid not null,
        seq bigint not null constraint messages_seq_check check (seq > 0),
        rev bigint not null,
        changed boolean not null default false,
        kind smallint not null default 0 constraint messages_kind_check check (kind in (0, 1)),
        sender_id uuid not null,
        client_id uuid not null,
        request_hash bytea not null,
        subject_id uuid,
        body text not null constraint messages_body_check check (char_length(body) <= 20000),
        reply_to_seq bigint,
        extra jsonb,
        created_at timestamptz(3) not null,
        edited_at timestamptz(3),
        deleted_at timestamptz(3),
        constraint messages_pkey primary key (conversation_id, seq),
        constraint messages_client_id_key unique (conversation_id, sender_id, client_id)
      )`);
    await runner.query(`create index messages_sender_id_created_at_idx on messages (sender_id, created_at desc)`);
    await runner.query(`create index messages_changed_rev_idx on messages (conversation_id, rev) where changed`);
    await runner.query(
      `create index messages_subject_id_idx on messages (conversation_id, subject_id, seq) where subject_id is not null`,
    );
    await runner.query(`
      create table message_hides (
        user_id uuid not null constraint message_hides_user_id_fkey references users (id),
        conversation_id uuid not null constraint message_hides_conversation_id_fkey references conversations (id),
        seq bigint not null,
        reason text not null constraint message_hides_reason_check check (reason in ('mine', 'block')),
        hidden_at timestamptz(3) not null,
        constraint message_hides_pkey primary key (user_id, conversation_id, seq)
      )`);
    await runner.query(`create index message_hides_user_id_hidden_at_idx on message_hides (user_id, hidden_at desc)`);
    await runner.query(`
      create table message_recalls (
        conversation_id uuid not null constraint message_recalls_conversation_id_fkey references conversations (id),
        seq bigint not null,
        deleted_by uuid not null,
        deleted_at timestamptz(3) not null,
        subject_id uuid,
        body text not null,
        constraint message_recalls_pkey primary key (conversation_id, seq)
      )`);
    await runner.query(`create index message_recalls_deleted_at_idx on message_recalls (deleted_at)`);
    await runner.query(`
      create table compose_requests (
        sender_id uuid not null constraint compose_requests_sender_id_fkey references users (id),
        client_id uuid not null,
        request_hash bytea not null,
        conversation_ids uuid[] not null,
        created_at timestamptz(3) not null,
        constraint compose_requests_pkey primary key (sender_id, client_id)
      )`);
    await runner.query(`
      create table outbox (
        id uuid constraint outbox_pkey primary key,
        node_id uuid not null,
        at timestamptz(3) not null,
        conversation_ids uuid[] not null,
        first_revs bigint[] not null,
        last_revs bigint[] not null,
        members_revs bigint[] not null
      )`);
    await runner.query(`create index outbox_at_idx on outbox (at)`);
    await runner.query(SEND_BATCH);
    await runner.query(SEQ_AT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function seq_at(uuid, bigint, timestamptz)`);
    await runner.query(
      `drop function send_batch(uuid[], uuid[], uuid[], bytea[], text[], smallint[], uuid[], text[], text[], bigint[], uuid, uuid)`,
    );
    for (const table of [
      'outbox',
      'compose_requests',
      'message_recalls',
      'message_hides',
      'messages',
      'conversation_subjects',
      'conversation_members',
      'direct_conversations',
      'conversations',
    ]) {
      await runner.query(`drop table ${table}`);
    }
  }
}

/**
 * Appends a batch of messages and answers each with an outcome:
 * 0 new · 1 repeated · 2 repeated with other content · 3 not a member (or no such conversation)
 * · 4 the other person of a direct conversation is inactive · 5 what it replies to is not there.
 *
 * `subject_modes`: 0 inherit from the message replied to · 1 none · 2 the one given by id, title and key.
 * The same (conversation, sender, client id) must not come twice in one call. One outbox row, `outbox_id`, tells of the whole batch.
 *
 * First it locks, in the order of ids so that two lanes cannot deadlock; then it judges in a new statement, whose
 * snapshot sees whatever was committed while it waited. No CTE joins another CTE: the planner expects ten rows of
 * unnest and would go quadratic.
 */
const SEND_BATCH = `
create function send_batch(
  conversation_ids uuid[], sender_ids uuid[], client_ids uuid[], request_hashes bytea[], bodies text[],
  subject_modes smallint[], subject_ids uuid[], subject_titles text[], subject_keys text[], reply_seqs bigint[],
  outbox_id uuid, node uuid
) returns table (
  place int, outcome smallint, seq bigint, rev bigint, at timestamptz, subject_id uuid, subject text, members_rev bigint
) language plpgsql as $$
#variable_conflict use_column
declare
  this_moment timestamptz;
begin
  perform 1 from conversations c where c.id = any(conversation_ids) order by c.id for no key update;
  this_moment := clock_timestamp();

  if 2 = any(subject_modes) then
    insert into conversation_subjects (conversation_id, id, title, title_key)
    select distinct on (i.conversation_id, i.subject_key) i.conversation_id, i.subject_id, i.title, i.subject_key
    from unnest(conversation_ids, sender_ids, client_ids, subject_modes, subject_ids, subject_titles, subject_keys, reply_seqs)
      with ordinality i(conversation_id, sender_id, client_id, mode, subject_id, title, subject_key, reply_seq, ord)
    join conversations c on c.id = i.conversation_id
    join conversation_members m on m.conversation_id = i.conversation_id and m.user_id = i.sender_id
    where i.mode = 2
      and (i.reply_seq is null or i.reply_seq between greatest(m.visible_from_seq, m.cleared_through_seq + 1) and c.last_seq)
      and not exists (
        select 1 from messages x
        where x.conversation_id = i.conversation_id and x.sender_id = i.sender_id and x.client_id = i.client_id)
      and not (c.kind = 'direct' and exists (
        select 1 from conversation_members o join users u on u.id = o.user_id
        where o.conversation_id = i.conversation_id and o.user_id <> i.sender_id and not u.is_active))
    order by i.conversation_id, i.subject_key, i.ord
    on conflict on constraint conversation_subjects_title_key_key do nothing;
  end if;

  return query
  with judged as materialized (
    select i.ord, i.conversation_id, i.sender_id, i.client_id, i.request_hash, i.body, i.reply_seq,
      c.last_seq, c.last_rev, c.members_rev, greatest(this_moment, c.last_message_at)::timestamptz(3) as at,
      x.seq as old_seq, x.rev as old_rev, x.created_at as old_at,
      s.id as subject_id, s.title as subject,
      (case
        when m.user_id is null then 3
        when x.seq is not null then case when x.request_hash = i.request_hash then 1 else 2 end
        when c.kind = 'direct' and exists (
          select 1 from conversation_members o join users u on u.id = o.user_id
          where o.conversation_id = i.conversation_id and o.user_id <> i.sender_id and not u.is_active) then 4
        when i.reply_seq is not null
          and i.reply_seq not between greatest(m.visible_from_seq, m.cleared_through_seq + 1) and c.last_seq then 5
        else 0
      end)::smallint as outcome
    from unnest(conversation_ids, sender_ids, client_ids, request_hashes, bodies, subject_modes, subject_keys, reply_seqs)
      with ordinality i(conversation_id, sender_id, client_id, request_hash, body, mode, subject_key, reply_seq, ord)
    left join conversations c on c.id = i.conversation_id
    left join conversation_members m on m.conversation_id = i.conversation_id and m.user_id = i.sender_id
    left join messages x on x.conversation_id = i.conversation_id and x.sender_id = i.sender_id and x.client_id = i.client_id
    left join lateral (
      select s.id, s.title from conversation_subjects s
      where i.mode = 2 and s.conversation_id = i.conversation_id and s.title_key = i.subject_key
      union all
      select s.id, s.title from messages r
      join conversation_subjects s on s.conversation_id = r.conversation_id and s.id = r.subject_id
      where i.mode = 0 and i.reply_seq is not null and r.conversation_id = i.conversation_id and r.seq = i.reply_seq
    ) s on i.mode = 2 or i.reply_seq is not null
  ), numbered as materialized (
    select j.*, count(*) filter (where j.outcome = 0) over (partition by j.conversation_id order by j.ord) as nth from judged j
  ), bumped as (
    update conversations c
    set last_seq = c.last_seq + n.added, last_rev = c.last_rev + n.added,
        last_nonsystem_seq = c.last_seq + n.added, last_message_at = n.at
    from (
      select conversation_id, count(*) as added, max(at) as at from numbered where outcome = 0 group by conversation_id
    ) n
    where c.id = n.conversation_id
  ), skipped as (
    update conversation_members m
    set skipped = m.skipped + n.added
    from (
      select conversation_id, sender_id, count(*) as added from numbered where outcome = 0
      group by conversation_id, sender_id
    ) n
    where m.conversation_id = n.conversation_id and m.user_id = n.sender_id
  ), inserted as (
    insert into messages
      (conversation_id, seq, rev, sender_id, client_id, request_hash, subject_id, body, reply_to_seq, created_at)
    select n.conversation_id, n.last_seq + n.nth, n.last_rev + n.nth, n.sender_id, n.client_id, n.request_hash,
      n.subject_id, n.body, n.reply_seq, n.at
    from numbered n where n.outcome = 0
  ), told as (
    insert into outbox (id, node_id, at, conversation_ids, first_revs, last_revs, members_revs)
    select outbox_id, node, this_moment,
      array_agg(n.conversation_id), array_agg(n.last_rev + 1), array_agg(n.last_rev + n.added), array_agg(n.members_rev)
    from (
      select conversation_id, min(last_rev) as last_rev, min(members_rev) as members_rev, count(*) as added
      from numbered where outcome = 0 group by conversation_id
    ) n
    having count(*) > 0
  )
  select n.ord::int, n.outcome,
    case when n.outcome = 0 then n.last_seq + n.nth else n.old_seq end,
    case when n.outcome = 0 then n.last_rev + n.nth else n.old_rev end,
    case when n.outcome = 0 then n.at else n.old_at end,
    n.subject_id, n.subject, n.members_rev
  from numbered n;
end $$`;

/**
 * The last seq, at most `upper_seq`, that was written at or before `moment`; 0 when there is none. Times never
 * decrease along a conversation, so a binary search over the primary key finds it without an index on time.
 */
const SEQ_AT = `
create function seq_at(conversation uuid, upper_seq bigint, moment timestamptz) returns bigint
language plpgsql stable as $$
declare
  low bigint := 0;
  high bigint := upper_seq;
  middle bigint;
begin
  while low < high loop
    middle := (low + high + 1) / 2;
    if (select m.created_at <= moment from messages m where m.conversation_id = conversation and m.seq = middle) then
      low := middle;
    else
      high := middle - 1;
    end if;
  end loop;
  return low;
end $$`;
