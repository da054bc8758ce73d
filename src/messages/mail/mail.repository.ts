import { Injectable } from '@nestjs/common';
import { FIRST_VISIBLE_SEQ, HIDDEN_FROM_READER, MESSAGE_JOINS, messageColumns } from '../shape/message-rows.js';
import { hasReadFor, isRecipient, MAX_TRACKED_MEMBERS, wasDeliveredFor } from '../mine/receipt-conditions.js';
import { Database } from '../../core/database/database.js';
import { MAIL_COLUMNS, type MailRow } from './mail-rows.js';
import { TRASH_DAYS } from '../message-limits.js';

/** Where a list of messages across conversations continues: they order by time, then conversation, then seq. */
export interface MailPosition {
  readonly at: string;
  readonly conversationId: string;
  readonly seq: number;
}

/** A conversation of mine and the part of it that the inbox may show. */
export interface MailBox {
  id: string;
  /** Nothing that I received in it is newer. */
  at: Date;
  firstSeq: number;
  highSeq: number;
  lastSeq: number;
  /** The two name the state in which it was read. */
  rev: number;
  epoch: number;
}

/** Where the newest message lies that somebody received, as long as the conversation is in the state of the box. */
export interface InboxTop {
  readonly box: MailBox;
  /** It is not above this one; 0 when there is none. */
  readonly seq: number;
  readonly at: Date | undefined;
}

/** A part of a conversation to look into; every seq exists, so that its length is what it costs. */
export interface MailWindow {
  readonly id: string;
  readonly low: number;
  readonly high: number;
}

/** What a walk of bounded length found, and where it stopped before it was through. */
export interface Walked<Row> {
  readonly rows: Row[];
  readonly reached: MailPosition | undefined;
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
 * A page of what a function finds among the next $3 entries of a list; where that window ended comes with every row.
 * `offset 0` and `limit 1` keep the planner to keys.
 */
const walkText = (list: string, condition: string, columns: string) => `
  with looked as materialized (select * from ${list}),
  page as materialized (
    select l.* from looked l
    cross join lateral (
      select m.* from conversation_members m
      where m.conversation_id = l.conversation_id and m.user_id = $1 offset 0
    ) m
    cross join lateral (
      select x.* from messages x where x.conversation_id = l.conversation_id and x.seq = l.seq limit 1
    ) x
    where l.seq >= ${FIRST_VISIBLE_SEQ} and x.kind = 0 and x.deleted_at is null and ${condition}
    order by l.at desc, l.conversation_id desc, l.seq desc limit $2
  )
  select (select count(*) from looked) as "windowLooked", ended.at as "windowAt",
    ended.conversation_id as "windowConversationId", ended.seq as "windowSeq", ${mailColumns}, ${columns}
  from (select l.* from looked l order by l.at, l.conversation_id, l.seq limit 1) ended
  left join page l on true
  left join lateral (
    select x.* from messages x where x.conversation_id = l.conversation_id and x.seq = l.seq limit 1
  ) x on true
  left join conversation_members m on m.conversation_id = x.conversation_id and m.user_id = $1
  left join conversations c on c.id = x.conversation_id
  ${MESSAGE_JOINS}
  order by l.at desc, l.conversation_id desc, l.seq desc`;

const BEFORE = '$4::timestamptz, $5::uuid, $6::bigint, $3::integer';
const SENT = walkText(`sent_before($1, ${BEFORE})`, `not ${HIDDEN_FROM_READER}`, SENT_COUNTS);
const TRASHED = walkText(
  `hidden_before($1, now() - interval '${TRASH_DAYS} days', ${BEFORE})`,
  'true',
  'l.at as "hiddenAt"',
);

/** Reads of messages across conversations. */
@Injectable()
export class MailRepository {
  constructor(private readonly database: Database) {}

