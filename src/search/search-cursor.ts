import { decodeCursor, encodeCursor } from '../core/http/page.js';
import type { FoundPosition } from './finding/message-finder.js';
import type { SearchQueryDto } from './dto/search.query.dto.js';

/** Where a page begins that is ordered by how well its messages fit. */
export interface RankedPosition {
  /** As of which moment they are ordered, so that the order stays. */
  readonly asOf: Date;
  readonly skip: number;
}

/** Where a page begins, and whether it is of corrected words. */
export interface PageStart {
  readonly after: FoundPosition | undefined;
  readonly ranked: RankedPosition | undefined;
  readonly isCorrected: boolean;
}

const FIRST: PageStart = { after: undefined, ranked: undefined, isCorrected: false };

/** Throws ValidationFailed for what is no cursor of a search in this order. */
export function startOf({ cursor, sort }: Pick<SearchQueryDto, 'cursor' | 'sort'>): PageStart {
  if (cursor === undefined) return FIRST;
  if (sort === 'best') {
    const [asOf, skip, corrected] = decodeCursor(cursor, ['time', 'integer', 'integer']);
    const ranked = { asOf: new Date(String(asOf)), skip: Math.max(0, Number(skip)) };
    return { after: undefined, ranked, isCorrected: corrected === 1 };
  }
  const [at, conversationId, seq, corrected] = decodeCursor(cursor, ['time', 'uuid', 'integer', 'integer']);
  const after = { at: Date.parse(String(at)), conversationId: String(conversationId).toLowerCase(), seq: Number(seq) };
  return { after, ranked: undefined, isCorrected: corrected === 1 };
}

/** The cursor of the next page. */
export function cursorOf(next: FoundPosition | RankedPosition, isCorrected: boolean): string {
  const flag = isCorrected ? 1 : 0;
  return 'asOf' in next
    ? encodeCursor([next.asOf.toISOString(), next.skip, flag])
    : encodeCursor([new Date(next.at).toISOString(), next.conversationId, next.seq, flag]);
}
