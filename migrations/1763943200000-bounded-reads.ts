import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What keeps reads short however much somebody wrote, deleted or hid: ranges to pass over, and counts kept with the rows. */
export class BoundedReads1763943200000 implements MigrationInterface {
  readonly name = 'BoundedReads1763943200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    await changeSendBatch(runner, (text) => insertBehind(text, '\n  from numbered n;', COUNT_SUBJECTS));
    for (const statement of FILL) await runner.query(statement);
    await runner.query(
      `create index conversation_subjects_last_seq_idx on conversation_subjects (conversation_id, last_seq desc)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await changeSendBatch(runner, (text) => text.replace(COUNT_SUBJECTS, () => ''));
    for (const statement of DOWN) await runner.query(statement);
  }
}

const EVERYBODY = '00000000-0000-0000-0000-000000000000';
const BLOCK = 1024;
/** Statistics that are old make PostgreSQL sort all that there is, believing it to be little, where an index has the order. */
const BY_INDEX = 'set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off';

/** The end of send_batch: one update for each subject of a batch, and nothing where there is none. */
const COUNT_SUBJECTS = `
  if 2 = any(subject_modes) or exists (select 1 from unnest(reply_seqs) r(seq) where r.seq is not null) then
    update conversation_subjects s
    set message_count = s.message_count + n.added, last_seq = n.last_seq
    from (
      select x.conversation_id, x.subject_id, count(*) as added, max(x.seq) as last_seq
      from (
        select distinct i.conversation_id, i.sender_id, i.client_id
        from unnest(conversation_ids, sender_ids, client_ids) i(conversation_id, sender_id, client_id)
      ) i
      join messages x
        on x.conversation_id = i.conversation_id and x.sender_id = i.sender_id and x.client_id = i.client_id
      -- Only what is new: a repeated send was counted when it came first.
      where x.xmin = pg_current_xact_id()::xid and x.subject_id is not null
      group by x.conversation_id, x.subject_id
    ) n
    where s.conversation_id = n.conversation_id and s.id = n.subject_id;
  end if;`;

const UP = [
  // A run is as long as it can be, so that between two of them there is always something to see. No foreign keys: the
  // id of nobody stands for everybody.
  `create table hidden_runs (
    user_id uuid not null,
    conversation_id uuid not null,
    first_seq bigint not null,
    last_seq bigint not null,
    constraint hidden_runs_pkey primary key (user_id, conversation_id, first_seq),
    constraint hidden_runs_order_check check (first_seq <= last_seq)
  ) with (fillfactor = 70)`,
  // Who wrote what kind of entry never changes, so a full block is counted once.
  `create table message_blocks (
    conversation_id uuid not null,
    user_id uuid not null,
    block bigint not null,
    entries integer not null,
    constraint message_blocks_pkey primary key (conversation_id, user_id, block)
  )`,
  `alter table conversation_subjects
    add column message_count bigint not null default 0,
    add column last_seq bigint not null default 0`,
  // What was deleted for everyone and system lines are in no list of what somebody sent.
  `drop index messages_sender_id_created_at_idx`,
  `create index messages_sender_id_created_at_idx on messages (sender_id, created_at desc)
    where kind = 0 and deleted_at is null`,
  `create function extend_hidden_run(conversation uuid, reader uuid, place bigint) returns void language plpgsql ${BY_INDEX} as $$
  declare
    below hidden_runs;
    above hidden_runs;
  begin
    select * into below from hidden_runs r
    where r.user_id = reader and r.conversation_id = conversation and r.first_seq <= place
    order by r.first_seq desc limit 1;
    if below.last_seq >= place then return; end if;
    select * into above from hidden_runs r
    where r.user_id = reader and r.conversation_id = conversation and r.first_seq = place + 1;
    -- The end of a run is in no index: messages that are hidden one after the other change one row in place.
    if below.last_seq = place - 1 then
      delete from hidden_runs r
      where r.user_id = reader and r.conversation_id = conversation and r.first_seq = above.first_seq;
      update hidden_runs r set last_seq = coalesce(above.last_seq, place)
      where r.user_id = reader and r.conversation_id = conversation and r.first_seq = below.first_seq;
    elsif above.first_seq is not null then
      update hidden_runs r set first_seq = place
      where r.user_id = reader and r.conversation_id = conversation and r.first_seq = above.first_seq;
    else
      insert into hidden_runs (user_id, conversation_id, first_seq, last_seq) values (reader, conversation, place, place);
    end if;
  end $$`,
  `create function cut_hidden_run(conversation uuid, reader uuid, place bigint) returns void language plpgsql ${BY_INDEX} as $$
  declare
    run hidden_runs;
  begin
    select * into run from hidden_runs r
    where r.user_id = reader and r.conversation_id = conversation and r.first_seq <= place
    order by r.first_seq desc limit 1;
    if run.last_seq is null or run.last_seq < place then return; end if;
    delete from hidden_runs r
    where r.user_id = reader and r.conversation_id = conversation and r.first_seq = run.first_seq;
    insert into hidden_runs (user_id, conversation_id, first_seq, last_seq)
    select reader, conversation, p.first_seq, p.last_seq
    from (values (run.first_seq, place - 1), (place + 1, run.last_seq)) p(first_seq, last_seq)
    where p.first_seq <= p.last_seq;
  end $$`,
  // Every seq exists, so what a reader sees is what lies between the runs they hid: no message is looked at.
  `create function visible_before(conversation uuid, reader uuid, lowest bigint, highest bigint, most integer)
  returns setof bigint language plpgsql stable rows 50 ${BY_INDEX} as $$
  declare
    place bigint := highest;
    remaining bigint := most;
    taken bigint;
    run record;
  begin
    for run in
      select r.first_seq, r.last_seq from hidden_runs r
      where r.user_id = reader and r.conversation_id = conversation and r.first_seq <= highest
      order by r.first_seq desc
    loop
      exit when remaining <= 0 or place < lowest;
      taken := greatest(0, least(remaining, place - greatest(run.last_seq, lowest - 1)));
      return query select generate_series(place, place - taken + 1, -1);
      remaining := remaining - taken;
      place := least(place, run.first_seq - 1);
    end loop;
    return query select generate_series(place, greatest(lowest, place - remaining + 1), -1) where remaining > 0;
  end $$`,
  `create function visible_after(conversation uuid, reader uuid, lowest bigint, highest bigint, most integer)
  returns setof bigint language plpgsql stable rows 50 ${BY_INDEX} as $$
  declare
    place bigint := lowest;
    remaining bigint := most;
    taken bigint;
    run record;
  begin
    select greatest(place, r.last_seq + 1) into place from hidden_runs r
    where r.user_id = reader and r.conversation_id = conversation and r.first_seq <= lowest
    order by r.first_seq desc limit 1;
    place := coalesce(place, lowest);
    for run in
      select r.first_seq, r.last_seq from hidden_runs r
      where r.user_id = reader and r.conversation_id = conversation and r.first_seq > lowest
      order by r.first_seq
    loop
      exit when remaining <= 0 or place > highest;
      taken := greatest(0, least(remaining, least(run.first_seq - 1, highest) - place + 1));
      return query select generate_series(place, place + taken - 1);
      remaining := remaining - taken;
      place := greatest(place, run.last_seq + 1);
    end loop;
    return query select generate_series(place, least(highest, place + remaining - 1)) where remaining > 0;
  end $$`,
  // Counts whole blocks by their rows and the rest by the messages; a block that was not counted yet is a part of the rest.
  `create function entries_between(conversation uuid, reader uuid, above bigint, up_to bigint,
    out own bigint, out system bigint) language plpgsql stable as $$
  declare
    first_block bigint := (greatest(above, 0) + ${BLOCK - 1}) / ${BLOCK};
    last_block bigint := up_to / ${BLOCK} - 1;
  begin
    select coalesce(max(b.block), first_block - 1) into last_block from message_blocks b
    where b.conversation_id = conversation and b.user_id = '${EVERYBODY}' and b.block between first_block and last_block;
    if last_block < first_block then
      select count(*) filter (where x.kind = 0 and x.sender_id = reader), count(*) filter (where x.kind = 1)
      into own, system from messages x
      where x.conversation_id = conversation and x.seq > above and x.seq <= up_to;
      return;
    end if;
    select count(*) filter (where x.kind = 0 and x.sender_id = reader), count(*) filter (where x.kind = 1)
    into own, system from (
      select x.kind, x.sender_id from messages x
      where x.conversation_id = conversation and x.seq > above and x.seq <= first_block * ${BLOCK}
      union all
      select x.kind, x.sender_id from messages x
      where x.conversation_id = conversation and x.seq > (last_block + 1) * ${BLOCK} and x.seq <= up_to
    ) x;
    select own + coalesce(sum(b.entries) filter (where b.user_id = reader), 0),
      system + coalesce(sum(b.entries) filter (where b.user_id <> reader), 0)
    into own, system from message_blocks b
    where b.conversation_id = conversation and b.user_id in (reader, '${EVERYBODY}')
      and b.block between first_block and last_block;
  end $$`,
  // Block n holds the seqs n * ${BLOCK} + 1 to (n + 1) * ${BLOCK}. The row of everybody counts system lines and says that
  // the block is counted.
  `create function count_blocks(conversation uuid) returns void language sql as $$
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
    select conversation, x.sender_id, due.block, count(*)
    from due join messages x on x.conversation_id = conversation and x.kind = 0
      and x.seq > due.block * ${BLOCK} and x.seq <= (due.block + 1) * ${BLOCK}
    group by x.sender_id, due.block
    union all
    select conversation, '${EVERYBODY}', due.block, count(x.seq)
    from due left join messages x on x.conversation_id = conversation and x.kind = 1
      and x.seq > due.block * ${BLOCK} and x.seq <= (due.block + 1) * ${BLOCK}
    group by due.block
    on conflict do nothing
  $$`,
  // From a seq downwards, the first that is neither in a run of tombstones or of what the reader hid, nor in a block with
  // nothing but their own messages and system lines. It takes at most two thousand steps.
  `create function skip_unreceived(conversation uuid, reader uuid, from_seq bigint, lowest bigint) returns bigint
  language plpgsql stable ${BY_INDEX} as $$
  declare
    place bigint := from_seq;
    run_first bigint;
    unreceived bigint;
  begin
    for step in 1..2000 loop
      exit when place < lowest;
      select min(r.first_seq) into run_first
      from (values (reader), ('${EVERYBODY}'::uuid)) who(id)
      cross join lateral (
        select r.first_seq, r.last_seq from hidden_runs r
        where r.user_id = who.id and r.conversation_id = conversation and r.first_seq <= place
        order by r.first_seq desc limit 1
      ) r
      where r.last_seq >= place;
      if run_first is not null then
        place := run_first - 1;
      else
        select sum(b.entries) into unreceived from message_blocks b
        where b.conversation_id = conversation and b.user_id in (reader, '${EVERYBODY}') and b.block = (place - 1) / ${BLOCK};
        exit when unreceived is distinct from ${BLOCK};
        place := (place - 1) / ${BLOCK} * ${BLOCK};
      end if;
    end loop;
    return place;
  end $$`,
  `create function subjects_before(conversation uuid, lowest bigint, below bigint, most integer)
  returns setof conversation_subjects language sql stable rows 50 ${BY_INDEX} as $$
    select s.* from conversation_subjects s
    where s.conversation_id = conversation and s.last_seq >= lowest and s.last_seq < below and s.last_seq > 0
    order by s.last_seq desc limit most
  $$`,
  `create function sent_before(sender uuid, before_at timestamptz, before_conversation uuid, before_seq bigint, most integer)
  returns table (at timestamptz, conversation_id uuid, seq bigint) language sql stable rows 100 ${BY_INDEX} as $$
    select x.created_at, x.conversation_id, x.seq from messages x
    where x.sender_id = sender and x.kind = 0 and x.deleted_at is null and x.created_at <= before_at
      and (x.created_at, x.conversation_id, x.seq) < (before_at, before_conversation, before_seq)
    order by x.created_at desc, x.conversation_id desc, x.seq desc limit most
  $$`,
  `create function hidden_before(reader uuid, since timestamptz, before_at timestamptz, before_conversation uuid,
    before_seq bigint, most integer)
  returns table (at timestamptz, conversation_id uuid, seq bigint) language sql stable rows 100 ${BY_INDEX} as $$
    select h.hidden_at, h.conversation_id, h.seq from message_hides h
    where h.user_id = reader and h.reason = 'mine' and h.hidden_at > since and h.hidden_at <= before_at
      and (h.hidden_at, h.conversation_id, h.seq) < (before_at, before_conversation, before_seq)
    order by h.hidden_at desc, h.conversation_id desc, h.seq desc limit most
  $$`,
];

const FILL = [
  `update conversation_subjects s set message_count = n.message_count, last_seq = n.last_seq
   from (
     select conversation_id, subject_id, count(*) as message_count, max(seq) as last_seq
     from messages where subject_id is not null group by conversation_id, subject_id
   ) n
   where s.conversation_id = n.conversation_id and s.id = n.subject_id`,
  `delete from conversation_subjects s where s.message_count = 0 and not exists (
     select 1 from message_recalls r where r.conversation_id = s.conversation_id and r.subject_id = s.id)`,
  `insert into hidden_runs (user_id, conversation_id, first_seq, last_seq)
   select user_id, conversation_id, min(seq), max(seq)
   from (
     select h.user_id, h.conversation_id, h.seq,
       h.seq - row_number() over (partition by h.user_id, h.conversation_id order by h.seq) as run
     from (
       select user_id, conversation_id, seq from message_hides
       union all
       select '${EVERYBODY}', conversation_id, seq from messages where deleted_at is not null
     ) h
   ) h
   group by user_id, conversation_id, run`,
  `insert into message_blocks (conversation_id, user_id, block, entries)
   select x.conversation_id, x.sender_id, (x.seq - 1) / ${BLOCK}, count(*)
   from messages x join conversations c on c.id = x.conversation_id and x.seq <= c.last_seq / ${BLOCK} * ${BLOCK}
   where x.kind = 0 group by 1, 2, 3
   union all
   select c.id, '${EVERYBODY}', b.block, count(x.seq)
   from conversations c
   cross join lateral generate_series(0, c.last_seq / ${BLOCK} - 1) b(block)
   left join messages x on x.conversation_id = c.id and x.kind = 1
     and x.seq > b.block * ${BLOCK} and x.seq <= (b.block + 1) * ${BLOCK}
   group by 1, 3`,
];

const DOWN = [
  `drop function hidden_before(uuid, timestamptz, timestamptz, uuid, bigint, integer)`,
  `drop function sent_before(uuid, timestamptz, uuid, bigint, integer)`,
  `drop function subjects_before(uuid, bigint, bigint, integer)`,
  `drop function skip_unreceived(uuid, uuid, bigint, bigint)`,
  `drop function count_blocks(uuid)`,
  `drop function entries_between(uuid, uuid, bigint, bigint)`,
  `drop function visible_after(uuid, uuid, bigint, bigint, integer)`,
  `drop function visible_before(uuid, uuid, bigint, bigint, integer)`,
  `drop function cut_hidden_run(uuid, uuid, bigint)`,
  `drop function extend_hidden_run(uuid, uuid, bigint)`,
  `drop index messages_sender_id_created_at_idx`,
  `create index messages_sender_id_created_at_idx on messages (sender_id, created_at desc)`,
  `drop index conversation_subjects_last_seq_idx`,
  `alter table conversation_subjects drop column last_seq, drop column message_count`,
  `drop table message_blocks`,
  `drop table hidden_runs`,
];

/** Makes send_batch anew from what it is, so that its text stands in one place only. */
async function changeSendBatch(runner: QueryRunner, change: (text: string) => string): Promise<void> {
  const rows = (await runner.query(`select pg_get_functiondef('send_batch'::regproc) as text`)) as { text: string }[];
  const text = rows[0]?.text ?? '';
  const changed = change(text);
  if (changed === text) throw new Error('send_batch is not as the migration before left it.');
  await runner.query(changed);
}

function insertBehind(text: string, place: string, more: string): string {
  return text.replace(place, () => place + more);
}
