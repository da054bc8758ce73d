import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Subjects that are renamed, resolved and merged. */
export class SubjectChanges1763944900000 implements MigrationInterface {
  readonly name = 'SubjectChanges1763944900000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  /** What was merged falls apart again: each of its messages has the subject that it was written under. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** Each reads one row by an index, or passes over one run. */
const MOST_STEPS = 600;
const BY_INDEX = 'set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off';

const UP = [
  `alter table conversation_subjects
    add column rev bigint not null default 0,
    add column merged_into uuid,
    add constraint conversation_subjects_merged_into_fkey foreign key (conversation_id, merged_into)
      references conversation_subjects (conversation_id, id) on delete cascade`,
  `create index conversation_subjects_merged_into_idx on conversation_subjects (conversation_id, merged_into)
    where merged_into is not null`,
  `create index conversation_subjects_rev_idx on conversation_subjects (conversation_id, rev) where rev > 0`,
  `alter table conversations add column subjects_rev bigint not null default 0`,
  // A subject's own id, and those of what became a part of it; none where there is no such title.
  `create function subject_parts(conversation uuid, of_title_key text) returns uuid[] language sql stable ${BY_INDEX} as $$
    select array[t.id] || array(
      select a.id from conversation_subjects a where a.conversation_id = conversation and a.merged_into = t.id)
    from (
      select coalesce(s.merged_into, s.id) as id from conversation_subjects s
      where s.conversation_id = conversation and s.title_key = of_title_key
    ) t
  $$`,
  ...walk('subject_before', 'down'),
  ...walk('subject_after', 'up'),
];

/**
 * The seqs of a subject that a reader sees, from one end to the other. Its parts are merged: of each the next message is
 * known, and read anew once the walk has passed it. After so many steps the last row is the one to go on from, and is not
 * seen.
 */
function walk(name: string, direction: 'down' | 'up'): string[] {
  const isDown = direction === 'down';
  const [first, between, order, nearest, isPassed, behindRun, behind, from] = isDown
    ? ['highest', 'lowest and place', 'desc', 'max', '>', 'run.first_seq - 1', '- 1', '+ 1']
    : ['lowest', 'place and highest', 'asc', 'min', '<', 'run.last_seq + 1', '+ 1', '- 1'];
  return [
    `drop function ${name}(uuid, uuid, uuid, bigint, bigint, integer)`,
    `create function ${name}(conversation uuid, reader uuid, subjects uuid[], lowest bigint, highest bigint, most integer)
    returns table (seq bigint, is_seen boolean) language plpgsql stable rows 50 ${BY_INDEX} as $$
    declare
      place bigint := ${first};
      remaining bigint := most;
      steps integer := 0;
      heads bigint[] := array_fill(${first} ${from}, array[coalesce(cardinality(subjects), 0)]);
      candidate bigint;
      run hidden_runs;
    begin
      loop
        for part in 1..cardinality(heads) loop
          continue when heads[part] ${isPassed} place is not true;
          steps := steps + 1;
          heads[part] := (
            select x.seq from messages x
            where x.conversation_id = conversation and x.subject_id = subjects[part] and x.seq between ${between}
            order by x.seq ${order} limit 1);
        end loop;
        select ${nearest}(h.seq) into candidate from unnest(heads) h(seq);
        if candidate is null then return; end if;
        if steps > ${MOST_STEPS} then
          return query select place ${from}, false;
          return;
        end if;
        select * into run from hidden_runs r
        where r.user_id = reader and r.conversation_id = conversation and r.first_seq <= candidate
        order by r.first_seq desc limit 1;
        if run.last_seq >= candidate then
          place := ${behindRun};
        else
          return query select candidate, true;
          remaining := remaining - 1;
          if remaining = 0 then return; end if;
          place := candidate ${behind};
        end if;
      end loop;
    end $$`,
  ];
}

const DOWN = [
  ...['down', 'up'].flatMap((direction) => walkOfOne(direction === 'down' ? 'subject_before' : 'subject_after')),
  `drop function subject_parts(uuid, text)`,
  `alter table conversations drop column subjects_rev`,
  `update conversation_subjects s set merged_into = null, message_count = n.message_count, last_seq = n.last_seq
   from (
     select o.conversation_id, o.id, count(x.seq) as message_count, coalesce(max(x.seq), 0) as last_seq
     from conversation_subjects o
     left join messages x on x.conversation_id = o.conversation_id and x.subject_id = o.id
     group by o.conversation_id, o.id
   ) n
   where s.conversation_id = n.conversation_id and s.id = n.id`,
  `drop index conversation_subjects_rev_idx`,
  `drop index conversation_subjects_merged_into_idx`,
  `alter table conversation_subjects
    drop constraint conversation_subjects_merged_into_fkey, drop column merged_into, drop column rev`,
];

/** The function as it was before: of one id. */
function walkOfOne(name: string): string[] {
  const isDown = name === 'subject_before';
  const [first, between, order, behindRun, behind, from] = isDown
    ? ['highest', 'lowest and place', 'desc', 'run.first_seq - 1', '- 1', '+ 1']
    : ['lowest', 'place and highest', 'asc', 'run.last_seq + 1', '+ 1', '- 1'];
  return [
    `drop function ${name}(uuid, uuid, uuid[], bigint, bigint, integer)`,
    `create function ${name}(conversation uuid, reader uuid, subject uuid, lowest bigint, highest bigint, most integer)
    returns table (seq bigint, is_seen boolean) language plpgsql stable rows 50 ${BY_INDEX} as $$
    declare
      place bigint := ${first};
      remaining bigint := most;
      candidate bigint;
      run hidden_runs;
    begin
      for step in 1..${MOST_STEPS} loop
        select x.seq into candidate from messages x
        where x.conversation_id = conversation and x.subject_id = subject and x.seq between ${between}
        order by x.seq ${order} limit 1;
        if candidate is null then return; end if;
        select * into run from hidden_runs r
        where r.user_id = reader and r.conversation_id = conversation and r.first_seq <= candidate
        order by r.first_seq desc limit 1;
        if run.last_seq >= candidate then
          place := ${behindRun};
        else
          return query select candidate, true;
          remaining := remaining - 1;
          if remaining = 0 then return; end if;
          place := candidate ${behind};
        end if;
      end loop;
      return query select place ${from}, false;
    end $$`,
  ];
}
