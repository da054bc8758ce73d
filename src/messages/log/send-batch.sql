-- Appends a batch of messages and answers each with an outcome:
-- 0 new · 1 repeated · 2 repeated with other content · 3 not a member (or no such conversation)
-- · 4 the other person of a direct conversation is inactive · 5 what it replies to is not there · 6 only owners and admins
-- write there · 9 new, and hidden from the other person of a direct conversation, who blocks the sender · 10 the sender blocks
-- the other person.
--
-- subject_modes: 0 inherit from the message replied to · 1 none · 2 the one given by id, title and key; of one that became
-- part of another, that other. The same
-- (conversation, sender, client id) must not come twice in one call. One outbox row, outbox_id, tells of the whole batch.
--
-- First it locks, in the order of ids so that two lanes cannot deadlock; then it judges in a new statement, whose
-- snapshot sees whatever was committed while it waited. No CTE joins another CTE: the planner expects ten rows of
-- unnest and would go quadratic. It ends with one update for each subject of a batch, and nothing where there is none.
--
-- Applied anew when this text changes (migrations/repeatable.ts). Other parameters or columns need another name.
create or replace function send_batch(
  conversation_ids uuid[], sender_ids uuid[], client_ids uuid[], request_hashes bytea[], bodies text[],
  subject_modes smallint[], subject_ids uuid[], subject_titles text[], subject_keys text[], reply_seqs bigint[],
  outbox_id uuid, node uuid
) returns table (
  place int, outcome smallint, seq bigint, rev bigint, at timestamptz, subject_id uuid, subject text, members_rev bigint
) language plpgsql as $$
#variable_conflict use_column
declare
  this_moment timestamptz;
  has_block boolean;
