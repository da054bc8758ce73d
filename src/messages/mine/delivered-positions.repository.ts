import { Injectable } from '@nestjs/common';
import { mayKnowPresence } from '../../users/privacy-conditions.js';
import { Database } from '../../core/database/database.js';
import { MAX_TRACKED_MEMBERS } from './receipt-conditions.js';

/** How far a message reached somebody. */
export interface DeliveredPosition {
  readonly conversationId: string;
  readonly userId: string;
  readonly seq: number;
}

/** One that was behind, and who may know of it. */
export interface MovedPosition extends DeliveredPosition {
  readonly membersRev: number;
  readonly memberCount: number;
  readonly viewerIds: readonly string[];
  readonly at: Date;
}

/** A position whose row was free, or busy with something else. */
interface DuePosition extends MovedPosition {
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
      case when d.member_count > $4::integer then '{}' else array(
        select o.user_id from conversation_members o
        where o.conversation_id = d.conversation_id and ${mayKnowPresence('o.user_id', 'd.user_id')}
      ) end as "viewerIds"
    from due d`,
};

/** How far messages reached people: a column of conversation_members. */
@Injectable()
export class DeliveredPositionsRepository {
  constructor(private readonly database: Database) {}

  async keep(positions: readonly DeliveredPosition[], mostViewers: number): Promise<DuePosition[]> {
    return this.database.rows<DuePosition>(KEEP, [
      positions.map(({ conversationId }) => conversationId),
      positions.map(({ userId }) => userId),
      positions.map(({ seq }) => seq),
      mostViewers,
    ]);
  }
}
