-- The blocks in which a reader may find all of `wanted`, though perhaps not in one message: newest first, by the time of
-- the newest message that counts, written at or before `until`. Without `wanted`, all that they have.
--
-- The planner takes it for cheap to look into the words of a block, which are out of line. So: no table scan; rows so dear
-- that it combines both indexes (BitmapAnd) before it fetches one; only hash joins, since it cannot know how many blocks
-- there are; and `offset 0`, which keeps each condition where it is.
--
-- Applied anew when this text changes (migrations/repeatable.ts). Other parameters need another name.
create or replace function search_candidates(
  reader uuid, only_in uuid[], except_in uuid[], only_unread boolean, wanted tsquery, since timestamptz, until timestamptz, most int
)
returns table (conversation_id uuid, first_seq bigint, upper_seq bigint, oldest_at timestamptz, newest_at timestamptz)
language plpgsql stable
set enable_seqscan = off set enable_nestloop = off set enable_mergejoin = off set cpu_tuple_cost = 100
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
  with mine as materialized (
    select m.conversation_id, greatest(
      m.visible_from_seq, m.cleared_through_seq + 1, case when only_unread then m.last_read_seq + 1 end) as visible_from
    from conversation_members m
    where m.user_id = reader and (only_in is null or m.conversation_id = any(only_in)) and m.conversation_id <> all(except_in)
  )
  select f.conversation_id, f.first_seq, f.upper_seq, f.first_at as oldest_at,
    case when f.upper_seq = f.last_seq then f.last_at else (
      select m.created_at from messages m where m.conversation_id = f.conversation_id and m.seq = f.upper_seq
    ) end as newest_at
  from (
    select f.*, case when f.last_at <= until then f.last_seq
      else search_seq_at(f.conversation_id, f.first_seq, f.last_seq, until) end as upper_seq
    from (
      select b.conversation_id, b.first_seq, b.last_seq, b.first_at, b.last_at
      from (
        select b.conversation_id, b.first_seq, b.last_seq, b.first_at, b.last_at from search_blocks b
        where b.words @@ wanted and b.conversation_id = any((select array_agg(mine.conversation_id) from mine)::uuid[]) offset 0
      ) b
      join mine on mine.conversation_id = b.conversation_id and mine.visible_from <= b.last_seq
      where b.first_at <= until and b.last_at >= since
      union all
      select t.conversation_id, t.first_seq, t.last_seq, t.first_at, t.last_at
      from (
        select t.* from mine join search_tails t on t.conversation_id = mine.conversation_id
        where not t.resting and t.last_seq >= mine.visible_from and t.first_at <= until and t.last_at >= since offset 0
      ) t
      where t.words @@ wanted
    ) f offset 0
  ) f
  order by newest_at desc, f.conversation_id desc, f.first_seq desc limit most;
end $$;
