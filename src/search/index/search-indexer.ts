import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/unit-of-work.js';
import { type MessageText, MessageTexts } from '../../messages/reading/message-texts.js';
import { BLOCK, type BlockRow, type IndexedMessage, piecesOf, rowOf } from './block-pieces.js';
import { lexemesOf } from './message-lexemes.js';
import { type PlacedMessage, SearchIndexRepository, type TailRow } from './search-index.repository.js';

/** New messages of one conversation that are indexed in one transaction; whatever has more is left for later. */
const MOST_OF_ONE = 4 * BLOCK;
/** Conversations that are indexed together, so that no statement and no text of it grows without bound. */
const CONVERSATIONS_AT_ONCE = 64;
/** Messages whose words are made without letting anything else go on; some 5 ms. */
const MESSAGES_OF_A_TURN = 64;

/** Keeps search_blocks and search_tails true to the messages. See docs/search.md. */
@Injectable()
export class SearchIndexer {
  constructor(
    private readonly index: SearchIndexRepository,
    private readonly texts: MessageTexts,
  ) {}

  /** Everything has to be looked at once more. */
  begin(tx: Tx): Promise<void> {
    return this.index.markAllBehind(tx);
  }

  /** Brings these conversations up to date; one that has very much is left behind, for `catchUp`. */
  async follow(tx: Tx, conversationIds: readonly string[]): Promise<void> {
    for (let at = 0; at < conversationIds.length; at += CONVERSATIONS_AT_ONCE) {
      await this.update(tx, await this.index.lockMoved(tx, conversationIds.slice(at, at + CONVERSATIONS_AT_ONCE)));
    }
  }

  /** Goes on with some that were left behind and that nobody else works on; false when there are none. */
  async catchUp(tx: Tx, limit: number): Promise<boolean> {
    const tails = await this.index.lockBehind(tx, limit);
    await this.update(tx, tails);
    return tails.length > 0;
  }

  /** Makes the words of a block anew, into several where they became too many for one. */
  async rewrite(
    tx: Tx,
    tail: Pick<TailRow, 'conversationId' | 'firstSeq' | 'resting'>,
    block: Pick<PlacedMessage, 'firstSeq' | 'lastSeq'>,
  ): Promise<void> {
    const { conversationId } = tail;
    const isNewest = block.firstSeq === tail.firstSeq;
    const isGrowing = isNewest && !tail.resting;
    const messages = await indexed(await this.texts.between(tx, conversationId, block.firstSeq, block.lastSeq));
    const rows = piecesOf({ conversationId, firstSeq: 1, lastSeq: 0, bytes: 0 }, messages).map(rowOf);
    const [only, more] = rows;
    if (!only) return;
    if (!more) return this.index.rewrite(tx, only, isGrowing);
    const last = rows.at(-1) ?? only;
    if (isGrowing) {
      await this.index.addFull(tx, rows.slice(0, -1));
      return this.index.begin(tx, [last]);
    }
    await this.index.remove(tx, { conversationId, seq: block.firstSeq });
    await this.index.addFull(tx, rows);
    if (isNewest) await this.index.beginRestingAt(tx, { conversationId, seq: last.firstSeq });
  }

  private async update(tx: Tx, tails: readonly TailRow[]): Promise<void> {
    if (tails.length === 0) return;
    const wasRewritten = await this.updateChanged(tx, tails);
    const now = wasRewritten
      ? await this.index.lock(
          tx,
          tails.map(({ conversationId }) => conversationId),
        )
      : tails;
    const behind = await this.append(tx, now);
    // All that is indexed is as it was at this rev, also where more is to come: that is read as it will be then.
    const progress = tails.map(({ conversationId, lastRev }) => ({
      ...{ conversationId, rev: lastRev, behind: behind.has(conversationId) },
    }));
    await this.index.note(tx, progress);
  }

