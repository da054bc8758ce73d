import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConversationNotFound } from '../conversations/conversations.errors.js';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { IdParam } from '../core/http/id-param.decorator.js';
import { PageQuery } from '../core/http/page.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import { Permission } from '../core/security/permissions.js';
import type { Principal } from '../core/security/principal.js';
import { DraftDto, DraftPageDto, SaveDraftDto } from './dto/draft.dto.js';
import { DraftsService } from './drafts.service.js';

const ID = 'The conversation.';

@ApiTags('drafts')
@Controller()
export class DraftsController {
  constructor(private readonly drafts: DraftsService) {}

  @Get('drafts')
  @RequirePermission(Permission.MessageRead)
  @ApiOperation({
    operationId: 'listDrafts',
    summary: 'List what I began to write',
    description: 'One in each conversation at most, most recently changed first.',
  })
  @ApiOkResponse({ type: DraftPageDto })
  list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery) {
    return this.drafts.list(principal, query);
  }

  @Put('conversations/:conversationId/draft')
  @RequirePermission(Permission.MessageSend)
  @ApiOperation({
    operationId: 'saveDraft',
    summary: 'Keep what I have written so far',
    description: 'In place of what was kept before; my other devices hear of it.',
  })
  @ApiOkResponse({ type: DraftDto })
  @ApiProblems(ConversationNotFound)
  save(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) id: string,
    @Body() dto: SaveDraftDto,
  ): Promise<DraftDto> {
    return this.drafts.save(principal, id, dto);
  }

  @Delete('conversations/:conversationId/draft')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(Permission.MessageSend)
  @ApiOperation({
    operationId: 'deleteDraft',
    summary: 'Throw a draft away',
    description: 'Also when it was sent. There need not be one.',
  })
  @ApiNoContentResponse({ description: 'There is none any more.' })
  @ApiProblems(ConversationNotFound)
  remove(@CurrentPrincipal() principal: Principal, @IdParam('conversationId', ID) id: string): Promise<void> {
    return this.drafts.remove(principal, id);
  }
}
