-- The last seq of a block that was written at or before a moment: what was written later never has an earlier time.
--
-- Applied anew when this text changes (migrations/repeatable.ts). Other parameters need another name.
create or replace function search_seq_at(conversation uuid, first_seq bigint, last_seq bigint, moment timestamptz)
returns bigint language plpgsql stable as $$
declare
  low bigint := first_seq - 1;
  high bigint := last_seq;
  middle bigint;
begin
  while low < high loop
    middle := (low + high + 1) / 2;
    if (select m.created_at <= moment from messages m where m.conversation_id = conversation and m.seq = middle) then
      low := middle;
    else
      high := middle - 1;
    end if;
  end loop;
  return low;
end $$;
