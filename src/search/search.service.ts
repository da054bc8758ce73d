import { Injectable } from '@nestjs/common';
import type { Principal } from '../core/security/principal.js';
import type { SearchPageDto } from './dto/search-page.dto.js';
import type { SearchQueryDto } from './dto/search.query.dto.js';
import { parseQuery } from './query/search-query.js';
import { NothingToSearchFor } from './search.errors.js';

/** Finds messages. */
@Injectable()
export class SearchService {
  search(_: Principal, { q = '' }: SearchQueryDto): Promise<SearchPageDto> {
    const { terms } = parseQuery(q);
    if (terms.length === 0) throw new NothingToSearchFor();
    return Promise.resolve({ items: [], nextCursor: null, interpreted: [] });
  }
}
