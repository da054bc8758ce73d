-- In which messages of these blocks the words of a search are: `exact` ones, and all that begin with a `prefix`. A block
-- that grew may be full since it was proposed, so both kinds are looked at.
--
-- Applied anew when this text changes (migrations/repeatable.ts). Other parameters need another name.
create or replace function search_places(
  conversations uuid[], first_seqs bigint[], together tsquery, exact text[], prefixes text[]
)
returns table (block bigint, lexeme text, positions smallint[])
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
  select i.block, w.lexeme, w.positions
  from unnest(conversations, first_seqs) with ordinality i(conversation_id, first_seq, block)
  cross join lateral (
    select b.words from search_blocks b where b.conversation_id = i.conversation_id and b.first_seq = i.first_seq
    union all
    select t.words from search_tails t where t.conversation_id = i.conversation_id and t.first_seq = i.first_seq
  ) b
  cross join lateral unnest(ts_filter(setweight(b.words, 'A', case when prefixes = '{}' then exact
    else exact || array(select l from unnest(tsvector_to_array(b.words)) l where l ^@ any(prefixes)) end), '{a}')) w
  where b.words @@ together;
end $$;
