import { Injectable } from '@nestjs/common';
import {
  FIRST_VISIBLE_SEQ,
  MESSAGE_JOINS,
  messageColumns,
  type MessageRow,
  VISIBLE_TO_READER,
} from '../shape/message-rows.js';
import type { MessagePlace } from '../shape/message-parts.js';
import { EXCERPT_SOURCE_LENGTH } from '../shape/reply-excerpt.js';
import { Database } from '../../core/database/database.js';
import { MAX_CATCH_UP } from '../message-limits.js';

/** What a reply quotes. */
export interface ReplyRow {
  conversationId: string;
  seq: number;
  senderId: string;
  source: string;
  deleted: boolean;
  parts: number;
}

/** Where the conversation stands, read in the same snapshot as the rows beside it. */
export interface HistoryRows {
  lastSeq: number;
  lastRev: number;
  rows: MessageRow[];
}

/** A page of the history; `reached` where it ended before it was full, because too much that is hidden lies there. */
export interface PageRows extends HistoryRows {
  reached: number | undefined;
}

export interface ChangesRows extends HistoryRows {
  metaRev: number;
  subjectsRev: number;
}

export interface MovedRows {
  membersRev: number;
  metaRev: number;
  subjectsRev: number;
  rows: MessageRow[];
}

/** The columns of a message, or of none. */
type MessageColumns = MessageRow | { readonly seq: null };

type Direction = 'before' | 'after';

/** What a client has of a conversation. */
export interface KnownRev {
  readonly conversationId: string;
  readonly rev: number;
  /** Where it stands for somebody from whom nothing of it is hidden; unknown when absent. */
  readonly standing?: { readonly lastRev: number; readonly metaRev: number; readonly subjectsRev: number };
}

/** What happened in a conversation after one rev, up to another. */
export interface RevSpan {
  readonly conversationId: string;
  readonly afterRev: number;
  readonly upToRev: number;
}

/** One row, with the messages beside it, so that an empty page still tells a member from a stranger. */
const selectFor = (chosen: string, reached = 'null') => `
  select c.last_seq as "lastSeq", c.last_rev as "lastRev", ${reached} as reached, ${messageColumns()}
  from conversation_members m
  join conversations c on c.id = m.conversation_id
  left join lateral (${chosen}) x on true
  ${MESSAGE_JOINS}
  where m.conversation_id = $1 and m.user_id = $2`;

/** The lowest and the highest seq, and the number of rows, of a page next to $3. */
const BOUNDS: Readonly<Record<Direction, string>> = {
  before: `${FIRST_VISIBLE_SEQ}, least($3::bigint - 1, c.last_seq), $4::integer`,
  after: `greatest(${FIRST_VISIBLE_SEQ}, $3::bigint + 1), c.last_seq, $4::integer`,
};

// The seqs that the reader sees are told by what they hid, so that nothing hidden is walked; those that follow each other
// are read in one scan of the index.
const pageText = (direction: Direction) =>
  `${selectFor(`
    select x.* from (
      select min(v.seq) as first_seq, max(v.seq) as last_seq
      from (
        select v.seq, v.seq - row_number() over (order by v.seq) as run
        from visible_${direction}(c.id, m.user_id, ${BOUNDS[direction]}) v(seq)
      ) v
      group by v.run
    ) v
    cross join lateral (
      select x.* from messages x
      where x.conversation_id = c.id and x.seq between v.first_seq and v.last_seq offset 0
    ) x`)}
  order by x.seq`;

const pageOfSubjectText = (direction: Direction) =>
  `${selectFor(
    `
    select x.*, case when not v.is_seen then v.seq end as reached
    from subject_${direction}(c.id, m.user_id, subject_parts(c.id, $5), ${BOUNDS[direction]}) v
    left join lateral (
      select x.* from messages x where v.is_seen and x.conversation_id = c.id and x.seq = v.seq limit 1
    ) x on true`,
    'x.reached',
  )}
  order by x.seq`;

