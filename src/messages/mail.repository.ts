import { Injectable } from '@nestjs/common';
import { FIRST_VISIBLE_SEQ, HIDDEN_FROM_READER, MESSAGE_JOINS, messageColumns } from '../conversations/message-rows.js';
import { hasReadFor, isRecipient, MAX_TRACKED_MEMBERS, wasDeliveredFor } from '../conversations/receipt-conditions.js';
import { Database } from '../core/database/database.js';
import { MAIL_COLUMNS, type MailRow } from './mail-rows.js';
import { TRASH_DAYS } from './message-limits.js';

/** Where a list of messages across conversations continues: they order by time, then conversation, then seq. */
export interface MailPosition {
  readonly at: string;
  readonly conversationId: string;
  readonly seq: number;
}

/** A conversation with something to read in it, newest first. */
export interface MailBox {
  id: string;
  lastMessageAt: Date;
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

/** Reads of messages across conversations. */
@Injectable()
export class MailRepository {
  constructor(private readonly database: Database) {}

  /** My conversations that have any entry, newest activity first, from a position on. */
  async boxes(userId: string, limit: number, after: MailBox | undefined): Promise<MailBox[]> {
    const text = (position: string) => `
      select c.id, c.last_message_at as "lastMessageAt"
      from conversation_members m join conversations c on c.id = m.conversation_id
      where m.user_id = $1 and c.last_seq >= ${FIRST_VISIBLE_SEQ} ${position}
      order by c.last_message_at desc, c.id desc limit $2`;
    return after
      ? this.database.rows({ name: 'mail_boxes_after', text: text('and (c.last_message_at, c.id) < ($3, $4)') }, [
          userId,
          limit,
          after.lastMessageAt,
          after.id,
        ])
      : this.database.rows({ name: 'mail_boxes', text: text('') }, [userId, limit]);
  }

  /**
   * The newest messages of other people in these conversations, newest first: at most `each` of a conversation and `all`
   * together. Times never decrease along a conversation, so a page further down begins at a seq that a binary search
   * finds.
   */
  async received(
    userId: string,
    boxIds: readonly string[],
    { each, all }: { readonly each: number; readonly all: number },
    after: MailPosition | undefined,
  ): Promise<MailRow[]> {
    const text = (bound: string, position: string) => `
      select ${mailColumns}
      from conversation_members m
      join conversations c on c.id = m.conversation_id
      join lateral (
        select x.* from messages x
        where x.conversation_id = c.id and x.seq >= ${FIRST_VISIBLE_SEQ} ${bound}
          and x.kind = 0 and x.sender_id <> m.user_id and x.deleted_at is null and not ${HIDDEN_FROM_READER}
          ${position}
        order by x.seq desc limit $3
      ) x on true
      ${MESSAGE_JOINS}
      where m.user_id = $1 and m.conversation_id = any($2::uuid[])
      order by x.created_at desc, x.conversation_id desc, x.seq desc limit $4`;
    const values = [userId, boxIds, each, all];
    return after
      ? this.database.rows<MailRow>(
          {
            name: 'mail_received_after',
            text: text(
              'and x.seq <= seq_at(c.id, c.last_seq, $5::timestamptz)',
              'and (x.created_at, x.conversation_id, x.seq) < ($5::timestamptz, $6::uuid, $7::bigint)',
            ),
          },
          [...values, after.at, after.conversationId, after.seq],
        )
      : this.database.rows<MailRow>({ name: 'mail_received', text: text('', '') }, values);
  }

  /**
   * What this person sent and still sees, newest first. `offset 0` makes the planner walk the index of what they sent
   * until the page is full: it believes that they wrote little anywhere, and would else sort all they ever wrote.
   */
  async sent(userId: string, limit: number, after: MailPosition | undefined): Promise<SentMailRow[]> {
    const order = 'order by x.created_at desc, x.conversation_id desc, x.seq desc';
    const text = (position: string) => `
      select ${mailColumns}, ${SENT_COUNTS}
      from (
        select x.* from messages x
        cross join lateral (
          select * from conversation_members m
          where m.conversation_id = x.conversation_id and m.user_id = x.sender_id offset 0
        ) m
        where x.sender_id = $1 and x.kind = 0 and x.deleted_at is null and x.seq >= ${FIRST_VISIBLE_SEQ}
          and not ${HIDDEN_FROM_READER} ${position}
        ${order} limit $2
      ) x
      join conversation_members m on m.conversation_id = x.conversation_id and m.user_id = x.sender_id
      join conversations c on c.id = x.conversation_id
      ${MESSAGE_JOINS}
      ${order}`;
    return after
      ? this.database.rows<SentMailRow>(
          {
            name: 'mail_sent_after',
            text: text(`and x.created_at <= $3::timestamptz
              and (x.created_at, x.conversation_id, x.seq) < ($3::timestamptz, $4::uuid, $5::bigint)`),
          },
          [userId, limit, after.at, after.conversationId, after.seq],
        )
      : this.database.rows<SentMailRow>({ name: 'mail_sent', text: text('') }, [userId, limit]);
  }

  /** What this person deleted for themselves lately, most recently deleted first. */
  async trashed(userId: string, limit: number, after: MailPosition | undefined): Promise<TrashedMailRow[]> {
    const text = (position: string) => `
      select ${mailColumns}, h.hidden_at as "hiddenAt"
      from message_hides h
      join conversation_members m on m.conversation_id = h.conversation_id and m.user_id = h.user_id
      join conversations c on c.id = h.conversation_id
      join messages x on x.conversation_id = h.conversation_id and x.seq = h.seq
      ${MESSAGE_JOINS}
      where h.user_id = $1 and h.reason = 'mine' and h.hidden_at > now() - interval '${TRASH_DAYS} days'
        and x.kind = 0 and x.deleted_at is null and x.seq >= ${FIRST_VISIBLE_SEQ} ${position}
      order by h.hidden_at desc, h.conversation_id desc, h.seq desc limit $2`;
    return after
      ? this.database.rows<TrashedMailRow>(
          {
            name: 'mail_trashed_after',
            text: text('and (h.hidden_at, h.conversation_id, h.seq) < ($3::timestamptz, $4::uuid, $5::bigint)'),
          },
          [userId, limit, after.at, after.conversationId, after.seq],
        )
      : this.database.rows<TrashedMailRow>({ name: 'mail_trashed', text: text('') }, [userId, limit]);
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
