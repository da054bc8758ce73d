import { Injectable } from '@nestjs/common';
import type { InterpretedDto, SearchPageDto } from '../dto/search-page.dto.js';
import type { SearchQueryDto } from '../dto/search.query.dto.js';
import { SearchProgress } from '../index/search-progress.js';
import type { ReadOperator } from '../query/operator-reader.js';
import type { Term } from '../query/terms.js';
import { cursorOf, type PageStart, type RankedPosition } from '../search-cursor.js';
import { Corrections, correctionsIn } from './corrections.js';
import { type Found, type FoundPosition, MessageFinder } from './message-finder.js';
import { bestFirst } from './ranking.js';
import { SearchHits, subjectsAmong } from './search-hits.js';
import { type SearchRequest, subjectAlone } from './search-request.js';

/** Among so many the best are looked for: nothing older is better, and whoever wants it says more. */
const LOOKED_AT_FOR_BEST = 200;

/** Whose search it is, and what of it is answered. */
export interface PageRequest extends PageStart {
  readonly userId: string;
  readonly sort: SearchQueryDto['sort'];
  readonly limit: number;
  /** The moment of the search. */
  readonly now: Date;
}

interface Results extends Pick<Found, 'messages'> {
  readonly next: FoundPosition | RankedPosition | undefined;
}

/** Answers a page of what is found, corrects what was typed with an error, and says what is not indexed yet. */
@Injectable()
export class SearchResults {
  constructor(
    private readonly finder: MessageFinder,
    private readonly corrections: Corrections,
    private readonly hits: SearchHits,
    private readonly progress: SearchProgress,
  ) {}

  /** `typed` is what the operators mean as they were typed. */
  async page(page: PageRequest, typed: SearchRequest, operators: readonly ReadOperator[]): Promise<SearchPageDto> {
    const { request, results } = await this.found(page, typed);
    const { messages, next } = results;
    const isCorrected = request !== typed;
    const [items, indexing, interpreted] = await Promise.all([
      this.hits.show(page.userId, request, messages),
      this.progress.of(page.userId, { isExact: messages.length === 0 }),
      Promise.all(operators.map((operator) => this.explained(page.userId, typed, operator, results))),
    ]);
    const corrections = isCorrected ? correctionsIn(request, messages) : [];
    return {
      items,
      nextCursor: next ? cursorOf(next, isCorrected) : null,
      interpreted,
      ...(corrections.length > 0 && { corrections }),
      ...(indexing && { indexing }),
    };
  }

  /** As it was typed; where nothing is found so, corrected, and then each further page, too. */
  private async found(page: PageRequest, typed: SearchRequest): Promise<{ request: SearchRequest; results: Results }> {
    const { userId, isCorrected, after, ranked } = page;
    const again = isCorrected ? await this.corrections.correct(userId, typed) : undefined;
    if (again) return { request: again, results: await this.read(page, again) };
    const results = await this.read(page, typed);
    const isNothing = results.messages.length === 0 && !results.next && !after && !ranked;
    const corrected = isNothing ? await this.corrections.correct(userId, typed) : undefined;
    if (!corrected) return { request: typed, results };
    const better = await this.read(page, corrected);
    return better.messages.length > 0 || better.next
      ? { request: corrected, results: better }
      : { request: typed, results };
  }

  private async read(page: PageRequest, request: SearchRequest): Promise<Results> {
    const { userId, sort, limit, after, ranked, now } = page;
    if (sort === 'newest') return this.finder.find(userId, request, { limit, after });
    const { asOf, skip } = ranked ?? { asOf: now, skip: 0 };
    const until = request.until && request.until < asOf ? request.until : asOf;
    const options = { limit: LOOKED_AT_FOR_BEST, after: undefined };
    const { messages } = await this.finder.find(userId, { ...request, until }, options);
    const next = skip + limit < messages.length ? { asOf, skip: skip + limit } : undefined;
    const ordered = await bestFirst(messages, request.terms, asOf);
    return { messages: ordered.slice(skip, skip + limit), next };
  }

  /** A subject means what was found; where nothing was, it is asked whether anything has such a subject at all. */
  private async explained(
    userId: string,
    { conversations }: SearchRequest,
    { interpreted, subject }: ReadOperator,
    { messages }: Results,
  ): Promise<InterpretedDto> {
    if (!subject || subject.isExcluded) return interpreted;
    const subjects = subjectsAmong(
      messages.length > 0 ? messages : await this.withSubject(userId, subject, conversations),
      subject,
    );
    const [best] = subjects;
    if (best) return { ...interpreted, resolved: best.id, subjects };
    return messages.length > 0 ? interpreted : { ...interpreted, resolved: null, problem: 'no_subject' };
  }

  private async withSubject(userId: string, subject: Term, conversations: SearchRequest['conversations']) {
    const { messages } = await this.finder.find(userId, subjectAlone(subject, conversations), {
      limit: 1,
      after: undefined,
    });
    return messages;
  }
}
