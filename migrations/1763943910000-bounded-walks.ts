import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lets the history of one subject and the inbox stop early, and go on from there without looking at it all again. */
export class BoundedWalks1763943910000 implements MigrationInterface {
  readonly name = 'BoundedWalks1763943910000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** Each takes some microseconds. */
const MOST_STEPS = 600;
const BY_INDEX = 'set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off';

const UP = [
  // The seqs of one subject that a reader sees, from `highest` down to `lowest`. A step passes over one message or over
  // the whole run in which it is hidden. After so many steps the last row is the one to go on before, and is not seen.
  `create function subject_before(conversation uuid, reader uuid, subject uuid, lowest bigint, highest bigint, most integer)
  returns table (seq bigint, is_seen boolean) language plpgsql stable rows 50 ${BY_INDEX} as $$
  declare
    place bigint := highest;
    remaining bigint := most;
    candidate bigint;
    run hidden_runs;
  begin
    for step in 1..${MOST_STEPS} loop
      select x.seq into candidate from messages x
      where x.conversation_id = conversation and x.subject_id = subject and x.seq between lowest and place
      order by x.seq desc limit 1;
      if candidate is null then return; end if;
      select * into run from hidden_runs r
      where r.user_id = reader and r.conversation_id = conversation and r.first_seq <= candidate
      order by r.first_seq desc limit 1;
      if run.last_seq >= candidate then
        place := run.first_seq - 1;
      else
        return query select candidate, true;
        remaining := remaining - 1;
        if remaining = 0 then return; end if;
        place := candidate - 1;
      end if;
    end loop;
    return query select place + 1, false;
  end $$`,
  // The same upwards; the last row is the one to go on after.
  `create function subject_after(conversation uuid, reader uuid, subject uuid, lowest bigint, highest bigint, most integer)
  returns table (seq bigint, is_seen boolean) language plpgsql stable rows 50 ${BY_INDEX} as $$
  declare
    place bigint := lowest;
    remaining bigint := most;
    candidate bigint;
    run hidden_runs;
  begin
    for step in 1..${MOST_STEPS} loop
      select x.seq into candidate from messages x
      where x.conversation_id = conversation and x.subject_id = subject and x.seq between place and highest
      order by x.seq limit 1;
      if candidate is null then return; end if;
      select * into run from hidden_runs r
      where r.user_id = reader and r.conversation_id = conversation and r.first_seq <= candidate
      order by r.first_seq desc limit 1;
      if run.last_seq >= candidate then
        place := run.last_seq + 1;
      else
        return query select candidate, true;
        remaining := remaining - 1;
        if remaining = 0 then return; end if;
        place := candidate + 1;
      end if;
    end loop;
    return query select place - 1, false;
  end $$`,
  // What the inbox found out while looking: as long as the conversation is at inbox_rev, nothing that this person received
  // in it is above inbox_seq or newer than inbox_at. A message that they restore for themselves takes no rev and moves
  // inbox_epoch, so that what was found out before is not noted after it.
  `alter table conversation_members
    add column inbox_rev bigint not null default 0,
    add column inbox_seq bigint not null default 0,
    add column inbox_at timestamptz(3),
    add column inbox_epoch integer not null default 0`,
];

const DOWN = [
  `alter table conversation_members
    drop column inbox_epoch, drop column inbox_at, drop column inbox_seq, drop column inbox_rev`,
  `drop function subject_after(uuid, uuid, uuid, bigint, bigint, integer)`,
  `drop function subject_before(uuid, uuid, uuid, bigint, bigint, integer)`,
];
