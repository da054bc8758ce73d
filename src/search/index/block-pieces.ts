import type { MessagePlace } from '../../messages/shape/message-parts.js';
import { vectorOf } from './message-lexemes.js';

/** Messages of a block. */
export const BLOCK = 128;
/** A tsvector holds 1 MB; the longest message has two thirds of that. */
const FULL_BYTES = 350_000;

/** A message as the index keeps it. */
export interface IndexedMessage extends MessagePlace {
  readonly createdAt: Date;
  readonly lexemes: ReadonlySet<string>;
}

/** The block that the next message is put into; empty when `lastSeq` is before `firstSeq`. */
export interface GrowingBlock {
  readonly conversationId: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Of its words. */
  readonly bytes: number;
}

/** Consecutive messages of one block; none where it is full before the next one. */
export interface Piece {
  readonly messages: readonly IndexedMessage[];
  /** It goes on with the block that was there. */
  readonly isContinued: boolean;
  /** Nothing is put into that block any more. */
  readonly isFull: boolean;
}

/** Cuts the messages that follow a growing block into the blocks that they belong to. */
export function piecesOf(growing: GrowingBlock, messages: readonly IndexedMessage[]): Piece[] {
  const pieces: Piece[] = [];
  let count = growing.lastSeq - growing.firstSeq + 1;
  let bytes = count > 0 ? growing.bytes : 0;
  let current: IndexedMessage[] = [];
  let isContinued = count > 0;
  const close = (isFull: boolean): void => {
    pieces.push({ messages: current, isContinued, isFull });
    [current, count, bytes, isContinued] = [[], 0, 0, false];
  };
  for (const message of messages) {
    const size = sizeOf(message.lexemes);
    if (count > 0 && bytes + size > FULL_BYTES) close(true);
    current.push(message);
    bytes += size;
    if (++count === BLOCK) close(true);
  }
  if (current.length > 0) close(false);
  return pieces;
}

/** No less than what they take in a tsvector: three bytes for a UTF-16 unit, and a place. */
function sizeOf(lexemes: ReadonlySet<string>): number {
  let bytes = 0;
  for (const lexeme of lexemes) bytes += 3 * lexeme.length + 8;
  return bytes;
}

/** A block as it is written. */
export interface BlockRow {
  readonly conversationId: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly words: string;
}

/** The row of a piece that has messages. */
export function rowOf({ messages }: Piece): BlockRow {
  const [first, last] = [messages[0], messages.at(-1)];
  if (!first || !last) throw new Error('A block has a message.');
  return {
    conversationId: first.conversationId,
    firstSeq: first.seq,
    lastSeq: last.seq,
    firstAt: first.createdAt,
    lastAt: last.createdAt,
    words: vectorOf(messages.map(({ lexemes }) => lexemes)),
  };
}
