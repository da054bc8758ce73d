import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { EVERYBODY } from '../../messages/shape/everybody.js';
import { VISIBLE_TO_READER } from '../../messages/shape/message-rows.js';
import { isUnblockedBy } from '../../users/privacy-conditions.js';

/** Somebody with a device, in a conversation. */
export interface Listener {
  readonly userId: string;
  readonly conversationId: string;
}

/** What is new for somebody in a conversation. */
export interface Unheard {
  readonly count: number;
  readonly firstSeq: number;
  /** The newest. */
  readonly seq: number;
  readonly senderId: string;
  readonly body: string;
  readonly kind: 'direct' | 'group';
  /** The name of a group. */
  readonly subject: string | null;
}

/** More of them are not counted. */
const COUNTED = 100;

const MENTIONS_READER = `(exists (
    select 1 from message_mentions k where k.conversation_id = x.conversation_id and k.seq = x.seq
      and (k.user_id = m.user_id or k.user_id = '${EVERYBODY}'))
  or exists (
    select 1 from message_mentions k join team_members t on t.team_id = k.user_id and t.user_id = m.user_id
    where k.conversation_id = x.conversation_id and k.seq = x.seq and k.at >= t.joined_at))`;

/** What `m` has not read of the messages `x` of `c` and wants to hear of, up to a hundred, the newest first. */
const HEARD = (afterSeq: string, throughSeq: string, since: string) => `
  select x.seq, x.sender_id, x.body from messages x
  where ${VISIBLE_TO_READER} and x.seq > greatest(m.last_read_seq, ${afterSeq}) and x.seq <= ${throughSeq}
    and x.kind = 0 and x.deleted_at is null and x.sender_id <> m.user_id and x.created_at >= ${since}
    and ${isUnblockedBy('m.user_id', 'x.sender_id')}
    and m.notify <> 'none' and coalesce(m.muted_until <= now(), true)
    and (m.notify = 'all' or ${MENTIONS_READER})
  order by x.seq desc limit ${COUNTED}`;

/** Reads what people have not heard of, by what they chose in each conversation. */
@Injectable()
export class UnheardRepository {
  constructor(private readonly database: Database) {}

  /** The people with a device for whom something may be new that moved since a rev of each conversation. */
  async listeners(tx: Tx, moves: readonly { conversationId: string; firstRev: number }[]): Promise<Listener[]> {
    return tx.manager.query<Listener[]>(
      `select distinct m.user_id as "userId", m.conversation_id as "conversationId"
       from unnest($1::uuid[], $2::bigint[]) k(conversation_id, first_rev)
       join conversations c on c.id = k.conversation_id
       join messages x on x.conversation_id = c.id and x.seq = c.last_seq and x.rev >= k.first_rev
       join conversation_members m on m.conversation_id = c.id and m.last_read_seq < c.last_seq
         and m.notify <> 'none' and coalesce(m.muted_until <= now(), true)
       where exists (select 1 from push_subscriptions s where s.user_id = m.user_id offset 0)
         and (m.user_id <> x.sender_id or x.kind <> 0)`,
      [moves.map(({ conversationId }) => conversationId), moves.map(({ firstRev }) => firstRev)],
    );
  }

  /**
   * What is new since it was decided last, for devices that were there when it was written; from then on it is decided.
   * Undefined when it is nothing.
   */
  async take(tx: Tx, { userId, conversationId }: Listener, since: Date): Promise<Unheard | undefined> {
    await tx.manager.query(
      `insert into notification_marks (user_id, conversation_id, through_seq)
       select $1, c.id, 0 from conversations c where c.id = $2 on conflict do nothing`,
      [userId, conversationId],
    );
    // Whoever else decides waits here, and then finds it decided.
    const [mark] = await tx.manager.query<{ throughSeq: number }[]>(
      `select through_seq as "throughSeq" from notification_marks where user_id = $1 and conversation_id = $2 for update`,
      [userId, conversationId],
    );
    if (!mark) return undefined;
    const [row] = await tx.manager.query<(Unheard & { lastSeq: number })[]>(
      `select c.last_seq as "lastSeq", c.kind, c.subject, h.count, h.first_seq as "firstSeq", h.seq, h.sender_id as "senderId", h.body
       from conversation_members m
       join conversations c on c.id = m.conversation_id
       cross join lateral (
         select count(*)::integer as count, min(x.seq) as first_seq, max(x.seq) as seq,
           (array_agg(x.sender_id order by x.seq desc))[1] as sender_id, (array_agg(x.body order by x.seq desc))[1] as body
         from (${HEARD('$3::bigint', 'c.last_seq', '$4::timestamptz')}) x) h
       where m.conversation_id = $2 and m.user_id = $1`,
      [userId, conversationId, mark.throughSeq, since],
    );
    if (!row) return undefined;
    await tx.manager.query(
      `update notification_marks set through_seq = $3 where user_id = $1 and conversation_id = $2`,
      [userId, conversationId, row.lastSeq],
    );
    return row.count > 0 ? row : undefined;
  }

  /** What of these is still new for somebody who may still read it; undefined when it is nothing. */
  async still(
    { userId, conversationId }: Listener,
    { firstSeq, throughSeq }: { firstSeq: number; throughSeq: number },
  ): Promise<Unheard | undefined> {
    const row = await this.database.row<Unheard>(
      {
        name: 'unheard.still',
        text: `select c.kind, c.subject, h.count, h.first_seq as "firstSeq", h.seq, h.sender_id as "senderId", h.body
          from conversation_members m
          join conversations c on c.id = m.conversation_id
          cross join lateral (
            select count(*)::integer as count, min(x.seq) as first_seq, max(x.seq) as seq,
              (array_agg(x.sender_id order by x.seq desc))[1] as sender_id, (array_agg(x.body order by x.seq desc))[1] as body
            from (${HEARD('$3::bigint - 1', '$4::bigint', `'-infinity'`)}) x) h
          where m.conversation_id = $2 and m.user_id = $1`,
      },
      [userId, conversationId, firstSeq, throughSeq],
    );
    return row && row.count > 0 ? row : undefined;
  }

  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.query('delete from notification_marks where user_id = $1', [userId]);
  }
}
