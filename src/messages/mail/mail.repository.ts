import { Injectable } from '@nestjs/common';
import { isUnblockedBy } from '../../users/privacy-conditions.js';
import { EVERYBODY, THOSE_HERE } from '../shape/everybody.js';
import {
  FIRST_VISIBLE_SEQ,
  HIDDEN_FROM_READER,
  MESSAGE_JOINS,
  messageColumns,
  VISIBLE_TO_READER,
} from '../shape/message-rows.js';
import { hasReadFor, isRecipient, MAX_TRACKED_MEMBERS, wasDeliveredFor } from '../mine/receipt-conditions.js';
import { Database } from '../../core/database/database.js';
import type { MessagePlace } from '../shape/message-parts.js';
import { MAIL_COLUMNS, type MailRow } from './mail-rows.js';
import { TRASH_DAYS } from '../message-limits.js';

/** Where a list of messages across conversations continues: they order by time, then conversation, then seq. */
export interface MailPosition {
  readonly at: string;
  readonly conversationId: string;
  readonly seq: number;
}

/** A conversation in the state `rev` and `epoch`, in which nothing that somebody received is above `seq` or newer than `at`. */
export interface InboxTop {
  readonly conversationId: string;
  readonly rev: number;
  readonly epoch: number;
  /** 0 when there is none. */
  readonly seq: number;
  readonly at: Date;
}

/** What a walk of bounded length found, and where it stopped before it was through. */
export interface Walked<Row> {
  readonly rows: Row[];
  readonly reached: MailPosition | undefined;
}

/** A page of the inbox, and what was found out on the way about many conversations. */
export interface WalkedInbox extends Walked<MailRow> {
  readonly tops: readonly InboxTop[];
}

/** Counts recipients no further than is shown; members are found by their primary key. */
const countOf = (condition: string) => `(select count(*) from (
    select 1 from conversation_members o
    where o.conversation_id = c.id and ${isRecipient('x.seq', 'm.user_id')} and ${condition}
    limit 101) counted)`;

const SENT_COUNTS = `
  ${countOf('true')} as recipients,
  case when c.member_count <= ${MAX_TRACKED_MEMBERS} then ${countOf(wasDeliveredFor('m.user_id', 'x.seq'))} end as "deliveredTo",
  ${countOf(hasReadFor('m.user_id', 'x.seq'))} as "readBy"`;

const mailColumns = `${messageColumns()}, ${MAIL_COLUMNS}`;

/** Before all positions. */
const NEWEST = { at: 'infinity', conversationId: 'ffffffff-ffff-ffff-ffff-ffffffffffff', seq: 0 };

/**
 * A page of what is to be shown among the next $3 entries of a list, which are messages with the time `at` that orders them;
 * where that window ended comes with every row. `offset 0` keeps the planner to keys.
 */
const walkText = (list: string, condition: string, columns: string) => `
  with looked as materialized (${list}),
  page as materialized (
    select x.* from looked x
    cross join lateral (
      select m.* from conversation_members m
      where m.conversation_id = x.conversation_id and m.user_id = $1 offset 0
    ) m
    where x.seq >= ${FIRST_VISIBLE_SEQ} and x.kind = 0 and x.deleted_at is null and ${condition}
    order by x.at desc, x.conversation_id desc, x.seq desc limit $2
  )
  select (select count(*) from looked) as "windowLooked", ended.at as "windowAt",
    ended.conversation_id as "windowConversationId", ended.seq as "windowSeq", ${mailColumns}, ${columns}
  from (select l.at, l.conversation_id, l.seq from looked l order by l.at, l.conversation_id, l.seq limit 1) ended
  left join page x on true
  left join conversation_members m on m.conversation_id = x.conversation_id and m.user_id = $1
  left join conversations c on c.id = x.conversation_id
  ${MESSAGE_JOINS}
  order by x.at desc, x.conversation_id desc, x.seq desc`;

const RECEIVED = `
  select b.outcome, b.at as "placeAt", b.conversation_id as "placeConversationId", b.seq as "placeSeq",
    c.last_rev as "placeRev", m.inbox_epoch as "placeEpoch", ${mailColumns}
  from received_before($1, $3::timestamptz, $4::uuid, $5::bigint, $2::integer) b
  join conversation_members m on m.conversation_id = b.conversation_id and m.user_id = $1
  join conversations c on c.id = b.conversation_id
  left join lateral (
    select x.* from messages x where x.conversation_id = b.conversation_id and x.seq = b.seq limit 1
  ) x on b.outcome = 'received'
  ${MESSAGE_JOINS}
  order by b.at desc, b.conversation_id desc, b.seq desc`;

