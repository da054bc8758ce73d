import type { ConversationMove } from './outbox.js';

/** A row of the outbox. */
export interface MovesRow {
  conversationIds: string[];
  firstRevs: number[];
  lastRevs: number[];
  membersRevs: number[];
}

export function movesOf(row: MovesRow): ConversationMove[] {
  return row.conversationIds.map((conversationId, n) => ({
    conversationId,
    firstRev: row.firstRevs[n] ?? 0,
    lastRev: row.lastRevs[n] ?? 0,
    membersRev: row.membersRevs[n] ?? 0,
  }));
}

/** One range for each conversation: only its revs order what happened in it. */
export function merged(moves: Iterable<ConversationMove>): Map<string, ConversationMove> {
  const ranges = new Map<string, ConversationMove>();
  for (const move of moves) addTo(ranges, move);
  return ranges;
}

/** Extends the range of its conversation by a move. */
export function addTo(ranges: Map<string, ConversationMove>, move: ConversationMove): void {
  const { conversationId } = move;
  const earlier = ranges.get(conversationId);
  ranges.set(conversationId, {
    conversationId,
    firstRev: Math.min(move.firstRev, earlier?.firstRev ?? move.firstRev),
    lastRev: Math.max(move.lastRev, earlier?.lastRev ?? 0),
    membersRev: Math.max(move.membersRev, earlier?.membersRev ?? 0),
  });
}
