-- Which of these words are in the index, of whomever, or in the growing blocks of a reader. Only what is then found in a
-- message that the reader may read is ever said.
--
-- Applied anew when this text changes (migrations/repeatable.ts). Other parameters need another name.
create or replace function search_known(reader uuid, candidates text[]) returns setof text
language plpgsql stable set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  return query
  select c from unnest(candidates) c
  where exists (select from search_blocks b where b.words @@ quote_literal(c)::tsquery)
  union
  select c
  from (select string_agg(quote_literal(c), '|')::tsquery as any_of from unnest(candidates) c) q
  cross join conversation_members m
  join search_tails t on t.conversation_id = m.conversation_id and not t.resting and t.words @@ q.any_of
  cross join unnest(tsvector_to_array(t.words)) c
  where m.user_id = reader and c = any(candidates);
end $$;
