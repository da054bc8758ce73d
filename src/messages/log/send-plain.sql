-- Appends one message that has no subject and replies to nothing, as nearly every message that comes alone, and answers
-- with an outcome of send_batch: 0 new · 1 repeated · 2 repeated with other content · 3 not a member (or no such
-- conversation) · 4 the other person of a direct conversation is inactive · 6 only owners and admins write there · 9 new, and
-- hidden from the other, who blocks the sender · 10 the sender blocks the other.
--
-- What send_batch would do with it, at half the cost: for one row, its joins and counts are most of the work. It locks,
-- then judges in a new statement, whose snapshot sees whatever was committed while it waited.
--
-- Applied anew when this text changes (migrations/repeatable.ts). Other parameters or columns need another name.
create or replace function send_plain(
  conversation uuid, sender uuid, client uuid, hash bytea, content text, outbox_id uuid, node uuid,
  out outcome smallint, out seq bigint, out rev bigint, out at timestamptz, out members_rev bigint
) language plpgsql as $$
declare
  is_direct boolean;
  is_for_admins boolean;
  same_content boolean;
  left_alone boolean;
  is_silent boolean;
  has_block boolean;
begin
  select c.kind = 'direct', c.posting_by = 'admins', c.has_block, c.last_seq + 1, c.last_rev + 1, c.members_rev,
    greatest(clock_timestamp(), c.last_message_at)::timestamptz(3)
  into is_direct, is_for_admins, has_block, seq, rev, members_rev, at
  from conversations c where c.id = conversation for no key update;

  select x.request_hash = hash,
    is_direct and exists (
      select 1 from conversation_members o join users u on u.id = o.user_id
      where o.conversation_id = conversation and o.user_id <> sender and not u.is_active),
    is_for_admins and m.role = 'member'
  into same_content, left_alone, is_silent
  from conversation_members m
  left join messages x on x.conversation_id = m.conversation_id and x.sender_id = m.user_id and x.client_id = client
  where m.conversation_id = conversation and m.user_id = sender;

  outcome := case when not found then 3 when same_content then 1 when not same_content then 2 when left_alone then 4
    when is_silent then 6 else 0 end;
  if outcome in (1, 2) then
    select x.seq, x.rev, x.created_at into seq, rev, at
    from messages x where x.conversation_id = conversation and x.sender_id = sender and x.client_id = client;
  end if;
  if outcome = 0 and has_block then
    outcome := block_outcome(conversation, sender);
  end if;
  if outcome not in (0, 9) then
    return;
  end if;

  insert into messages (conversation_id, seq, rev, sender_id, client_id, request_hash, body, created_at, parts)
  values (conversation, send_plain.seq, send_plain.rev, sender, client, hash, content, send_plain.at,
    case outcome when 9 then 1048576 else 0 end);
  update conversations c
  set last_seq = c.last_seq + 1, last_rev = c.last_rev + 1, last_nonsystem_seq = c.last_seq + 1,
    last_message_at = send_plain.at
  where c.id = conversation;
  update conversation_members m set skipped = m.skipped + 1
  where m.conversation_id = conversation and m.user_id = sender;
  insert into outbox (id, node_id, at, conversation_ids, first_revs, last_revs, members_revs)
  values (outbox_id, node, clock_timestamp(), array[conversation], array[send_plain.rev], array[send_plain.rev],
    array[send_plain.members_rev]);
  if outcome = 9 then
    perform hide_from_blocker(conversation, sender, send_plain.seq);
  end if;
end $$;
