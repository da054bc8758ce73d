import { Injectable } from '@nestjs/common';
import { MessageTexts, type ReadableText } from '../../messages/reading/message-texts.js';
import { type MessagePlace, placeKey } from '../../messages/shape/message-parts.js';
import { inTurns } from './in-turns.js';
import { MessageJudge } from './message-judge.js';
import { SearchRepository, type TimedPlace } from './search.repository.js';
import type { SearchRequest } from './search-request.js';
import { BlockWalk, PlaceWalk, type ProposalWalk } from './proposal-walks.js';

/** Where a list of found messages goes on: they order by time, then conversation, then seq. */
export interface FoundPosition extends MessagePlace {
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What was found, the newest first; `next` where more may be. */
export interface Found {
  readonly messages: readonly ReadableText[];
  readonly next: FoundPosition | undefined;
}

export interface FindOptions {
  readonly limit: number;
  readonly after: FoundPosition | undefined;
}

/** Of one search, so that none takes for ever; then its page ends early and leads on. */
const MOST_MESSAGES = 4_000;
const LAST_PLACE = { conversationId: 'ffffffff-ffff-ffff-ffff-ffffffffffff', seq: Number.MAX_SAFE_INTEGER };

/** Finds messages: the index proposes, newest first; the message itself decides, and whether its reader may read it now. */
@Injectable()
export class MessageFinder {
  constructor(
    private readonly index: SearchRepository,
    private readonly texts: MessageTexts,
  ) {}

  /** One page. It may be short of `limit` and still lead on, when very much had to be looked through. */
  async find(reader: string, request: SearchRequest, { limit, after }: FindOptions): Promise<Found> {
    const bounded = after ? { ...request, until: earlier(request.until, new Date(after.at)) } : request;
    const walk = this.walkOf(reader, bounded);
    const found: ReadableText[] = [];
    const pending: ReadableText[] = [];
    let judged = 0;
    for (;;) {
      const nextAt = await walk.nextAt();
      // Whatever is newer than all that is proposed next has its place already. One more tells whether there is another page.
      while (pending[0] && found.length <= limit && (nextAt === undefined || pending[0].createdAt.getTime() > nextAt)) {
        found.push(pending.shift() as ReadableText);
      }
      if (found.length > limit) {
        const messages = found.slice(0, limit);
        return { messages, next: positionOf(messages.at(-1) as ReadableText) };
      }
      if (nextAt === undefined) return { messages: found, next: undefined };
      if (judged >= MOST_MESSAGES || walk.isLong) return { messages: found, next: { ...LAST_PLACE, at: nextAt } };
      const places = await walk.take(limit + 1 - found.length);
      judged += places.length;
      const readable = await this.texts.readable(reader, places);
      walk.sawTimes(readable);
      const judge = new MessageJudge(request, await this.savedAmong(reader, request, readable));
      const wanted = await inTurns(readable, (message) => !isBefore(after, message) && judge.isWanted(message));
      pending.push(...readable.filter((_, n) => wanted[n]));
      pending.sort(newestFirst);
    }
  }

  /** Over what is proposed, the newest first. What somebody saved, or what is pinned, needs no index. */
  private walkOf(reader: string, request: SearchRequest): ProposalWalk {
    const { is, until } = request;
    const list = (read: (limit: number) => Promise<TimedPlace[]>): ProposalWalk => new PlaceWalk(read);
    if (is.wanted.has('saved')) return list((limit) => this.index.saved(reader, until, limit));
    if (is.wanted.has('pinned')) return list((limit) => this.index.pinned(reader, until, limit));
    return new BlockWalk(this.index, reader, request);
  }

  private async savedAmong(reader: string, { is }: SearchRequest, places: readonly MessagePlace[]) {
    if (!is.wanted.has('saved') && !is.excluded.has('saved')) return new Set<string>();
    return new Set((await this.index.savedAmong(reader, places)).map(placeKey));
  }
}

/** At or before the position that the page before ended with. */
function isBefore(after: FoundPosition | undefined, message: ReadableText): boolean {
  return after !== undefined && compare(positionOf(message), after) <= 0;
}

function newestFirst(a: ReadableText, b: ReadableText): number {
  return compare(positionOf(a), positionOf(b));
}

function compare(a: FoundPosition, b: FoundPosition): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.conversationId !== b.conversationId) return a.conversationId < b.conversationId ? 1 : -1;
  return b.seq - a.seq;
}

function positionOf(message: ReadableText): FoundPosition {
  return { ...placeOf(message), at: message.createdAt.getTime() };
}

function placeOf({ conversationId, seq }: MessagePlace): MessagePlace {
  return { conversationId, seq };
}

function earlier(one: Date | undefined, other: Date): Date {
  return one && one < other ? one : other;
}
