import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import { hasReadFor, isRecipient } from '../../messages/mine/receipt-conditions.js';
import { HERE_PART } from '../../messages/shape/mention-parts.js';
import { hearsAnyway, LEVEL } from '../deciding/hearing-conditions.js';
import type { Channel, Delivery, DeliveryState } from '../deliveries/delivery.entity.js';

/** What is on record of one recipient of a message, by one way; `channel` is null where nothing is. */
export interface TraceRow {
  readonly userId: string;
  readonly channel: Channel | null;
  readonly state: DeliveryState | null;
  readonly reason: string | null;
  readonly answer: number | null;
  readonly at: Date | null;
  /** They have read it, and its author may know. */
  readonly hasRead: boolean;
  /** They have a device that is notified, or want mail. */
  readonly isReachable: boolean;
}

/** Of how many it is not known one by one, by what is on record. */
export interface TraceCounts {
  readonly recipients: number;
  readonly sent: number;
  readonly failed: number;
}

/** Of everything about one person. */
export type TraceOfPerson = Pick<Delivery, 'channel' | 'state' | 'reason' | 'answer' | 'attempts' | 'at'>;

// $1 conversation, $2 seq, $3 author.
const RECIPIENTS = `(select o.* from conversation_members o where o.conversation_id = $1 and ${isRecipient('$2', '$3')}) o
          cross join lateral (select o.user_id, o.notify) m
          join messages x on x.conversation_id = $1 and x.seq = $2`;
/** Of whom `@here` alone called it is not said that it did: the author would learn that they were active. */
const ABOUT = `d.conversation_id = $1 and d.user_id = o.user_id and d.first_seq <= $2 and d.through_seq >= $2
            and (x.parts & ${HERE_PART.bit} = 0 or ${hearsAnyway(LEVEL)})`;

/** Reads what was noted of notifications. */
@Injectable()
export class TraceRepository {
  constructor(private readonly database: Database) {}

  /** Of a message, in the order of the accounts; with `isWhole` also those of whom nothing is on record. */
  ofMessage(
    { conversationId, seq, authorId }: { conversationId: string; seq: number; authorId: string },
    { isWhole, limit }: { isWhole: boolean; limit: number },
  ): Promise<TraceRow[]> {
    return this.database.rows<TraceRow>(
      {
        name: 'notifications.trace',
        text: `select o.user_id as "userId", d.channel, d.state, d.reason, d.answer, d.at,
            ${hasReadFor('$3', '$2')} as "hasRead",
            exists (select 1 from push_subscriptions s where s.user_id = o.user_id)
              or exists (select 1 from notification_settings n where n.user_id = o.user_id and n.mail_after is not null)
              as "isReachable"
          from ${RECIPIENTS}
          left join notification_deliveries d on ${ABOUT}
          where $4 or d.id is not null
          order by o.user_id, d.at limit $5`,
      },
      [conversationId, seq, authorId, isWhole, limit],
    );
  }

  async counts(conversationId: string, seq: number, authorId: string): Promise<TraceCounts> {
    const row = await this.database.row<TraceCounts>(
      {
        name: 'notifications.trace-counts',
        text: `select count(*)::integer as recipients,
            count(*) filter (where t.is_sent)::integer as sent,
            count(*) filter (where t.is_failed and not t.is_sent)::integer as failed
          from ${RECIPIENTS}
          cross join lateral (
            select coalesce(bool_or(d.state = 'sent'), false) as is_sent, coalesce(bool_or(d.state = 'failed'), false) as is_failed
            from notification_deliveries d where ${ABOUT}) t`,
      },
      [conversationId, seq, authorId],
    );
    return row ?? { recipients: 0, sent: 0, failed: 0 };
  }

  /** The newest of somebody, whatever it was about. */
  ofPerson(userId: string, limit: number): Promise<TraceOfPerson[]> {
    return this.database.rows<TraceOfPerson>(
      {
        name: 'notifications.trace-of-person',
        text: `select channel, state, reason, answer, attempts, at from notification_deliveries
          where user_id = $1 order by at desc, id desc limit $2`,
      },
      [userId, limit],
    );
  }
}
