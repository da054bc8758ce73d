import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Put, Query } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { InThePast } from '../core/errors/request-problems.js';
import { IdParam, SeqParam } from '../core/http/id-param.decorator.js';
import { PageQuery } from '../core/http/page.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { ConversationNotFound } from '../messages/conversations/conversations.errors.js';
import { MessageDeleted, MessageNotFound } from '../messages/messages.errors.js';
import { MessagePermission } from '../messages/messages.permissions.js';
import { SaveDto, SavedMailPageDto, SavedPlacePageDto } from './dto/saved.dto.js';
import { SavedListService } from './saved-list.service.js';
import { NotForSaving } from './saved.errors.js';
import { SavedService } from './saved.service.js';

const ID = 'The conversation.';

@ApiTags('mail')
@Controller()
export class SavedController {
  constructor(
    private readonly saved: SavedService,
    private readonly lists: SavedListService,
  ) {}

  @Get('messages/saved')
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listSaved',
    summary: 'List what I saved',
    description: 'Across my conversations, what I saved last first; what I cannot read any more is absent.',
  })
  @ApiOkResponse({ type: SavedMailPageDto })
  list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<SavedMailPageDto> {
    return this.lists.page(principal, query);
  }

  @Get('conversations/:conversationId/saved')
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listSavedPlaces',
    summary: 'List which messages of a conversation I saved',
    description: 'The newest message first, without what it says.',
  })
  @ApiOkResponse({ type: SavedPlacePageDto })
  @ApiProblems(ConversationNotFound)
  places(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @Query() query: PageQuery,
  ): Promise<SavedPlacePageDto> {
    return this.lists.places(principal, conversationId, query);
  }

  @Put('conversations/:conversationId/messages/:seq/save')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'saveMessage',
    summary: 'Save a message for myself',
    description: 'Nobody else hears of it. What was saved already gets this reminder, or none.',
  })
  @ApiBody({ type: SaveDto, required: false })
  @ApiNoContentResponse({ description: 'It is saved.' })
  @ApiProblems(ConversationNotFound, MessageNotFound, MessageDeleted, NotForSaving, InThePast)
  save(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @SeqParam() seq: number,
    @Body() { remindAt }: SaveDto,
  ): Promise<void> {
    return this.saved.save(principal, { conversationId, seq }, remindAt ?? null);
  }

  @Delete('conversations/:conversationId/messages/:seq/save')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'unsaveMessage',
    summary: 'Remove a message from what I saved',
    description: 'Its reminder goes too. Where it is not saved, nothing changes.',
  })
  @ApiNoContentResponse({ description: 'It is not saved.' })
  @ApiProblems(ConversationNotFound, MessageNotFound)
  remove(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @SeqParam() seq: number,
  ): Promise<void> {
    return this.saved.remove(principal, { conversationId, seq });
  }
}
