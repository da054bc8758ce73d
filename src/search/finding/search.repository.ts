import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import type { MessagePlace } from '../../messages/shape/message-parts.js';

/** A block that may hold what is searched for, up to a seq, written at or before a moment. */
export interface CandidateRow {
  readonly conversationId: string;
  readonly firstSeq: number;
  readonly upperSeq: number;
  /** When the first message of the block was written. */
  readonly oldestAt: Date;
  readonly newestAt: Date;
}

export interface CandidateFilter {
  readonly onlyIn: readonly string[] | undefined;
  readonly exceptIn: readonly string[];
  readonly onlyUnread: boolean;
  /** A tsquery; undefined: whatever there is. */
  readonly wanted: string | undefined;
  readonly since: Date | undefined;
  readonly until: Date | undefined;
}

/** In which messages of a block a word is, counted from 1. */
export interface LexemeRow {
  /** Which of the asked ones, from 1. */
  readonly block: number;
  readonly lexeme: string;
  readonly positions: number[];
}

/** A message and when it was written. */
export interface TimedPlace extends MessagePlace {
  readonly at: Date;
}

const CANDIDATES = {
  name: 'search.candidates',
  text: `select conversation_id as "conversationId", first_seq as "firstSeq", upper_seq as "upperSeq",
      oldest_at as "oldestAt", newest_at as "newestAt"
    from search_candidates($1, $2, $3, $4, $5::tsquery, $6, $7, $8)`,
};

/** The same where no word is asked for. */
const EVERYTHING = {
  name: 'search.everything',
  text: `with mine as materialized (
      select m.conversation_id, greatest(
        m.visible_from_seq, m.cleared_through_seq + 1, case when $4::boolean then m.last_read_seq + 1 end) as visible_from
      from conversation_members m
      where m.user_id = $1 and ($2::uuid[] is null or m.conversation_id = any($2)) and m.conversation_id <> all($3::uuid[])
    )
    select f.conversation_id as "conversationId", f.first_seq as "firstSeq", f.upper_seq as "upperSeq",
      f.first_at as "oldestAt", case when f.upper_seq = f.last_seq then f.last_at else (
        select x.created_at from messages x where x.conversation_id = f.conversation_id and x.seq = f.upper_seq
      ) end as "newestAt"
    from (
      select f.*, case when f.last_at <= $6 then f.last_seq
        else search_seq_at(f.conversation_id, f.first_seq, f.last_seq, $6) end as upper_seq
      from mine
      cross join lateral (
        select b.conversation_id, b.first_seq, b.last_seq, b.first_at, b.last_at from search_blocks b
        where b.conversation_id = mine.conversation_id
        union all
        select t.conversation_id, t.first_seq, t.last_seq, t.first_at, t.last_at from search_tails t
        where t.conversation_id = mine.conversation_id and not t.resting
      ) f
      where f.last_seq >= mine.visible_from and f.first_at <= $6 and f.last_at >= $5 offset 0
    ) f
    order by "newestAt" desc, f.conversation_id desc, f.first_seq desc limit $7`,
};

const PLACES = {
  name: 'search.places',
  text: `select block, lexeme, positions from search_places($1, $2, $3::tsquery, $4, $5)`,
};

const KNOWN = { name: 'search.known', text: `select k as word from search_known($1, $2) k` };

/** Reads the index: what it proposes is judged by the messages themselves. */
@Injectable()
export class SearchRepository {
  constructor(private readonly database: Database) {}

  /** The newest blocks of a reader that may hold what is wanted, at most `limit`. */
  async candidates(reader: string, filter: CandidateFilter, limit: number): Promise<CandidateRow[]> {
    const { onlyIn, exceptIn, onlyUnread, wanted, since, until } = filter;
    const of = [reader, onlyIn ?? null, exceptIn, onlyUnread];
    const within = [since ?? '-infinity', until ?? 'infinity'];
    return wanted === undefined
      ? this.database.rows<CandidateRow>(EVERYTHING, [...of, ...within, limit])
      : this.database.rows<CandidateRow>(CANDIDATES, [...of, wanted, ...within, limit]);
  }

  /** In which messages of these blocks the words are. */
  async places(
    blocks: readonly CandidateRow[],
    together: string,
    exact: readonly string[],
    prefixes: readonly string[],
  ): Promise<LexemeRow[]> {
    return this.database.rows<LexemeRow>(PLACES, [
      blocks.map(({ conversationId }) => conversationId),
      blocks.map(({ firstSeq }) => firstSeq),
      together,
      exact,
      prefixes,
    ]);
  }

  /** Which of these words stand anywhere. */
  async known(reader: string, words: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.rows<{ word: string }>(KNOWN, [reader, words]);
    return new Set(rows.map(({ word }) => word));
  }

  /** What is pinned in somebody's conversations, the newest message first, from a moment back. */
  async pinned(reader: string, until: Date | undefined, limit: number): Promise<TimedPlace[]> {
    return this.database.rows<TimedPlace>(
      {
        name: 'search.pinned',
        text: `select x.conversation_id as "conversationId", x.seq, x.created_at as at
          from conversation_members m
          join message_pins p on p.conversation_id = m.conversation_id
          join messages x on x.conversation_id = p.conversation_id and x.seq = p.seq
          where m.user_id = $1 and x.created_at <= $2
          order by x.created_at desc, x.conversation_id desc, x.seq desc limit $3`,
      },
      [reader, until ?? 'infinity', limit],
    );
  }

  /** What somebody saved, in the same order. */
  async saved(reader: string, until: Date | undefined, limit: number): Promise<TimedPlace[]> {
    return this.database.rows<TimedPlace>(
      {
        name: 'search.saved',
        text: `select x.conversation_id as "conversationId", x.seq, x.created_at as at
          from saved_messages v
          join messages x on x.conversation_id = v.conversation_id and x.seq = v.seq
          where v.user_id = $1 and x.created_at <= $2
          order by x.created_at desc, x.conversation_id desc, x.seq desc limit $3`,
      },
      [reader, until ?? 'infinity', limit],
    );
  }

  /** Which of these somebody saved. */
  async savedAmong(reader: string, places: readonly MessagePlace[]): Promise<MessagePlace[]> {
    return this.database.rows<MessagePlace>(
      {
        name: 'search.saved-among',
        text: `select v.conversation_id as "conversationId", v.seq
          from unnest($2::uuid[], $3::bigint[]) p(conversation_id, seq)
          join saved_messages v on v.user_id = $1 and v.conversation_id = p.conversation_id and v.seq = p.seq`,
      },
      [reader, places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
  }
}