const BEFORE = '$4::timestamptz, $5::uuid, $6::bigint, $3::integer';
/**
 * Mentions of one person by name, and in each of their conversations those of everyone, their teams and who was active; each arm
 * reads its index. Those of people who were active while this one was not are passed over only once they are looked at, so that
 * however many there are, a page looks at so many.
 */
const MENTIONED = walkText(
  `select x.created_at as at, k.calls, x.*
   from (
     select k.at, k.conversation_id, k.seq, bool_or(k.calls) as calls from (
     (select k.at, k.conversation_id, k.seq, true as calls from message_mentions k
      where k.user_id = $1 and k.user_id <> '${EVERYBODY}'
        and (k.at, k.conversation_id, k.seq) < ($4::timestamptz, $5::uuid, $6::bigint)
      order by k.at desc, k.conversation_id desc, k.seq desc limit $3::integer)
     union all
     (select k.at, k.conversation_id, k.seq, true
      from conversation_members m
      cross join lateral (
        select k.at, k.conversation_id, k.seq from message_mentions k
        where k.conversation_id = m.conversation_id and k.user_id = '${EVERYBODY}' and k.at <= $4::timestamptz
          and (k.at, k.conversation_id, k.seq) < ($4::timestamptz, $5::uuid, $6::bigint)
        order by k.at desc, k.seq desc limit $3::integer
      ) k
      where m.user_id = $1)
     union all
     (select k.at, k.conversation_id, k.seq, $1 = any(k.called)
      from conversation_members m
      cross join lateral (
        select k.at, k.conversation_id, k.seq, k.called from message_mentions k
        where k.conversation_id = m.conversation_id and k.user_id = '${THOSE_HERE}' and k.at <= $4::timestamptz
          and (k.at, k.conversation_id, k.seq) < ($4::timestamptz, $5::uuid, $6::bigint)
        order by k.at desc, k.seq desc limit $3::integer
      ) k
      where m.user_id = $1)
     union all
     (select k.at, k.conversation_id, k.seq, true
      from team_members t
      join conversation_members m on m.user_id = t.user_id
      cross join lateral (
        select k.at, k.conversation_id, k.seq from message_mentions k
        where k.user_id = t.team_id and k.conversation_id = m.conversation_id and k.is_team and k.at >= t.joined_at
          and k.at <= $4::timestamptz and (k.at, k.conversation_id, k.seq) < ($4::timestamptz, $5::uuid, $6::bigint)
        order by k.at desc, k.seq desc limit $3::integer
      ) k
      where t.user_id = $1)
     ) k
     group by k.at, k.conversation_id, k.seq
     order by at desc, conversation_id desc, seq desc limit $3::integer
   ) k
   cross join lateral (
     select x.* from messages x where x.conversation_id = k.conversation_id and x.seq = k.seq limit 1
   ) x`,
  `x.calls and x.sender_id <> $1 and not ${HIDDEN_FROM_READER} and ${isUnblockedBy('$1', 'x.sender_id')}`,
  MAIL_COLUMNS,
);
const SENT = walkText(
  `select x.created_at as at, x.* from sent_messages_before($1, ${BEFORE}) x`,
  `not ${HIDDEN_FROM_READER}`,
  SENT_COUNTS,
);
const TRASHED = walkText(
  `select h.at, x.* from hidden_before($1, now() - interval '${TRASH_DAYS} days', ${BEFORE}) h
   cross join lateral (
     select x.* from messages x where x.conversation_id = h.conversation_id and x.seq = h.seq limit 1
   ) x`,
  'true',
  'x.at as "hiddenAt"',
);

/** Reads of messages across conversations. */
@Injectable()
export class MailRepository {
  constructor(private readonly database: Database) {}

  /** What other people wrote to this person, newest first; it ends early where too much lies between that is not for them. */
  async received(userId: string, limit: number, after: MailPosition | undefined): Promise<WalkedInbox> {
    const { at, conversationId, seq } = after ?? NEWEST;
    const rows = await this.database.rows<InboxRow>({ name: 'mail_received', text: RECEIVED }, [
      userId,
      limit,
      at,
      conversationId,
      seq,
    ]);
    const { received = [], stopped: [end] = [], top = [] } = Object.groupBy(rows, (row) => row.outcome);
    return {
      rows: received,
      reached: end && { at: end.placeAt.toISOString(), conversationId: end.placeConversationId, seq: end.placeSeq },
      tops: top.map((row) => ({
        conversationId: row.placeConversationId,
        rev: row.placeRev,
        epoch: row.placeEpoch,
        seq: row.placeSeq,
        at: row.placeAt,
      })),
    };
  }