begin
  select bool_or(l.has_block) into has_block
  from (
    select c.has_block from conversations c where c.id = any(conversation_ids) order by c.id for no key update
  ) l;
  this_moment := clock_timestamp();

  if 2 = any(subject_modes) then
    insert into conversation_subjects (conversation_id, id, title, title_key)
    select distinct on (i.conversation_id, i.subject_key) i.conversation_id, i.subject_id, i.title, i.subject_key
    from unnest(conversation_ids, sender_ids, client_ids, subject_modes, subject_ids, subject_titles, subject_keys, reply_seqs)
      with ordinality i(conversation_id, sender_id, client_id, mode, subject_id, title, subject_key, reply_seq, ord)
    join conversations c on c.id = i.conversation_id
    join conversation_members m on m.conversation_id = i.conversation_id and m.user_id = i.sender_id
    where i.mode = 2 and (c.posting_by = 'everyone' or m.role <> 'member')
      and (i.reply_seq is null or i.reply_seq between greatest(m.visible_from_seq, m.cleared_through_seq + 1) and c.last_seq)
      and not exists (
        select 1 from messages x
        where x.conversation_id = i.conversation_id and x.sender_id = i.sender_id and x.client_id = i.client_id)
      and not (c.kind = 'direct' and exists (
        select 1 from conversation_members o join users u on u.id = o.user_id
        where o.conversation_id = i.conversation_id and o.user_id <> i.sender_id and not u.is_active))
      and not (c.has_block and block_outcome(i.conversation_id, i.sender_id) = 10)
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
        when c.posting_by = 'admins' and m.role = 'member' then 6
        when i.reply_seq is not null
          and i.reply_seq not between greatest(m.visible_from_seq, m.cleared_through_seq + 1) and c.last_seq then 5
        -- What a block hid from them is not there either.
        when i.reply_seq is not null and c.kind = 'direct' and exists (
          select 1 from messages r where r.conversation_id = i.conversation_id and r.seq = i.reply_seq
            and r.parts & 3145728 <> 0 and r.sender_id <> i.sender_id) then 5
        when c.has_block then block_outcome(i.conversation_id, i.sender_id)
        else 0
      end)::smallint as outcome
    from unnest(conversation_ids, sender_ids, client_ids, request_hashes, bodies, subject_modes, subject_keys, reply_seqs)
      with ordinality i(conversation_id, sender_id, client_id, request_hash, body, mode, subject_key, reply_seq, ord)
    left join conversations c on c.id = i.conversation_id
    left join conversation_members m on m.conversation_id = i.conversation_id and m.user_id = i.sender_id
    left join messages x on x.conversation_id = i.conversation_id and x.sender_id = i.sender_id and x.client_id = i.client_id
    left join lateral (
      select coalesce(s.merged_into, s.id) as id, s.title from conversation_subjects s
      where i.mode = 2 and s.conversation_id = i.conversation_id and s.title_key = i.subject_key
      union all
      select coalesce(s.merged_into, s.id), s.title from messages r
      join conversation_subjects s on s.conversation_id = r.conversation_id and s.id = r.subject_id
      where i.mode = 0 and i.reply_seq is not null and r.conversation_id = i.conversation_id and r.seq = i.reply_seq
    ) s on i.mode = 2 or i.reply_seq is not null
  ), numbered as materialized (
    select j.*, count(*) filter (where j.outcome in (0, 9)) over (partition by j.conversation_id order by j.ord) as nth from judged j
  ), bumped as (
    update conversations c
    set last_seq = c.last_seq + n.added, last_rev = c.last_rev + n.added,
        last_nonsystem_seq = c.last_seq + n.added, last_message_at = n.at
    from (
      select conversation_id, count(*) as added, max(at) as at from numbered where outcome in (0, 9) group by conversation_id
    ) n
    where c.id = n.conversation_id
  ), skipped as (
    update conversation_members m
    set skipped = m.skipped + n.added
    from (
      select conversation_id, sender_id, count(*) as added from numbered where outcome in (0, 9)
      group by conversation_id, sender_id
    ) n
    where m.conversation_id = n.conversation_id and m.user_id = n.sender_id
  ), inserted as (
    insert into messages
      (conversation_id, seq, rev, sender_id, client_id, request_hash, subject_id, body, reply_to_seq, created_at,
       parts)
    select n.conversation_id, n.last_seq + n.nth, n.last_rev + n.nth, n.sender_id, n.client_id, n.request_hash,
      n.subject_id, n.body, n.reply_seq, n.at, case n.outcome when 9 then 1048576 else 0 end
    from numbered n where n.outcome in (0, 9)
  ), told as (
    insert into outbox (id, node_id, at, conversation_ids, first_revs, last_revs, members_revs)
    select outbox_id, node, this_moment,
      array_agg(n.conversation_id), array_agg(n.last_rev + 1), array_agg(n.last_rev + n.added), array_agg(n.members_rev)
    from (
      select conversation_id, min(last_rev) as last_rev, min(members_rev) as members_rev, count(*) as added
      from numbered where outcome in (0, 9) group by conversation_id
    ) n
    having count(*) > 0
  )
  select n.ord::int, n.outcome,
    case when n.outcome in (0, 9) then n.last_seq + n.nth else n.old_seq end,
    case when n.outcome in (0, 9) then n.last_rev + n.nth else n.old_rev end,
    case when n.outcome in (0, 9) then n.at else n.old_at end,
    n.subject_id, n.subject, n.members_rev
  from numbered n;
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
  end if;
  if has_block then
    perform hide_from_blocker(x.conversation_id, x.sender_id, x.seq)
    from (
      select x.conversation_id, x.sender_id, x.seq
      from (
        select distinct i.conversation_id, i.sender_id, i.client_id
        from unnest(conversation_ids, sender_ids, client_ids) i(conversation_id, sender_id, client_id)
      ) i
      join messages x
        on x.conversation_id = i.conversation_id and x.sender_id = i.sender_id and x.client_id = i.client_id
      where x.xmin = pg_current_xact_id()::xid and x.parts & 1048576 <> 0
      order by x.conversation_id, x.seq
    ) x;
  end if;
end $$;
