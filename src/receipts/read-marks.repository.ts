import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import { mayKnowReading } from '../users/privacy-conditions.js';
import type { Position } from './positions.js';
import { MAX_TOLD_MEMBERS, READ_MARK_DAYS } from './receipt-limits.js';
import type { WrittenPosition } from './receipt-news.js';

// Of somebody who hides it nothing is kept, so that nothing comes to light when they show it again. Whether one shows it
// at all is whether one may know it of oneself.
const KEEP = {
  name: 'receipts.keep-reads',
  text: `with read as materialized (
      select k.*, c.member_count, c.members_rev
      from unnest($1::uuid[], $2::uuid[], $3::bigint[]) k(conversation_id, user_id, seq)
      join conversations c on c.id = k.conversation_id
      join conversation_members m on m.conversation_id = k.conversation_id and m.user_id = k.user_id
      where ${mayKnowReading('k.user_id', 'k.user_id')}
    ), kept as (
      insert into read_marks (conversation_id, user_id, seq, at)
      select r.conversation_id, r.user_id, r.seq, statement_timestamp() from read r
      where r.member_count between 2 and ${MAX_TOLD_MEMBERS}
      order by r.conversation_id, r.user_id
      on conflict on constraint read_marks_pkey do nothing
    )
    select r.conversation_id as "conversationId", r.user_id as "userId", r.seq, r.members_rev as "membersRev",
      r.member_count as "memberCount", statement_timestamp()::timestamptz(3) as at,
      case when r.member_count > ${MAX_TOLD_MEMBERS} then '{}' else array(
        select o.user_id from conversation_members o
        where o.conversation_id = r.conversation_id and ${mayKnowReading('o.user_id', 'r.user_id')}
      ) end as "viewerIds"
    from read r`,
};

const DELETE_OLD = {
  name: 'receipts.delete-old-reads',
  text: `with old as (
      select k.conversation_id, k.user_id, k.seq from read_marks k
      where k.at < now() - interval '${READ_MARK_DAYS} days'
      limit $1 for update skip locked
    ), deleted as (
      delete from read_marks k using old
      where k.conversation_id = old.conversation_id and k.user_id = old.user_id and k.seq = old.seq
      returning 1
    )
    select count(*) as "count" from deleted`,
};

/** The read_marks table. */
@Injectable()
export class ReadMarksRepository {
  constructor(private readonly database: Database) {}

  /** Keeps when these were read, where times are kept, and says who may know of each. */
  async keep(positions: readonly Position[]): Promise<WrittenPosition[]> {
    return this.database.rows<WrittenPosition>(KEEP, [
      positions.map(({ conversationId }) => conversationId),
      positions.map(({ userId }) => userId),
      positions.map(({ seq }) => seq),
    ]);
  }

  /** Deletes at most so many of those that are too old, none that another node deletes at the moment; says how many. */
  async deleteOld(limit: number): Promise<number> {
    return (await this.database.row<{ count: number }>(DELETE_OLD, [limit]))?.count ?? 0;
  }
}
