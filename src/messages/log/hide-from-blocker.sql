-- Hides a message that was just written from the other person of a direct conversation, who blocks its sender: it is never
-- unread for them, moves nothing in their lists, and brings nothing back from their archive. docs/blocking.md.
--
-- Applied anew when this text changes (migrations/repeatable.ts). Other parameters need another name.
create or replace function hide_from_blocker(conversation uuid, sender uuid, at_seq bigint) returns void
language plpgsql as $$
declare
  blocker uuid;
begin
  select o.user_id into blocker from conversation_members o
  where o.conversation_id = conversation and o.user_id <> sender;

  insert into message_hides (user_id, conversation_id, seq, reason, hidden_at)
  values (blocker, conversation, at_seq, 'block', clock_timestamp());
  perform extend_hidden_run(conversation, blocker, at_seq);
  update conversation_members m
  set skipped = m.skipped + 1,
    archived_through_seq = case when m.archived_through_seq >= at_seq - 1 then at_seq else m.archived_through_seq end,
    unseen_first_seq = case when m.unseen_last_seq = at_seq - 1 then m.unseen_first_seq else at_seq end,
    unseen_last_seq = at_seq,
    unseen_after = case when m.unseen_last_seq = at_seq - 1 then m.unseen_after else coalesce(
      (select x.created_at from messages x where x.conversation_id = conversation and x.seq = at_seq - 1), c.created_at) end
  from conversations c
  where c.id = conversation and m.conversation_id = conversation and m.user_id = blocker;
end $$;
