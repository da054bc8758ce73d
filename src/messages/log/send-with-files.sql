-- Appends one message that has files: judged and written as send_with_parts does it, in one statement that also claims them.
-- Two outcomes more: 7 a file is not there or is another person's · 8 a file is in another message, or held for one that is
-- sent later (held_for is its client id); then seq is the place of the first such file, from 0.
--
-- The lock of a file is taken after that of the conversation, as everywhere. What one act of writing sent to several
-- conversations has the same client id in each of them: there the files are not taken, and the further messages get
-- attachments of their own for the same bytes, under copy_ids.
--
-- source_ids are files of a message that is forwarded, which its reader may read: the copy gets attachments of its own for
-- the same bytes, under source_copy_ids, before those that are claimed.
--
-- Applied anew when this text changes (migrations/repeatable.ts). Other parameters or columns need another name.
create or replace function send_with_files(
  conversation uuid, sender uuid, client uuid, hash bytea, content text, subject_mode smallint, given_subject_id uuid,
  subject_title text, subject_key text, reply_seq bigint, attachment_ids uuid[], copy_ids uuid[], source_ids uuid[],
  source_copy_ids uuid[], part integer, outbox_id uuid, node uuid,
  mention_places int[], mention_nths int[], mention_names text[], everyone_members int, mentions_bit int, everyone_bit int,
  forward_places int[], forward_sender_ids uuid[], forward_times timestamptz[], forward_bodies text[], forward_bit int,
  out outcome smallint, out seq bigint, out rev bigint, out at timestamptz, out subject_id uuid, out subject text,
  out members_rev bigint, out parts integer
) language plpgsql as $$
#variable_conflict use_column
declare
  is_repeated boolean;
begin
  perform 1 from conversations c where c.id = conversation for no key update;
  perform 1 from attachments a where a.id = any(attachment_ids) order by a.id for no key update;

  select x.seq is not null into is_repeated
  from conversation_members m
  left join messages x on x.conversation_id = m.conversation_id and x.sender_id = m.user_id and x.client_id = client
  where m.conversation_id = conversation and m.user_id = sender;

  -- Whoever is no member, or repeats a message, hears that first.
  if not is_repeated then
    select case when a.id is null then 7 else 8 end, i.ord - 1 into outcome, seq
    from unnest(attachment_ids) with ordinality i(id, ord)
    left join attachments a on a.id = i.id and a.owner_id = sender
    left join messages x on x.conversation_id = a.conversation_id and x.seq = a.seq
    where a.id is null or a.held_for <> client or (a.conversation_id is not null
      and (x.sender_id, x.client_id, x.deleted_at is null) is distinct from (sender, client, true))
    order by i.ord limit 1;
    if found then
      return;
    end if;
  end if;

  select b.outcome, b.seq, b.rev, b.at, b.subject_id, b.subject, b.members_rev, b.parts
  into outcome, seq, rev, at, subject_id, subject, members_rev, parts
  from send_with_parts(
    array[conversation], array[sender], array[client], array[hash], array[content], array[subject_mode],
    array[given_subject_id], array[subject_title], array[subject_key], array[reply_seq], outbox_id, node,
    mention_places, mention_nths, mention_names, everyone_members, mentions_bit, everyone_bit,
    forward_places, forward_sender_ids, forward_times, forward_bodies, forward_bit) b;
  if outcome not in (0, 9) then
    return;
  end if;

  insert into attachments
    (id, file_id, owner_id, name, media_type, kind, width, height, duration_ms, preview, alt, conversation_id, seq, place,
    created_at)
  select i.copy_id, a.file_id, sender, a.name, a.media_type, a.kind, a.width, a.height, a.duration_ms, a.preview, a.alt,
    conversation, send_with_files.seq, i.ord, send_with_files.at
  from unnest(source_ids || attachment_ids, source_copy_ids || copy_ids) with ordinality i(id, copy_id, ord)
  join attachments a on a.id = i.id
  where a.conversation_id is not null;
  update attachments a set conversation_id = conversation, seq = send_with_files.seq, place = i.ord, held_for = null
  from unnest(source_ids || attachment_ids) with ordinality i(id, ord)
  where a.id = i.id and a.conversation_id is null;
  update messages x set parts = x.parts | part where x.conversation_id = conversation and x.seq = send_with_files.seq;
  parts := parts | part;
end $$;
