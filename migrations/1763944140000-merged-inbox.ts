import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The inbox as a merge of conversations, so that a page touches little more than what it shows. */
export class MergedInbox1763944140000 implements MigrationInterface {
  readonly name = 'MergedInbox1763944140000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RECEIVED_BEFORE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function received_before(uuid, timestamptz, uuid, bigint, integer)`);
  }
}

/** How many conversations a page opens whose newest message is older than its position. */
const MOST_OPENED = 128;
/** How many a page opens before it tells where the newest received messages lie. */
const UNTOLD_OPENED = 64;
/** After so many entries in a row that are not for the inbox, all like them are passed over at once. */
const STRETCH = 64;
/** How many such stretches a page passes over. */
const MOST_STRETCHES = 80;

// What a reader received before a position, newest first: 'received'. Where too much lies between that is not for the
// inbox, the list ends with 'stopped', the position to go on before. 'top' tells of a conversation that nothing received
// in it is above `seq` or newer than `at`.
//
// A k-way merge. Conversations are opened in the order of their newest message, when nothing known is newer; each open one
// is a cursor and the entry at its head. Without the generic plan PostgreSQL plans the entries of every one anew.
const RECEIVED_BEFORE = `
create function received_before(
  reader uuid, before_at timestamptz, before_conversation uuid, before_seq bigint, most integer
) returns table (conversation_id uuid, seq bigint, at timestamptz, outcome text) language plpgsql stable rows 50
set plan_cache_mode = force_generic_plan set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off as $$
declare
  conversations cursor for
    select b.* from (
      select c.id, greatest(m.visible_from_seq, m.cleared_through_seq + 1) as lowest,
        case when m.inbox_rev = c.last_rev then m.inbox_seq else c.last_seq end as top,
        case when m.inbox_rev = c.last_rev then m.inbox_at else c.last_message_at end as at
      from conversation_members m join conversations c on c.id = m.conversation_id
      where m.user_id = reader offset 0
    ) b
    where b.top >= b.lowest order by b.at desc, b.id desc;
  entries cursor (conversation uuid, lowest bigint, highest bigint) for
    select x.seq, x.created_at as at, x.kind = 0 and x.sender_id <> reader and x.deleted_at is null and not exists (
      select 1 from message_hides h
      where h.user_id = reader and h.conversation_id = conversation and h.seq = x.seq offset 0
    ) as is_received
    from messages x
    where x.conversation_id = conversation and x.seq between lowest and highest
    order by x.seq desc;
  next record;
  is_opening boolean;
  ids uuid[];
  lowests bigint[];
  -- The head of each: exhausted at -infinity, not looked for any further where there is no cursor.
  seqs bigint[];
  ats timestamptz[];
  cursors refcursor[];
  opened integer := 0;
  opened_older integer := 0;
  newest integer;
  -- No other head is newer.
  rival timestamptz;
  place bigint;
  entry record;
  passed integer;
  stretches integer := 0;
  remaining integer := most;
  top_ids uuid[];
  top_seqs bigint[];
  top_ats timestamptz[];
begin
  open conversations;
  fetch conversations into next;
  loop
    is_opening := next.id is not null and (newest is null or (next.at, next.id) > (ats[newest], ids[newest]));
    if is_opening then
      opened_older := opened_older + (next.at < before_at)::integer;
      if opened_older > ${MOST_OPENED} then
        return query select next.id, next.top + 1, next.at, 'stopped';
        exit;
      end if;
      place := case
        when next.id = before_conversation then least(next.top, before_seq - 1)
        when next.at < before_at then next.top
        else seq_at(next.id, next.top, before_at - (next.id > before_conversation)::integer * interval '1 millisecond')
      end;
      opened := opened + 1;
      newest := opened;
      ids[newest] := next.id;
      lowests[newest] := next.lowest;
      entries := null;
      open entries(next.id, next.lowest, place);
      cursors[newest] := entries;
    else
      exit when newest is null or ats[newest] = '-infinity';
      conversation_id := ids[newest];
      seq := seqs[newest];
      at := ats[newest];
      outcome := case when cursors[newest] is null then 'stopped' else 'received' end;
      return next;
      remaining := remaining - 1;
      exit when outcome = 'stopped' or remaining = 0;
    end if;

    -- The next received entry becomes the head.
    passed := 0;
    loop
      entries := cursors[newest];
      fetch entries into entry;
      seqs[newest] := coalesce(entry.seq, 0);
      ats[newest] := coalesce(entry.at, '-infinity');
      exit when entry.is_received or not found;
      passed := passed + 1;
      continue when passed < ${STRETCH};
      stretches := stretches + 1;
      if stretches > ${MOST_STRETCHES} then
        cursors[newest] := null;
        exit;
      end if;
      close entries;
      entries := null;
      open entries(ids[newest], lowests[newest], skip_unreceived(ids[newest], reader, entry.seq - 1, lowests[newest]));
      cursors[newest] := entries;
      passed := 0;
    end loop;

    if is_opening then
      if place = next.top and seqs[newest] < place then
        top_ids := top_ids || next.id;
        top_seqs := top_seqs || seqs[newest];
        top_ats := top_ats || coalesce(entry.at, next.at);
      end if;
      fetch conversations into next;
    end if;
    continue when not is_opening and ats[newest] > rival;
    rival := '-infinity';
    newest := 1;
    for n in 2..opened loop
      if (ats[n], ids[n]) > (ats[newest], ids[newest]) then
        rival := ats[newest];
        newest := n;
      else
        rival := greatest(rival, ats[n]);
      end if;
    end loop;
  end loop;
  return query select t.id, t.seq, t.at, 'top'
    from unnest(top_ids, top_seqs, top_ats) t(id, seq, at) where opened > ${UNTOLD_OPENED};
end $$`;
