import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { MessagePermission } from '../messages/messages.permissions.js';
import { SearchPageDto } from './dto/search-page.dto.js';
import { SearchQueryDto } from './dto/search.query.dto.js';
import { NothingToSearchFor, SearchTooLong } from './search.errors.js';
import { SearchService } from './search.service.js';

@ApiTags('mail')
@Controller('messages/search')
export class SearchController {
  constructor(private readonly searching: SearchService) {}

  @Get()
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'searchMessages',
    summary: 'Search my messages',
    description:
      'Everything that I may read at this moment, across my conversations: words of texts, of subjects, of what is forwarded and of the names of files. `q` takes `from: in: subject: has: is: before: after: on:`, each with a word or a "phrase" behind it; each is a parameter, too. Several values of `from`, `in` and `subject`: any of them; everything else: all of it.',
  })
  @ApiOkResponse({ type: SearchPageDto })
  @ApiProblems(NothingToSearchFor, SearchTooLong)
  search(@CurrentPrincipal() principal: Principal, @Query() query: SearchQueryDto): Promise<SearchPageDto> {
    return this.searching.search(principal, query);
  }
}
