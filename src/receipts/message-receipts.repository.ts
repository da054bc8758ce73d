import { Injectable } from '@nestjs/common';
import { mayKnowPresence } from '../users/privacy-conditions.js';
import { hasReadFor, isRecipient, wasDeliveredFor } from '../messages/mine/receipt-conditions.js';
import { Database } from '../core/database/database.js';
import { mayKnowReading } from '../users/privacy-conditions.js';

/** A message, and who asks how far it got. */
export interface AskedMessage {
  readonly conversationId: string;
  readonly seq: number;
  readonly authorId: string;
  readonly viewerId: string;
}

export interface MessageReceiptRow {
  readonly userId: string;
  readonly delivered: boolean;
  readonly read: boolean | null;
  readonly readAt: Date | null;
}

export interface MessageReceiptCounts {
  readonly recipients: number;
  readonly deliveredTo: number;
  readonly readBy: number;
}

// $1 conversation, $2 seq, $3 author, $4 viewer.
const RECIPIENTS = `conversation_members o where o.conversation_id = $1 and ${isRecipient('$2', '$3')}`;

const PAGE = {
  name: 'receipts.of-message',
  text: `with page as materialized (
      select o.conversation_id, o.user_id, o.last_delivered_seq >= $2 and ${mayKnowPresence('$4', 'o.user_id')} as delivered,
        case when ${mayKnowReading('$4', 'o.user_id')} then o.last_read_seq >= $2 end as read
      from ${RECIPIENTS} and ($6::uuid is null or o.user_id > $6)
      order by o.user_id limit $5
    )
    select p.user_id as "userId", p.delivered or coalesce(p.read, false) as delivered, p.read, k.at as "readAt"
    from page p
    left join lateral (
      select k.at from read_marks k
      where k.conversation_id = p.conversation_id and k.user_id = p.user_id and k.seq >= $2
      order by k.seq limit 1
    ) k on p.read
    order by p.user_id`,
};

const COUNTS = {
  name: 'receipts.counts-of-message',
  text: `select count(*) as recipients, count(*) filter (where ${wasDeliveredFor('$4', '$2')}) as "deliveredTo",
      count(*) filter (where ${hasReadFor('$4', '$2')}) as "readBy"
    from ${RECIPIENTS}`,
};

/** How far single messages got. */
@Injectable()
export class MessageReceiptsRepository {
  constructor(private readonly database: Database) {}

  /** The recipients in the order of their accounts; `limit + 1` rows tell whether there are more. */
  async page(asked: AskedMessage, limit: number, afterUserId: string | undefined): Promise<MessageReceiptRow[]> {
    return this.database.rows<MessageReceiptRow>(PAGE, [...valuesOf(asked), limit + 1, afterUserId ?? null]);
  }

  async counts(asked: AskedMessage): Promise<MessageReceiptCounts> {
    const row = await this.database.row<MessageReceiptCounts>(COUNTS, valuesOf(asked));
    if (!row) throw new Error('A count always has a row.');
    return row;
  }
}

function valuesOf({ conversationId, seq, authorId, viewerId }: AskedMessage): unknown[] {
  return [conversationId, seq, authorId, viewerId];
}
