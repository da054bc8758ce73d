import { Injectable } from '@nestjs/common';
import { mayKnowPresence } from '../users/contact-conditions.js';
import { MAX_TRACKED_MEMBERS } from '../conversations/receipt-conditions.js';
import { Database } from '../core/database/database.js';
import type { Position } from './positions.js';
import { MAX_TOLD_MEMBERS } from './receipt-limits.js';
import type { WrittenPosition } from './receipt-news.js';

/** A position whose row was free, or busy with something else. */
interface DuePosition extends WrittenPosition {
  readonly isHeld: boolean;
}

// Rows are locked one by one in the order of their keys, and a busy one is passed over: this statement waits for nobody,
// and nobody waits long for it.
const KEEP = {
  name: 'receipts.keep-deliveries',
  text: `with due as materialized (
      select p.*, held.user_id is not null as is_held
      from (
        select k.*, c.member_count, c.members_rev
        from unnest($1::uuid[], $2::uuid[], $3::bigint[]) k(conversation_id, user_id, seq)
        join conversations c on c.id = k.conversation_id and c.member_count <= ${MAX_TRACKED_MEMBERS}
        join conversation_members m on m.conversation_id = k.conversation_id and m.user_id = k.user_id
          and m.last_delivered_seq < k.seq
        order by k.conversation_id, k.user_id
      ) p
      left join lateral (
        select m.user_id from conversation_members m
        where m.conversation_id = p.conversation_id and m.user_id = p.user_id
        for no key update skip locked
      ) held on true
    ), moved as (
      update conversation_members m set last_delivered_seq = d.seq
      from due d
      where d.is_held and m.conversation_id = d.conversation_id and m.user_id = d.user_id
        and m.last_delivered_seq < d.seq
    )
    select d.conversation_id as "conversationId", d.user_id as "userId", d.seq, d.members_rev as "membersRev",
      d.member_count as "memberCount", d.is_held as "isHeld", statement_timestamp()::timestamptz(3) as at,
      case when d.member_count > ${MAX_TOLD_MEMBERS} then '{}' else array(
        select o.user_id from conversation_members o
        where o.conversation_id = d.conversation_id and ${mayKnowPresence('o.user_id', 'd.user_id')}
      ) end as "viewerIds"
    from due d`,
};

/** How far messages reached people. */
@Injectable()
export class DeliveriesRepository {
  constructor(private readonly database: Database) {}

  /** Moves these positions forward where they are behind; says which it moved, and which rows were busy. */
  async keep(positions: readonly Position[]): Promise<{ written: WrittenPosition[]; busy: Position[] }> {
    const due = await this.database.rows<DuePosition>(KEEP, [
      positions.map(({ conversationId }) => conversationId),
      positions.map(({ userId }) => userId),
      positions.map(({ seq }) => seq),
    ]);
    return { written: due.filter(({ isHeld }) => isHeld), busy: due.filter(({ isHeld }) => !isHeld) };
  }
}