/** Reads of messages as one member sees them. */
@Injectable()
export class MessagesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Up to `limit` messages next to `seq`, ascending; undefined for strangers. `key` is a subject's key: the page of one
   * may end early (ADR 16).
   */
  async page(
    conversationId: string,
    userId: string,
    part: { direction: Direction; seq: number; limit: number; key: string | undefined },
  ): Promise<PageRows | undefined> {
    const { direction, seq, limit, key } = part;
    const values = [conversationId, userId, seq, limit];
    return key === undefined
      ? this.history({ name: `messages_${direction}`, text: pageText(direction) }, values)
      : this.history({ name: `messages_${direction}_of_subject`, text: pageOfSubjectText(direction) }, [
          ...values,
          key,
        ]);
  }

  /** One message, unless it is hidden from this person. */
  async find(conversationId: string, userId: string, seq: number): Promise<MessageRow | undefined> {
    return this.one('message_visible', `where ${VISIBLE_TO_READER} and x.seq = $3`, conversationId, userId, seq);
  }

  /** Those of these that this person can read: not hidden from them, and not deleted. */
  async readable(userId: string, places: readonly MessagePlace[]): Promise<MessageRow[]> {
    return this.database.rows<MessageRow>(
      {
        name: 'messages_readable',
        text: `select ${messageColumns()}
          from unnest($2::uuid[], $3::bigint[]) p(conversation_id, seq)
          join conversation_members m on m.conversation_id = p.conversation_id and m.user_id = $1
          join messages x on x.conversation_id = m.conversation_id and x.seq = p.seq
          ${MESSAGE_JOINS}
          where ${VISIBLE_TO_READER} and x.deleted_at is null`,
      },
      [userId, places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
  }

  /** One message of a conversation of this person's, hidden from themselves or not. */
  async findUnfiltered(conversationId: string, userId: string, seq: number): Promise<MessageRow | undefined> {
    return this.one('message_unfiltered', 'where x.seq = $3', conversationId, userId, seq);
  }

  /**
   * What has a rev after the one that is known, in rev order and each as it now is, at most `limit` for each
   * conversation; those that are not this person's are absent. Rows that changed by the partial index, rows that did not
   * by the primary key: an insert takes exactly one rev, so that bound is exact (docs/messages.md).
   */
  async changes(userId: string, known: readonly KnownRev[], limit: number): Promise<ReadonlyMap<string, ChangesRows>> {
    const rows = await this.database.rows<ChangesRows & { id: string } & MessageColumns>(
      {
        name: 'messages_changes',
        text: `select c.id, c.last_seq as "lastSeq", c.last_rev as "lastRev", c.meta_rev as "metaRev",
            c.subjects_rev as "subjectsRev", ${messageColumns()}
          from unnest($2::uuid[], $3::bigint[]) k(conversation_id, rev)
          join conversation_members m on m.conversation_id = k.conversation_id and m.user_id = $1
          join conversations c on c.id = m.conversation_id
          left join lateral (
            (select x.* from messages x
              where ${VISIBLE_TO_READER} and x.changed and x.rev > k.rev order by x.rev limit $4)
            union all
            (select x.* from messages x
              where ${VISIBLE_TO_READER} and not x.changed and x.rev > k.rev and x.seq > c.last_seq - (c.last_rev - k.rev)
              order by x.seq limit $4)
            order by rev limit $4
          ) x on c.last_rev - k.rev between 1 and ${MAX_CATCH_UP}
          ${MESSAGE_JOINS}
          order by x.rev`,
      },
      [userId, known.map(({ conversationId }) => conversationId), known.map(({ rev }) => rev), limit],
    );
    return new Map(
      [...Map.groupBy(rows, (row) => row.id)].map(([id, own]) => {
        const { lastSeq, lastRev, metaRev, subjectsRev } = own[0] as ChangesRows;
        return [id, { lastSeq, lastRev, metaRev, subjectsRev, rows: messagesIn(own) }];
      }),
    );
  }

  /**
   * The same for everybody in them, each up to a rev. At most `limit` rows of each; what one person hid is not hidden
   * here.
   */
  async changesForAll(spans: readonly RevSpan[], limit: number): Promise<ReadonlyMap<string, MovedRows>> {
    const rows = await this.database.rows<MovedRows & { id: string } & MessageColumns>(
      {
        name: 'messages_changes_for_all',
        text: `select c.id, c.members_rev as "membersRev", c.meta_rev as "metaRev",
            c.subjects_rev as "subjectsRev", ${messageColumns()}
          from unnest($1::uuid[], $2::bigint[], $3::bigint[]) k(conversation_id, after_rev, up_to_rev)
          join conversations c on c.id = k.conversation_id
          join lateral (select 1::bigint as visible_from_seq, null::uuid as user_id) m on true
          left join lateral (
            (select x.* from messages x
              where x.conversation_id = c.id and x.changed and x.rev > k.after_rev and x.rev <= k.up_to_rev
              order by x.rev limit $4)
            union all
            (select x.* from messages x
              where x.conversation_id = c.id and not x.changed and x.rev > k.after_rev and x.rev <= k.up_to_rev
                and x.seq > c.last_seq - (c.last_rev - k.after_rev)
              order by x.seq limit $4)
            order by rev limit $4
          ) x on true
          ${MESSAGE_JOINS}
          order by x.rev`,
      },
      [
        spans.map(({ conversationId }) => conversationId),
        spans.map(({ afterRev }) => afterRev),
        spans.map(({ upToRev }) => upToRev),
        limit,
      ],
    );
    return new Map(
      [...Map.groupBy(rows, (row) => row.id)].map(([id, own]) => {
        const { membersRev, metaRev, subjectsRev } = own[0] as MovedRows;
        return [id, { membersRev, metaRev, subjectsRev, rows: messagesIn(own) }];
      }),
    );
  }

  /** What these replies quote. */
  async replies(places: readonly { conversationId: string; seq: number }[]): Promise<ReplyRow[]> {
    return this.database.rows<ReplyRow>(
      {
        name: 'messages_quoted',
        text: `select r.conversation_id as "conversationId", r.seq, r.sender_id as "senderId", left(r.body, ${EXCERPT_SOURCE_LENGTH}) as source,
            r.deleted_at is not null as deleted, r.parts
          from unnest($1::uuid[], $2::bigint[]) w(conversation_id, seq)
          join messages r on r.conversation_id = w.conversation_id and r.seq = w.seq`,
      },
      [places.map((place) => place.conversationId), places.map((place) => place.seq)],
    );
  }

  /** Counts the full blocks of a conversation that are not counted yet. */
  async countBlocks(conversationId: string): Promise<void> {
    await this.database.rows({ name: 'messages_count_blocks', text: 'select count_blocks($1)' }, [conversationId]);
  }

  private async one(name: string, condition: string, conversationId: string, userId: string, seq: number) {
    return this.database.row<MessageRow>(
      {
        name,
        text: `select ${messageColumns()} from conversation_members m
          join messages x on x.conversation_id = m.conversation_id
          ${MESSAGE_JOINS}
          ${condition} and m.conversation_id = $1 and m.user_id = $2`,
      },
      [conversationId, userId, seq],
    );
  }

  private async history(
    statement: { name: string; text: string },
    values: readonly unknown[],
  ): Promise<PageRows | undefined> {
    const rows = await this.database.rows<HistoryRows & { reached: number | null } & MessageColumns>(statement, values);
    const [first] = rows;
    if (!first) return undefined;
    const { lastSeq, lastRev } = first;
    const reached = rows.find((row) => row.reached !== null)?.reached ?? undefined;
    return { lastSeq, lastRev, reached, rows: messagesIn(rows) };
  }
}

/** The messages of rows that `messageColumns()` is a part of; a row without one has none. They are not copied: pages are long. */
function messagesIn<Row extends object>(rows: readonly (Row & MessageColumns)[]): MessageRow[] {
  return rows.filter((row): row is Row & MessageRow => row.seq !== null);
}
