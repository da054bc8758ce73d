import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { MENTIONING } from '../../messages/shape/mention-parts.js';
import { VISIBLE_TO_READER } from '../../messages/shape/message-rows.js';
import { isUnblockedBy } from '../../users/privacy-conditions.js';
import { hearsAt, LEVEL, mentionsAfter } from './hearing-conditions.js';

/** Somebody in a conversation. */
export interface Listener {
  readonly userId: string;
  readonly conversationId: string;
}

/** Somebody who wants to be told, on a device, by mail or both. */
export interface WaitingListener extends Listener {
  readonly hasDevice: boolean;
  /** After how many minutes; null where not. */
  readonly mailAfter: number | null;
}

/** What somebody has not read in one conversation, and was not mailed yet. */
export interface Unmailed {
  readonly conversationId: string;
  readonly firstSeq: number;
  readonly throughSeq: number;
  readonly oldestAt: Date;
  /** All that was read came by this rev of the conversation. */
  readonly rev: number;
}

/** One of the messages that somebody has not read. */
export interface UnheardLine {
  readonly seq: number;
  readonly senderId: string;
  readonly body: string;
  readonly createdAt: Date;
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
  readonly memberCount: number;
}

/** What is to be told once. */
export interface Taken extends Unheard {
  /** Of the newest edit that brought a mention; 0 where there is none. */
  readonly rev: number;
}

/** More of them are not counted. */
const COUNTED = 100;

/** `l`: what `m` wants to hear of. */
const LEVEL_OF_READER = `(select ${LEVEL} as level offset 0) l`;

/** What of the messages `x` of `c` can be new for `m`, who wants to hear at `l`. */
const CAN_BE_HEARD = `${VISIBLE_TO_READER} and x.seq > m.last_read_seq
    and x.kind = 0 and x.deleted_at is null and x.sender_id <> m.user_id
    and ${isUnblockedBy('m.user_id', 'x.sender_id')}
    and l.level <> 'none' and coalesce(m.muted_until <= now(), true)`;

/** What `m` has not read of the messages `x` of `c` and wants to hear of, up to a hundred, the newest first. */
const HEARD = (afterSeq: string, throughSeq: string, since: string) => `
  select x.seq, x.sender_id, x.body, x.created_at, 0::bigint as rev from ${LEVEL_OF_READER}, messages x
  where ${CAN_BE_HEARD} and x.seq > ${afterSeq} and x.seq <= ${throughSeq} and x.created_at >= ${since}
    and ${hearsAt('l.level')}
  order by x.seq desc limit ${COUNTED}`;

/** Where an edit mentions `m` since that rev in what they have not read up to there; found among what changed since. */
const NEWLY_MENTIONED = (afterRev: string, throughSeq: string, since: string) => `
  select x.seq, x.sender_id, x.body, x.edited_at as created_at, x.rev from ${LEVEL_OF_READER}, messages x
  where ${CAN_BE_HEARD} and x.changed and x.rev > ${afterRev} and x.seq <= ${throughSeq} and x.edited_at >= ${since}
    and ${mentionsAfter(afterRev)}
  order by x.seq desc limit ${COUNTED}`;

const both = (...arms: readonly string[]) => arms.map((arm) => `(${arm})`).join(' union all ');

/** Reads what people have not heard of, by what they chose in each conversation. */
@Injectable()
export class UnheardRepository {
  constructor(private readonly database: Database) {}

  /** Who wants to be told of what may be new for them that moved since a rev of each conversation, or that an edit mentions them. */
  async listeners(tx: Tx, moves: readonly { conversationId: string; firstRev: number }[]): Promise<WaitingListener[]> {
    return tx.manager.query<WaitingListener[]>(
      `select distinct m.user_id as "userId", m.conversation_id as "conversationId",
         p.has_device as "hasDevice", n.mail_after as "mailAfter"
       from (
         select x.conversation_id, x.seq, x.sender_id, x.kind, true as is_new, f.first_rev
         from unnest($1::uuid[], $2::bigint[]) f(conversation_id, first_rev)
         join conversations c on c.id = f.conversation_id
         join messages x on x.conversation_id = c.id and x.seq = c.last_seq and x.rev >= f.first_rev
         union all
         select x.conversation_id, x.seq, x.sender_id, x.kind, false, f.first_rev
         from unnest($1::uuid[], $2::bigint[]) f(conversation_id, first_rev)
         join messages x on x.conversation_id = f.conversation_id and x.changed and x.rev >= f.first_rev
           and x.edited_at is not null and x.parts & ${MENTIONING} <> 0
       ) x
       join conversation_members m on m.conversation_id = x.conversation_id and m.last_read_seq < x.seq
         and coalesce(m.muted_until <= now(), true)
         and (x.is_new or ${mentionsAfter('x.first_rev - 1')})
       left join notification_settings n on n.user_id = m.user_id
       cross join lateral (
         select exists (select 1 from push_subscriptions s where s.user_id = m.user_id offset 0) as has_device) p
       where (p.has_device or n.mail_after is not null) and coalesce(m.notify, n.default_level, 'all') <> 'none'
         and (m.user_id <> x.sender_id or x.kind <> 0)`,
      [moves.map(({ conversationId }) => conversationId), moves.map(({ firstRev }) => firstRev)],
    );
  }