  /** What was edited, deleted, restored or moved is found under other words than before; its block is made anew. */
  private async updateChanged(tx: Tx, tails: readonly TailRow[]): Promise<boolean> {
    const spans = tails.map(({ conversationId, indexedRev, lastSeq }) => ({
      ...{ conversationId, afterRev: indexedRev, throughSeq: lastSeq },
    }));
    const { texts, retitled } = await this.texts.changed(tx, spans);
    const [changedIn, retitledIn] = [byConversation(texts), byConversation(retitled)];
    let wasRewritten = false;
    for (const tail of tails) {
      const changed = await indexed(changedIn.get(tail.conversationId) ?? []);
      const lexemes = new Map(changed.map((message) => [message.seq, message.lexemes]));
      const seqs = new Set([...lexemes.keys(), ...(retitledIn.get(tail.conversationId) ?? []).map(({ seq }) => seq)]);
      const stale = new Map<number, PlacedMessage>();
      for (const seqsOfStep of chunked([...seqs], BLOCK)) {
        for (const placed of await this.index.placed(tx, tail.conversationId, seqsOfStep)) {
          const wanted = lexemes.get(placed.seq);
          if (!wanted || !isSame(wanted, placed.lexemes)) stale.set(placed.firstSeq, placed);
        }
      }
      // The newest one first: it is the tail that was locked, until it is split.
      for (const block of [...stale.values()].sort((a, b) => b.firstSeq - a.firstSeq)) {
        await this.rewrite(tx, tail, block);
        wasRewritten = true;
      }
    }
    return wasRewritten;
  }

  /** Puts new messages into the index; answers which conversations have more of them. */
  private async append(tx: Tx, tails: readonly TailRow[]): Promise<ReadonlySet<string>> {
    const starts = tails.map(({ conversationId, lastSeq }) => ({ conversationId, afterSeq: lastSeq }));
    const found = byConversation(await this.texts.following(tx, starts, MOST_OF_ONE));
    const growing = tails.filter(({ conversationId }) => found.has(conversationId));
    const sleeping = growing.filter(({ resting }) => resting);
    const woken = sleeping.length > 0 ? await this.index.wake(tx, sleeping) : new Map<string, number>();
    const grown: BlockRow[] = [];
    const filled: string[] = [];
    const full: BlockRow[] = [];
    const begun: BlockRow[] = [];
    for (const tail of growing) {
      const { conversationId } = tail;
      const bytes = woken.get(conversationId) ?? tail.bytes;
      const pieces = piecesOf({ ...tail, bytes }, await indexed(found.get(conversationId) ?? []));
      for (const piece of pieces) {
        const row = piece.messages.length > 0 ? rowOf(piece) : undefined;
        if (piece.isContinued) {
          if (row) grown.push(row);
          if (piece.isFull) filled.push(conversationId);
        } else if (row) (piece.isFull ? full : begun).push(row);
      }
      const last = pieces.at(-1);
      if (last?.isFull) begun.push(emptyAfter(rowOf(last)));
    }
    await this.index.grow(tx, grown);
    await this.index.fill(tx, filled);
    await this.index.addFull(tx, full);
    await this.index.begin(tx, begun);
    return new Set([...found].flatMap(([id, messages]) => (messages.length === MOST_OF_ONE ? [id] : [])));
  }
}

async function indexed(texts: readonly MessageText[]): Promise<IndexedMessage[]> {
  const messages: IndexedMessage[] = [];
  for (const text of texts) {
    const { conversationId, seq, createdAt } = text;
    messages.push({ conversationId, seq, createdAt, lexemes: lexemesOf(text) });
    if (messages.length % MESSAGES_OF_A_TURN === 0) await turn();
  }
  return messages;
}

/** Where the block begins that the next message is put into. */
function emptyAfter(row: BlockRow): BlockRow {
  return { ...row, firstSeq: row.lastSeq + 1, words: '' };
}

function byConversation<Place extends { readonly conversationId: string }>(places: readonly Place[]) {
  return Map.groupBy(places, ({ conversationId }) => conversationId);
}

function* chunked<Value>(values: readonly Value[], size: number): Generator<Value[]> {
  for (let at = 0; at < values.length; at += size) yield values.slice(at, at + size);
}

function isSame(wanted: ReadonlySet<string>, kept: readonly string[]): boolean {
  return wanted.size === kept.length && kept.every((lexeme) => wanted.has(lexeme));
}