  /** My conversations in which something may be for the inbox at or before a position, from a box on, newest first. */
  async boxes(
    userId: string,
    limit: number,
    last: MailBox | undefined,
    after: MailPosition | undefined,
  ): Promise<MailBox[]> {
    const text = (high: string, position: string) => `
      select b.id, b.at, b.first_seq as "firstSeq", ${high} as "highSeq", b.last_seq as "lastSeq", b.rev, b.epoch
      from (
        select c.id, c.last_seq, c.last_rev as rev, m.inbox_epoch as epoch, ${FIRST_VISIBLE_SEQ} as first_seq,
          case when m.inbox_rev = c.last_rev then m.inbox_seq else c.last_seq end as top_seq,
          case when m.inbox_rev = c.last_rev then m.inbox_at else c.last_message_at end as at
        from conversation_members m join conversations c on c.id = m.conversation_id
        where m.user_id = $1 offset 0
      ) b
      where b.top_seq >= b.first_seq ${position}
      order by b.at desc, b.id desc limit $2`;
    const high = after ? `seq_at(b.id, b.top_seq, $3::timestamptz)` : 'b.top_seq';
    const [at, id] = after ? ['$4', '$5'] : ['$3', '$4'];
    const name = `mail_boxes${after ? '_after' : ''}${last ? '_next' : ''}`;
    return this.database.rows({ name, text: text(high, last ? `and (b.at, b.id) < (${at}, ${id})` : '') }, [
      userId,
      limit,
      ...(after ? [after.at] : []),
      ...(last ? [last.at, last.id] : []),
    ]);
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
        tops.map(({ box }) => box.id),
        tops.map(({ box }) => box.rev),
        tops.map(({ seq }) => seq),
        tops.map(({ at }) => at ?? null),
        tops.map(({ box }) => box.epoch),
      ],
    );
  }

  /**
   * The newest messages of other people in these windows, newest first: at most `each` of a conversation and `all`
   * together.
   */
  async received(
    userId: string,
    windows: readonly MailWindow[],
    { each, all }: { readonly each: number; readonly all: number },
    after: MailPosition | undefined,
  ): Promise<MailRow[]> {
    const text = (position: string) => `
      select ${mailColumns}
      from unnest($2::uuid[], $3::bigint[], $4::bigint[]) w(id, low, high)
      join conversation_members m on m.conversation_id = w.id and m.user_id = $1
      join conversations c on c.id = m.conversation_id
      join lateral (
        select x.* from (
          select x.* from messages x
          where x.conversation_id = c.id and x.seq >= greatest(w.low, ${FIRST_VISIBLE_SEQ}) and x.seq <= w.high
          order by x.seq desc offset 0
        ) x
        where x.kind = 0 and x.sender_id <> m.user_id and x.deleted_at is null and not ${HIDDEN_FROM_READER} ${position}
        order by x.seq desc limit $5
      ) x on true
      ${MESSAGE_JOINS}
      order by x.created_at desc, x.conversation_id desc, x.seq desc limit $6`;
    const values = [
      userId,
      windows.map(({ id }) => id),
      windows.map(({ low }) => low),
      windows.map(({ high }) => high),
      each,
      all,
    ];
    return after
      ? this.database.rows<MailRow>(
          {
            name: 'mail_received_after',
            text: text('and (x.created_at, x.conversation_id, x.seq) < ($7::timestamptz, $8::uuid, $9::bigint)'),
          },
          [...values, after.at, after.conversationId, after.seq],
        )
      : this.database.rows<MailRow>({ name: 'mail_received', text: text('') }, values);
  }

  /** Where to look on in these windows, past what nobody or only this person wrote; absent where nothing is left. */
  async nextReceived(userId: string, windows: readonly MailWindow[]): Promise<{ id: string; seq: number; at: Date }[]> {
    return this.database.rows(
      {
        name: 'mail_next_received',
        text: `select w.id, top.seq, x.created_at as at
          from unnest($2::uuid[], $3::bigint[], $4::bigint[]) w(id, low, high)
          cross join lateral (select skip_unreceived(w.id, $1, w.high, w.low) as seq) top
          cross join lateral (
            select x.created_at from messages x where x.conversation_id = w.id and x.seq = top.seq limit 1
          ) x
          where top.seq >= w.low`,
      },
      [userId, windows.map(({ id }) => id), windows.map(({ low }) => low), windows.map(({ high }) => high)],
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

  /** What this person deleted for themselves lately, most recently deleted first, among the next `window` of that. */
  async trashed(
    userId: string,
    limit: number,
    window: number,
    after: MailPosition | undefined,
  ): Promise<Walked<TrashedMailRow>> {
    return this.walk({ name: 'mail_trashed', text: TRASHED }, [userId, limit, window], after);
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

interface WindowEnd {
  windowLooked: number;
  windowAt: Date;
  windowConversationId: string;
  windowSeq: number;
}
