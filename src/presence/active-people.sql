-- Who is active at this moment on nodes that run, whomever they show it to: for statements of other parts that need it in
-- the same snapshot. Somebody on two nodes may come twice. What a living node is stands in nodes.repository.ts too.
--
-- Applied anew when this text changes (migrations/repeatable.ts). Other parameters need another name.
create or replace function active_people() returns setof uuid language sql stable as $$
  select p.user_id from presence p
  join nodes n on n.id = p.node_id and n.seen_at > statement_timestamp() - interval '30 seconds'
  where p.state = 'active'
$$;
