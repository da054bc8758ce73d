import { Injectable } from '@nestjs/common';
import { RateLimiter } from '../core/http/rate-limit/rate-limiter.js';
import { DatabaseClock } from '../core/nodes/database-clock.js';
import type { Principal } from '../core/security/principal.js';
import { Accounts } from '../users/accounts.js';
import type { SearchPageDto } from './dto/search-page.dto.js';
import type { SearchQueryDto } from './dto/search.query.dto.js';
import { SearchResults } from './finding/search-results.js';
import { OperatorReader } from './query/operator-reader.js';
import { requestOf } from './query/request-builder.js';
import { OPERATORS, parseQuery, type SearchQuery } from './query/search-query.js';
import { startOf } from './search-cursor.js';
import { NothingToSearchFor, SearchTooLong } from './search.errors.js';
import { MAX_SEARCH_TERMS } from './search.limits.js';

/** What a phrase in a language without spaces comes to, pair by pair. */
const MOST_WANTED = 300;

/** Finds messages, as far as whoever asks may read them at that moment. See docs/search.md. */
@Injectable()
export class SearchService {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly accounts: Accounts,
    private readonly operators: OperatorReader,
    private readonly results: SearchResults,
    private readonly clock: DatabaseClock,
  ) {}

  /** Throws NothingToSearchFor, SearchTooLong, RateLimited, and ValidationFailed for a cursor of something else. */
  async search({ userId }: Principal, query: SearchQueryDto): Promise<SearchPageDto> {
    this.limiter.take('search', userId);
    const { terms, operators } = askedBy(query);
    const start = startOf(query);
    const { timeZone } = await this.accounts.get(userId);
    const now = new Date(this.clock.now());
    const read = await this.operators.read({ userId, now, timeZone: timeZone ?? 'UTC' }, operators);
    const hasMeaning = terms.length > 0 || read.some(({ interpreted: { problem } }) => problem !== 'no_value');
    const request = hasMeaning ? requestOf(terms, read) : undefined;
    if (!request) return { items: [], nextCursor: null, interpreted: read.map(({ interpreted }) => interpreted) };
    return this.results.page({ ...start, userId, now, sort: query.sort, limit: query.limit }, request, read);
  }
}

/** What was typed, and behind it what was given as parameters. */
function askedBy(query: SearchQueryDto): SearchQuery {
  const { terms, operators } = parseQuery(query.q ?? '');
  const parameters = OPERATORS.flatMap((operator) => {
    const value = query[operator]?.trim();
    return value === undefined ? [] : [{ operator, value, isExcluded: false }];
  });
  const all = [...operators, ...parameters];
  if (terms.length + all.length === 0) throw new NothingToSearchFor();
  const wanted = terms.reduce((sum, term) => sum + term.wanted.length, 0);
  if (terms.length + all.length > MAX_SEARCH_TERMS || wanted > MOST_WANTED) throw new SearchTooLong();
  return { terms, operators: all };
}
