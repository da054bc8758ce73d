-- send_batch for a batch in which messages bring parts of their own: it judges and appends them all, then adds to those that
-- are new what they bring, and answers with the bits of it. A message that brings nothing is in it as in send_batch.
--
-- Whom they mention: mention_places, mention_nths and mention_names are parallel: in which message of the batch, in which
-- mention of it, and what that may name (write_mentions). Of what they are copies: forward_places say which message of the
-- batch it is, the other forward_… from whom, of when and, unless that is all of the message, what it said.
--
-- Applied anew when this text changes (migrations/repeatable.ts). Other parameters or columns need another name.
create or replace function send_with_parts(
  conversation_ids uuid[], sender_ids uuid[], client_ids uuid[], request_hashes bytea[], bodies text[],
  subject_modes smallint[], subject_ids uuid[], subject_titles text[], subject_keys text[], reply_seqs bigint[],
  outbox_id uuid, node uuid,
  mention_places int[], mention_nths int[], mention_names text[], everyone_members int, mentions_bit int, everyone_bit int,
  forward_places int[], forward_sender_ids uuid[], forward_times timestamptz[], forward_bodies text[], forward_bit int
) returns table (
  place int, outcome smallint, seq bigint, rev bigint, at timestamptz, subject_id uuid, subject text, members_rev bigint,
  parts int
) language plpgsql as $$
begin
  for place, outcome, seq, rev, at, subject_id, subject, members_rev in
    select * from send_batch(conversation_ids, sender_ids, client_ids, request_hashes, bodies, subject_modes, subject_ids,
      subject_titles, subject_keys, reply_seqs, outbox_id, node)
  loop
    parts := 0;
    if outcome in (0, 9) and place = any(mention_places) then
      select write_mentions(conversation_ids[send_with_parts.place], send_with_parts.seq, array_agg(n.nth),
        array_agg(n.name), everyone_members, mentions_bit, everyone_bit)
      into parts
      from unnest(mention_places, mention_nths, mention_names) n(place, nth, name)
      where n.place = send_with_parts.place;
    end if;
    if outcome in (0, 9) and place = any(forward_places) then
      insert into message_forwards (conversation_id, seq, sender_id, sent_at, body)
      select conversation_ids[send_with_parts.place], send_with_parts.seq, f.sender_id, f.sent_at, f.body
      from unnest(forward_places, forward_sender_ids, forward_times, forward_bodies) f(place, sender_id, sent_at, body)
      where f.place = send_with_parts.place;
      update messages x set parts = x.parts | forward_bit
      where x.conversation_id = conversation_ids[send_with_parts.place] and x.seq = send_with_parts.seq;
      parts := parts | forward_bit;
    end if;
    return next;
  end loop;
end $$;
