import { Injectable } from '@nestjs/common';
import { hasReadFor, isRecipient, wasDeliveredFor } from '../messages/mine/receipt-conditions.js';
import { Database } from '../core/database/database.js';

/** How far the newest message of somebody got in a conversation. */
export interface ReceiptSummary {
  readonly authorId: string;
  readonly seq: number;
  readonly readBy: number;
  readonly deliveredTo: number;
}

/** Whoever wrote none of the newest messages no longer waits for word of theirs. */
const NEWEST = 20;

const SUMMARIES = {
  name: 'receipts.summaries',
  text: `with newest as materialized (
      select distinct on (x.sender_id) x.sender_id, x.seq
      from (
        select x.sender_id, x.seq, x.kind, x.deleted_at from messages x
        where x.conversation_id = $1 order by x.seq desc limit ${NEWEST}
      ) x
      where x.kind = 0 and x.deleted_at is null and x.sender_id = any($2::uuid[])
      order by x.sender_id, x.seq desc
    )
    select n.sender_id as "authorId", n.seq, counted.*
    from newest n
    join conversation_members a on a.conversation_id = $1 and a.user_id = n.sender_id
    cross join lateral (
      select count(*) filter (where ${hasReadFor('n.sender_id', 'n.seq')}) as "readBy",
        count(*) filter (where ${wasDeliveredFor('n.sender_id', 'n.seq')}) as "deliveredTo"
      from conversation_members o where o.conversation_id = $1 and ${isRecipient('n.seq', 'n.sender_id')}
    ) counted`,
};

/** Counts how far the newest messages got. */
@Injectable()
export class SummariesRepository {
  constructor(private readonly database: Database) {}

  /** Of those among these people who wrote one of the newest messages and are still there: the newest of each. */
  async of(conversationId: string, authorIds: readonly string[]): Promise<ReceiptSummary[]> {
    return this.database.rows<ReceiptSummary>(SUMMARIES, [conversationId, authorIds]);
  }
}