  /**
   * What is new since it was decided last, or mentions them by an edit since then, for devices that were there when it was
   * written; from then on it is decided. Undefined when it is nothing.
   */
  async take(tx: Tx, { userId, conversationId }: Listener, since: Date): Promise<Taken | undefined> {
    await tx.manager.query(
      `insert into notification_marks (user_id, conversation_id, through_seq)
       select $1, c.id, 0 from conversations c where c.id = $2 on conflict do nothing`,
      [userId, conversationId],
    );
    // Whoever else decides waits here, and then finds it decided.
    const [mark] = await tx.manager.query<{ throughSeq: number; mentionsRev: number }[]>(
      `select through_seq as "throughSeq", mentions_rev as "mentionsRev" from notification_marks where user_id = $1 and conversation_id = $2 for update`,
      [userId, conversationId],
    );
    if (!mark) return undefined;
    const [row] = await tx.manager.query<(Taken & { lastSeq: number; lastRev: number })[]>(
      `select c.last_seq as "lastSeq", c.last_rev as "lastRev", h.rev, c.kind, c.subject, c.member_count as "memberCount", h.count, h.first_seq as "firstSeq", h.seq, h.sender_id as "senderId", h.body
       from conversation_members m
       join conversations c on c.id = m.conversation_id
       cross join lateral (
         select count(*)::integer as count, min(x.seq) as first_seq, max(x.seq) as seq, coalesce(max(x.rev), 0) as rev,
           (array_agg(x.sender_id order by x.seq desc))[1] as sender_id, (array_agg(x.body order by x.seq desc))[1] as body
         from (${both(
           HEARD('$3::bigint', 'c.last_seq', '$4::timestamptz'),
           NEWLY_MENTIONED('$5::bigint', '$3::bigint', '$4::timestamptz'),
         )}) x) h
       where m.conversation_id = $2 and m.user_id = $1`,
      [userId, conversationId, mark.throughSeq, since, mark.mentionsRev],
    );
    if (!row) return undefined;
    await tx.manager.query(
      `update notification_marks set through_seq = $3, mentions_rev = $4 where user_id = $1 and conversation_id = $2`,
      [userId, conversationId, row.lastSeq, row.lastRev],
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
        text: `select c.kind, c.subject, c.member_count as "memberCount", h.count, h.first_seq as "firstSeq", h.seq, h.sender_id as "senderId", h.body
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

  /** The newest of these that are still new for somebody, the oldest of them first. */
  async lines(
    { userId, conversationId }: Listener,
    { firstSeq, throughSeq }: { firstSeq: number; throughSeq: number },
    limit: number,
  ): Promise<UnheardLine[]> {
    const rows = await this.database.rows<UnheardLine>(
      {
        name: 'unheard.lines',
        text: `select h.seq, h.sender_id as "senderId", h.body, h.created_at as "createdAt"
          from conversation_members m
          join conversations c on c.id = m.conversation_id
          cross join lateral (${HEARD('$3::bigint - 1', '$4::bigint', `'-infinity'`)}) h
          where m.conversation_id = $2 and m.user_id = $1
          order by h.seq desc limit $5`,
      },
      [userId, conversationId, firstSeq, throughSeq, limit],
    );
    return rows.reverse();
  }

  /**
   * What somebody has not read that was written since a moment, by conversation, the longest waiting first; with `isNew` only what
   * they were not mailed yet.
   */
  async unmailed(
    tx: Tx,
    userId: string,
    { since, isNew, limit }: { since: Date; isNew: boolean; limit: number },
  ): Promise<Unmailed[]> {
    return tx.manager.query<Unmailed[]>(
      `select m.conversation_id as "conversationId", h.first_seq as "firstSeq", h.seq as "throughSeq", h.at as "oldestAt",
         c.last_rev as rev
       from conversation_members m
       join conversations c on c.id = m.conversation_id
       left join notification_marks mark on mark.user_id = m.user_id and mark.conversation_id = m.conversation_id and $3
       cross join lateral (
         select min(x.seq) as first_seq, max(x.seq) as seq, min(x.created_at) as at
         from (${both(
           HEARD('coalesce(mark.mailed_through_seq, 0)', 'c.last_seq', '$2::timestamptz'),
           NEWLY_MENTIONED('mark.mailed_mentions_rev', 'mark.mailed_through_seq', '$2::timestamptz'),
         )}) x) h
       where m.user_id = $1 and m.last_read_seq < c.last_seq and h.seq is not null
       order by h.at limit $4`,
      [userId, since, isNew, limit],
    );
  }

  /** From now on they were mailed up to there. */
  async noteMailed(tx: Tx, userId: string, parts: readonly Unmailed[]): Promise<void> {
    await tx.manager.query(
      `insert into notification_marks as n (user_id, conversation_id, through_seq, mailed_through_seq, mailed_mentions_rev)
       select $1, c.id, 0, k.seq, k.rev
       from unnest($2::uuid[], $3::bigint[], $4::bigint[]) k(id, seq, rev) join conversations c on c.id = k.id
       on conflict (user_id, conversation_id) do update
       set mailed_through_seq = greatest(n.mailed_through_seq, excluded.mailed_through_seq),
         mailed_mentions_rev = excluded.mailed_mentions_rev`,
      [
        userId,
        parts.map(({ conversationId }) => conversationId),
        parts.map(({ throughSeq }) => throughSeq),
        parts.map(({ rev }) => rev),
      ],
    );
  }

  async deleteOf(tx: Tx, userId: string): Promise<void> {
    await tx.manager.query('delete from notification_marks where user_id = $1', [userId]);
  }
}
