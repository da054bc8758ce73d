import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConversationNotFound } from '../messages/conversations/conversations.errors.js';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { IdParam } from '../core/http/id-param.decorator.js';
import { PageQuery } from '../core/http/page.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { ComposeDraftsService } from './compose-drafts.service.js';
import { DraftListService } from './draft-list.service.js';
import { TooManyDrafts } from './drafts.errors.js';
import { DraftsService } from './drafts.service.js';
import {
  ComposeDraftDto,
  DraftDto,
  DraftPageDto,
  RemoveDraftQuery,
  SaveComposeDraftDto,
  SaveDraftDto,
} from './dto/draft.dto.js';
import { AttachmentInUse } from '../messages/messages.errors.js';
import { MessagePermission } from '../messages/messages.permissions.js';

const CONVERSATION_ID = 'The conversation.';
const COMPOSE_ID = 'Made by the client, once for each new message.';

@ApiTags('drafts')
@Controller()
export class DraftsController {
  constructor(
    private readonly all: DraftListService,
    private readonly drafts: DraftsService,
    private readonly composed: ComposeDraftsService,
  ) {}

  @Get('drafts')
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listDrafts',
    summary: 'List what I began to write',
    description: 'One in each conversation at most, and new messages; most recently changed first.',
  })
  @ApiOkResponse({ type: DraftPageDto })
  list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery) {
    return this.all.list(principal, query);
  }

  @Put('conversations/:conversationId/draft')
  @RequirePermission(MessagePermission.Send)
  @ApiOperation({
    operationId: 'saveDraft',
    summary: 'Keep what I have written so far',
    description: 'In place of what was kept before; my other devices hear of it.',
  })
  @ApiOkResponse({ type: DraftDto })
  @ApiProblems(ConversationNotFound, AttachmentInUse)
  save(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', CONVERSATION_ID) id: string,
    @Body() dto: SaveDraftDto,
  ): Promise<DraftDto> {
    return this.drafts.save(principal, id, dto);
  }

  @Delete('conversations/:conversationId/draft')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(MessagePermission.Send)
  @ApiOperation({
    operationId: 'deleteDraft',
    summary: 'Throw a draft away',
    description: 'Also when it was sent. There need not be one.',
  })
  @ApiNoContentResponse({ description: 'There is none any more.' })
  @ApiProblems(ConversationNotFound)
  remove(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', CONVERSATION_ID) id: string,
    @Query() query: RemoveDraftQuery,
  ): Promise<void> {
    return this.drafts.remove(principal, id, query);
  }

  @Put('drafts/compose/:id')
  @RequirePermission(MessagePermission.Send)
  @ApiOperation({
    operationId: 'saveComposeDraft',
    summary: 'Keep a new message that I have begun',
    description: 'In place of what was kept under this id; my other devices hear of it.',
  })
  @ApiOkResponse({ type: ComposeDraftDto })
  @ApiProblems(TooManyDrafts, AttachmentInUse)
  saveComposed(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', COMPOSE_ID) id: string,
    @Body() dto: SaveComposeDraftDto,
  ): Promise<ComposeDraftDto> {
    return this.composed.save(principal, id, dto);
  }

  @Delete('drafts/compose/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(MessagePermission.Send)
  @ApiOperation({
    operationId: 'deleteComposeDraft',
    summary: 'Throw a new message away',
    description: 'Also when it was sent. There need not be one.',
  })
  @ApiNoContentResponse({ description: 'There is none any more.' })
  removeComposed(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', COMPOSE_ID) id: string,
    @Query() query: RemoveDraftQuery,
  ): Promise<void> {
    return this.composed.remove(principal, id, query);
  }
}
