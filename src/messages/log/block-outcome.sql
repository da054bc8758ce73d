-- What becomes of a message where one of two people blocks the other, as an outcome of send_batch: 10 the sender blocks · 9 the
-- other does, and does not see it · 0 neither. Under the lock of the conversation, and only where its `has_block` says that it
-- is worth asking.
--
-- Applied anew when this text changes (migrations/repeatable.ts). Other parameters need another name.
create or replace function block_outcome(conversation uuid, sender uuid) returns smallint language sql stable as $$
  select (case
    when exists (
      select 1 from conversation_members o join user_blocks b on b.blocker_id = sender and b.blocked_id = o.user_id
      where o.conversation_id = conversation and o.user_id <> sender) then 10
    when exists (
      select 1 from conversation_members o join user_blocks b on b.blocker_id = o.user_id and b.blocked_id = sender
      where o.conversation_id = conversation and o.user_id <> sender) then 9
    else 0
  end)::smallint
$$;
