import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { MessagePlace } from '../../messages/shape/message-parts.js';
import type { BlockRow, GrowingBlock } from './block-pieces.js';

/** How far a conversation is indexed, while nobody else indexes it. */
export interface TailRow extends GrowingBlock {
  readonly indexedRev: number;
  readonly resting: boolean;
  /** Where the conversation stands. */
  readonly lastRev: number;
}

/** Which block a message is in, and under which lexemes. */
export interface PlacedMessage {
  readonly seq: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly lexemes: string[];
}

/** How far a conversation is now. */
export interface Progress {
  readonly conversationId: string;
  readonly rev: number;
  readonly behind: boolean;
}

const TAIL = `t.conversation_id as "conversationId", t.indexed_rev as "indexedRev", t.first_seq as "firstSeq",
  t.last_seq as "lastSeq", pg_column_size(t.words) as bytes, t.resting, c.last_rev as "lastRev"`;

const BLOCKS = `unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::text[]::tsvector[])
  p(conversation_id, first_seq, last_seq, first_at, last_at, words)`;

/** The tables search_blocks and search_tails as they are written; a tail is locked by whoever writes its conversation. */
@Injectable()
export class SearchIndexRepository {
  /** Locks those of these conversations in which something is not indexed yet; waits for others who index them. */
  async lockMoved(tx: Tx, conversationIds: readonly string[]): Promise<TailRow[]> {
    await tx.manager.query(
      `insert into search_tails (conversation_id)
       select c.id from conversations c where c.id = any($1::uuid[]) and c.deleted_at is null order by 1
       on conflict do nothing`,
      [conversationIds],
    );
    return tx.manager.query<TailRow[]>(
      `select ${TAIL} from search_tails t join conversations c on c.id = t.conversation_id
       where t.conversation_id = any($1::uuid[]) and c.last_rev > t.indexed_rev and c.deleted_at is null
       order by t.conversation_id for no key update of t`,
      [conversationIds],
    );
  }

  /** Locks some of those that have more to index, as far as nobody else does. */
  async lockBehind(tx: Tx, limit: number): Promise<TailRow[]> {
    return tx.manager.query<TailRow[]>(
      `select ${TAIL} from search_tails t join conversations c on c.id = t.conversation_id
       where t.behind and c.deleted_at is null order by t.conversation_id limit $1 for no key update of t skip locked`,
      [limit],
    );
  }

  /** Locks these, whatever there is to index. */
  async lock(tx: Tx, conversationIds: readonly string[]): Promise<TailRow[]> {
    return tx.manager.query<TailRow[]>(
      `select ${TAIL} from search_tails t join conversations c on c.id = t.conversation_id
       where t.conversation_id = any($1::uuid[]) order by t.conversation_id for no key update of t`,
      [conversationIds],
    );
  }

  /** All conversations there are have more to index. */
  async markAllBehind(tx: Tx): Promise<void> {
    await tx.manager.query(
      `insert into search_tails (conversation_id, behind) select c.id, true from conversations c where c.deleted_at is null
       on conflict (conversation_id) do update set behind = true`,
    );
  }

  async note(tx: Tx, progress: readonly Progress[]): Promise<void> {
    await tx.manager.query(
      `update search_tails t set indexed_rev = p.rev, behind = p.behind
       from unnest($1::uuid[], $2::bigint[], $3::boolean[]) p(id, rev, behind) where t.conversation_id = p.id`,
      [
        progress.map(({ conversationId }) => conversationId),
        progress.map(({ rev }) => rev),
        progress.map(({ behind }) => behind),
      ],
    );
  }

  /** Lets blocks that rest grow again; answers how many bytes their words have. */
  async wake(tx: Tx, tails: readonly TailRow[]): Promise<ReadonlyMap<string, number>> {
    const [rows] = await tx.manager.query<[{ id: string; bytes: number }[], number]>(
      `with woken as (
         delete from search_blocks b using unnest($1::uuid[], $2::bigint[]) i(id, first_seq)
         where b.conversation_id = i.id and b.first_seq = i.first_seq returning b.conversation_id, b.words)
       update search_tails t set words = w.words, resting = false from woken w where t.conversation_id = w.conversation_id
       returning t.conversation_id as id, pg_column_size(t.words) as bytes`,
      [tails.map(({ conversationId }) => conversationId), tails.map(({ firstSeq }) => firstSeq)],
    );
    return new Map(rows.map(({ id, bytes }) => [id, bytes]));
  }

