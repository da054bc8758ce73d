-- Keeps whom the text of a message mentions, in place of what it mentioned before, and answers with the bits that stand
-- for it in messages.parts. Under the lock of the conversation, with the message at its new rev.
--
-- nths and names are parallel: what the n-th mention may name, of which the longest that somebody has counts. Mentioned are
-- members, and under the same name whoever was mentioned before, also when they have left. "everyone" is said by anybody
-- in a conversation of up to everyone_members, by owners and admins in a larger one; otherwise it is text. A name that is the
-- key of a team is a row of the team, whoever of it is there: who is called follows from who is in both when it is read.
-- "here" is said in groups by the same people as "everyone", and is one row too, which keeps who was active at that moment; of
-- more than a thousand those who have read furthest.
--
-- Applied anew when this text changes (migrations/repeatable.ts). Other parameters need another name.
create or replace function write_mentions(
  conversation uuid, at_seq bigint, nths int[], names text[], everyone_members int, mentions_bit int, everyone_bit int
) returns int language plpgsql as $$
declare
  everybody constant uuid := '00000000-0000-0000-0000-000000000000';
  those_here constant uuid := '00000000-0000-0000-0000-000000000001';
  most_called constant int := 1000;
  teams_bit constant int := 1024; -- TEAM_MENTIONS_PART
  here_bit constant int := 2048; -- HERE_PART
  all_bits constant int := mentions_bit | everyone_bit | teams_bit | here_bit;
  bits int;
begin
  delete from message_mentions k
  where k.conversation_id = conversation and k.seq = at_seq and k.name <> all(names);

  insert into message_mentions (conversation_id, user_id, seq, name, rev, at, is_team, called)
  select conversation, w.user_id, at_seq, w.name, x.rev, x.created_at, w.is_team,
    case when w.user_id = those_here then array(
      select m.user_id from conversation_members m
      where m.conversation_id = conversation and m.user_id <> x.sender_id
        and m.user_id in (select a from active_people() a)
      order by m.last_read_seq desc limit most_called) end
  from (
    select distinct on (n.nth) n.nth, n.name, coalesce(k.user_id, m.user_id, e.user_id, t.id) as user_id,
      coalesce(k.is_team, m.user_id is null and e.user_id is null) as is_team, k.user_id is null as is_new
    from unnest(nths, names) n(nth, name)
    left join message_mentions k on k.conversation_id = conversation and k.seq = at_seq and k.name = n.name
    left join users u on u.username = n.name and n.name not in ('everyone', 'here')
    left join conversation_members m on m.conversation_id = conversation and m.user_id = u.id
    left join teams t on t.key = n.name
    left join lateral (
      select case n.name when 'here' then those_here else everybody end as user_id
      from messages x
      join conversations c on c.id = x.conversation_id
      join conversation_members s on s.conversation_id = x.conversation_id and s.user_id = x.sender_id
      where (n.name = 'everyone' or n.name = 'here' and c.kind = 'group')
        and x.conversation_id = conversation and x.seq = at_seq
        and (c.member_count <= everyone_members or s.role <> 'member')
    ) e on true
    where coalesce(k.user_id, m.user_id, e.user_id, t.id) is not null
    order by n.nth, length(n.name) desc
  ) w
  cross join (
    select x.rev, x.created_at, x.sender_id from messages x where x.conversation_id = conversation and x.seq = at_seq
  ) x
  where w.is_new
  on conflict on constraint message_mentions_pkey do nothing;

  select coalesce(bit_or(case when k.user_id = everybody then everyone_bit when k.user_id = those_here then here_bit when k.is_team then teams_bit
    else mentions_bit end), 0) into bits
  from message_mentions k where k.conversation_id = conversation and k.seq = at_seq;
  update messages x set parts = x.parts & ~all_bits | bits
  where x.conversation_id = conversation and x.seq = at_seq and x.parts & all_bits <> bits;
  return bits;
end $$;
