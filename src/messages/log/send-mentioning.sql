-- send_batch for a batch in which some texts have an "@": it judges and appends them all, then keeps whom the new ones
-- mention. mention_places, mention_nths and mention_names are parallel: in which message of the batch, in which mention of
-- it, and what that may name (write_mentions).
--
-- Applied anew when this text changes (migrations/repeatable.ts). Other parameters or columns need another name.
create or replace function send_mentioning(
  conversation_ids uuid[], sender_ids uuid[], client_ids uuid[], request_hashes bytea[], bodies text[],
  subject_modes smallint[], subject_ids uuid[], subject_titles text[], subject_keys text[], reply_seqs bigint[],
  outbox_id uuid, node uuid,
  mention_places int[], mention_nths int[], mention_names text[], everyone_members int, mentions_bit int, everyone_bit int
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
    if outcome = 0 and place = any(mention_places) then
      select write_mentions(conversation_ids[send_mentioning.place], send_mentioning.seq, array_agg(n.nth),
        array_agg(n.name), everyone_members, mentions_bit, everyone_bit)
      into parts
      from unnest(mention_places, mention_nths, mention_names) n(place, nth, name)
      where n.place = send_mentioning.place;
    end if;
    return next;
  end loop;
end $$;