  /**
   * Notes where the newest messages lie that this person received, unless one came back meanwhile. Rows that somebody else
   * is changing are left out: it is noted the next time.
   */
  async noteTops(userId: string, tops: readonly InboxTop[]): Promise<void> {
    await this.database.rows(
      {
        name: 'mail_note_tops',
        text: `with free as (
            select m.conversation_id from conversation_members m
            where m.user_id = $1 and m.conversation_id = any($2::uuid[]) for no key update skip locked
          )
          update conversation_members m set inbox_rev = t.rev, inbox_seq = t.seq, inbox_at = t.at
          from free, unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::integer[]) t(id, rev, seq, at, epoch)
          where t.id = free.conversation_id and m.conversation_id = t.id and m.user_id = $1
            and m.inbox_epoch = t.epoch and m.inbox_rev < t.rev`,
      },
      [
        userId,
        tops.map(({ conversationId }) => conversationId),
        tops.map(({ rev }) => rev),
        tops.map(({ seq }) => seq),
        tops.map(({ at }) => at),
        tops.map(({ epoch }) => epoch),
      ],
    );
  }

  /** What this person sent and still sees, newest first, among the next `window` in the index of what they sent. */
  async sent(
    userId: string,
    limit: number,
    window: number,
    after: MailPosition | undefined,
  ): Promise<Walked<SentMailRow>> {
    return this.walk({ name: 'mail_sent', text: SENT }, [userId, limit, window], after);
  }

  /** Where others mention this person or everyone, newest first, among the next `window` mentions. */
  async mentioned(
    userId: string,
    limit: number,
    window: number,
    after: MailPosition | undefined,
  ): Promise<Walked<MailRow>> {
    return this.walk({ name: 'mail_mentioned', text: MENTIONED }, [userId, limit, window], after);
  }

  /** What this person deleted for themselves lately, most recently deleted first, among the next `window` of that. */
  async trashed(
    userId: string,
    limit: number,
    window: number,
    after: MailPosition | undefined,
  ): Promise<Walked<TrashedMailRow>> {
    return this.walk({ name: 'mail_trashed', text: TRASHED }, [userId, limit, window], after);
  }

  /** Those of these that this person can read: not hidden from them, and not deleted. */
  async readable(userId: string, places: readonly MessagePlace[]): Promise<MailRow[]> {
    return this.database.rows<MailRow>(
      {
        name: 'mail_readable',
        text: `select ${mailColumns}
          from unnest($2::uuid[], $3::bigint[]) p(conversation_id, seq)
          join conversation_members m on m.conversation_id = p.conversation_id and m.user_id = $1
          join conversations c on c.id = m.conversation_id
          join messages x on x.conversation_id = c.id and x.seq = p.seq
          ${MESSAGE_JOINS}
          where ${VISIBLE_TO_READER} and x.deleted_at is null`,
      },
      [userId, places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
  }

  private async walk<Row extends MailRow>(
    statement: { name: string; text: string },
    values: readonly [userId: string, limit: number, window: number],
    after: MailPosition | undefined,
  ): Promise<Walked<Row>> {
    const { at, conversationId, seq } = after ?? NEWEST;
    const rows = await this.database.rows<Row & WindowEnd>(statement, [...values, at, conversationId, seq]);
    const [first] = rows;
    const isFull = first && first.windowLooked === values[2];
    return {
      rows: rows.filter((row) => row.seq !== null),
      reached: isFull
        ? { at: first.windowAt.toISOString(), conversationId: first.windowConversationId, seq: first.windowSeq }
        : undefined,
    };
  }
}

export interface SentMailRow extends MailRow {
  recipients: number;
  /** Null where it is not noted: then whoever has read it counts. */
  deliveredTo: number | null;
  readBy: number;
}

export interface TrashedMailRow extends MailRow {
  hiddenAt: Date;
}

interface InboxRow extends MailRow {
  outcome: 'received' | 'stopped' | 'top';
  placeAt: Date;
  placeConversationId: string;
  placeSeq: number;
  placeRev: number;
  placeEpoch: number;
}

interface WindowEnd {
  windowLooked: number;
  windowAt: Date;
  windowConversationId: string;
  windowSeq: number;
}
