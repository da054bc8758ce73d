import { describe, expect, it } from '@jest/globals';
import { BLOCK, type IndexedMessage, piecesOf } from './block-pieces.js';

const aMessage = (seq: number, lexemes = ['word']): IndexedMessage => ({
  ...{ conversationId: 'c', seq, createdAt: new Date(0), lexemes: new Set(lexemes) },
});
const messages = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, n) => aMessage(first + n));
const growing = (firstSeq: number, lastSeq: number, bytes = 0) => ({ conversationId: 'c', firstSeq, lastSeq, bytes });
const shown = (...parameters: Parameters<typeof piecesOf>) =>
  piecesOf(...parameters).map(({ messages: own, isContinued, isFull }) => [
    own[0]?.seq,
    own.at(-1)?.seq,
    isContinued ? 'continued' : 'new',
    isFull ? 'full' : 'growing',
  ]);

describe('a block of the index', () => {
  it('is begun by the first message, and goes on with the next', () => {
    expect(shown(growing(1, 0), messages(1, 3))).toEqual([[1, 3, 'new', 'growing']]);
    expect(shown(growing(1, 3), messages(4, 5))).toEqual([[4, 5, 'continued', 'growing']]);
  });

  it('is full with 128 messages', () => {
    expect(shown(growing(1, 100), messages(101, 300))).toEqual([
      [101, BLOCK, 'continued', 'full'],
      [BLOCK + 1, 2 * BLOCK, 'new', 'full'],
      [2 * BLOCK + 1, 300, 'new', 'growing'],
    ]);
    expect(shown(growing(1, 127), messages(128, 128))).toEqual([[128, 128, 'continued', 'full']]);
  });

  it('is full before a message that has too many words for it', () => {
    const long = aMessage(
      4,
      Array.from({ length: 9_000 }, (_, n) => `word-${n}`),
    );

    expect(shown(growing(1, 3, 200_000), [long, aMessage(5)])).toEqual([
      [undefined, undefined, 'continued', 'full'],
      [4, 5, 'new', 'growing'],
    ]);
  });
});