  /** Lets the growing blocks rest in which nothing was written since a moment; answers how many. */
  async rest(tx: Tx, since: Date, limit: number): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `with idle as (
         select * from search_tails t where not t.resting and t.last_at < $1
         order by t.last_at limit $2 for no key update skip locked
       ), moved as (
         insert into search_blocks (conversation_id, first_seq, last_seq, first_at, last_at, words)
         select conversation_id, first_seq, last_seq, first_at, last_at, words from idle
       )
       update search_tails t set resting = true, words = '' from idle where t.conversation_id = idle.conversation_id`,
      [since, limit],
    );
    return count;
  }

  /** Puts messages behind those of growing blocks: places in `||` count on from the newest. */
  async grow(tx: Tx, rows: readonly BlockRow[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.manager.query(
      `update search_tails t set last_seq = p.last_seq, last_at = p.last_at, words = t.words || p.words
       from ${BLOCKS} where t.conversation_id = p.conversation_id`,
      columnsOf(rows),
    );
  }

  /** Makes growing blocks full ones; what they were stays until another is begun. */
  async fill(tx: Tx, conversationIds: readonly string[]): Promise<void> {
    if (conversationIds.length === 0) return;
    await tx.manager.query(
      `insert into search_blocks (conversation_id, first_seq, last_seq, first_at, last_at, words)
       select conversation_id, first_seq, last_seq, first_at, last_at, words
       from search_tails where conversation_id = any($1::uuid[])`,
      [conversationIds],
    );
  }

  async addFull(tx: Tx, rows: readonly BlockRow[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.manager.query(
      `insert into search_blocks (conversation_id, first_seq, last_seq, first_at, last_at, words) select p.* from ${BLOCKS}`,
      columnsOf(rows),
    );
  }

  /** Begins growing blocks; one without words has no message yet. */
  async begin(tx: Tx, rows: readonly BlockRow[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.manager.query(
      `update search_tails t set first_seq = p.first_seq, last_seq = p.last_seq, first_at = p.first_at, last_at = p.last_at,
         words = p.words, resting = p.words = ''
       from ${BLOCKS} where t.conversation_id = p.conversation_id`,
      columnsOf(rows),
    );
  }

  /** In which blocks these messages are, as far as they are indexed. */
  async placed(tx: Tx, conversationId: string, seqs: readonly number[]): Promise<PlacedMessage[]> {
    return tx.manager.query<PlacedMessage[]>(
      `select i.seq, b.first_seq as "firstSeq", b.last_seq as "lastSeq", array(
         select u.lexeme from unnest(b.words) u where (i.seq - b.first_seq + 1)::smallint = any(u.positions)) as lexemes
       from unnest($2::bigint[]) i(seq)
       cross join lateral (
         select t.first_seq, t.last_seq, t.words from search_tails t
         where t.conversation_id = $1 and not t.resting and i.seq between t.first_seq and t.last_seq
         union all
         select b.* from (
           select b.first_seq, b.last_seq, b.words from search_blocks b
           where b.conversation_id = $1 and b.first_seq <= i.seq order by b.first_seq desc limit 1
         ) b where b.last_seq >= i.seq
       ) b`,
      [conversationId, seqs],
    );
  }

  /** The next full or resting block of a conversation from a seq on. */
  async blockFrom(
    tx: Tx,
    conversationId: string,
    seq: number,
  ): Promise<Pick<BlockRow, 'firstSeq' | 'lastSeq'> | undefined> {
    const [row] = await tx.manager.query<Pick<BlockRow, 'firstSeq' | 'lastSeq'>[]>(
      `select first_seq as "firstSeq", last_seq as "lastSeq" from search_blocks
       where conversation_id = $1 and first_seq >= $2 order by first_seq limit 1`,
      [conversationId, seq],
    );
    return row;
  }

  /** Gives a block its words anew, unless it has them. */
  async rewrite(tx: Tx, { conversationId, firstSeq, words }: BlockRow, isGrowing: boolean): Promise<void> {
    await tx.manager.query(
      `update ${isGrowing ? 'search_tails' : 'search_blocks'} set words = $3::tsvector
       where conversation_id = $1 and first_seq = $2 and words is distinct from $3::tsvector`,
      [conversationId, firstSeq, words],
    );
  }

  async remove(tx: Tx, { conversationId, seq }: MessagePlace): Promise<void> {
    await tx.manager.query(`delete from search_blocks where conversation_id = $1 and first_seq = $2`, [
      conversationId,
      seq,
    ]);
  }

  /** The newest block rests, and begins later than it did. */
  async beginRestingAt(tx: Tx, { conversationId, seq }: MessagePlace): Promise<void> {
    await tx.manager.query(`update search_tails set first_seq = $2 where conversation_id = $1 and resting`, [
      conversationId,
      seq,
    ]);
  }

  /**
   * Erases up to so many blocks of a group that was deleted; how many they were. Its tail first, for which whoever indexes
   * it at the moment, be it for the first time, is waited for; from then on nobody does.
   */
  async erase(tx: Tx, conversationId: string, limit: number): Promise<number> {
    await tx.manager.query(`insert into search_tails (conversation_id) values ($1) on conflict do nothing`, [
      conversationId,
    ]);
    await tx.manager.query(`delete from search_tails where conversation_id = $1`, [conversationId]);
    const [, count] = await tx.manager.query<[unknown[], number]>(
      `delete from search_blocks b using (
         select first_seq from search_blocks where conversation_id = $1 limit $2
       ) found
       where b.conversation_id = $1 and b.first_seq = found.first_seq`,
      [conversationId, limit],
    );
    return count;
  }

  /** Forgets all that is indexed of a conversation, so that it is indexed anew. */
  async forget(tx: Tx, conversationId: string): Promise<void> {
    await tx.manager.query(`delete from search_blocks where conversation_id = $1`, [conversationId]);
    await tx.manager.query(
      `update search_tails set indexed_rev = 0, first_seq = 1, last_seq = 0, first_at = null, last_at = null,
         resting = true, behind = true, words = '' where conversation_id = $1`,
      [conversationId],
    );
  }
}

function columnsOf(rows: readonly BlockRow[]): unknown[] {
  return [
    rows.map(({ conversationId }) => conversationId),
    rows.map(({ firstSeq }) => firstSeq),
    rows.map(({ lastSeq }) => lastSeq),
    rows.map(({ firstAt }) => firstAt),
    rows.map(({ lastAt }) => lastAt),
    rows.map(({ words }) => words),
  ];
}
