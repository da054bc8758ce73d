import { Body, Controller, Get, HttpCode, HttpStatus, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { IdParam } from '../../core/http/id-param.decorator.js';
import { PageQuery } from '../../core/http/page.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { ConversationCreationService } from './conversation-creation.service.js';
import { ConversationEditingService } from './conversation-editing.service.js';
import {
  CannotBeAdded,
  ConversationNotFound,
  NothingToMarkUnread,
  RecipientInactive,
  RoleRequired,
  UnknownPeople,
} from './conversations.errors.js';
import { ConversationsService } from './conversations.service.js';
import { ConversationDto, ConversationPageDto } from './dto/conversation.dto.js';
import { CreateConversationDto } from './dto/create-conversation.dto.js';
import { ListConversationsQueryDto } from './dto/list-conversations.query.dto.js';
import { MarkReadDto } from '../mine/dto/mark-read.dto.js';
import { SubjectPageDto } from '../subjects/dto/subject.dto.js';
import { PinOrderDto } from '../mine/dto/pin-order.dto.js';
import { MyFullStateDto, MyStateDto } from '../mine/dto/my-state.dto.js';
import { UpdateConversationDto } from './dto/update-conversation.dto.js';
import { UpdateMyStateDto } from '../mine/dto/update-my-state.dto.js';
import { ClearHistoryDto } from '../mine/dto/clear-history.dto.js';
import { HistoryClearing } from '../mine/history-clearing.js';
import { MyStateService } from '../mine/my-state.service.js';
import { ConversationPermission } from './conversations.permissions.js';

const ID = 'The conversation.';

@ApiTags('conversations')
@Controller('conversations')
export class ConversationsController {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly creation: ConversationCreationService,
    private readonly editing: ConversationEditingService,
    private readonly myState: MyStateService,
    private readonly clearing: HistoryClearing,
  ) {}

  @Get()
  @RequirePermission(ConversationPermission.Read)
  @ApiOperation({
    operationId: 'listConversations',
    summary: 'List my conversations',
    description: 'Newest activity first. The pinned ones come whole before the first page.',
  })
  @ApiOkResponse({ type: ConversationPageDto })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ListConversationsQueryDto) {
    return this.conversations.list(principal, query);
  }

  @Post()
  @RequirePermission(ConversationPermission.Write)
  @ApiOperation({
    operationId: 'createConversation',
    summary: 'Open a direct conversation or make a group',
    description: 'A pair of people has one direct conversation for ever: 201 the first time, 200 afterwards.',
  })
  @ApiCreatedResponse({ type: ConversationDto })
  @ApiOkResponse({ type: ConversationDto, description: 'The direct conversation was there already.' })
  @ApiProblems(UnknownPeople, RecipientInactive, CannotBeAdded)
  async create(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: CreateConversationDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConversationDto> {
    const { conversation, isNew } = await this.creation.create(principal, dto);
    void reply.status(isNew ? HttpStatus.CREATED : HttpStatus.OK);
    return conversation;
  }

  @Post('read')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(ConversationPermission.Read)
  @ApiOperation({
    operationId: 'markAllRead',
    summary: 'Say that I have read everything',
    description: 'In all my conversations, archived and muted ones too. What comes meanwhile stays unread.',
  })
  @ApiNoContentResponse({ description: 'The positions stand.' })
  markAllRead(@CurrentPrincipal() principal: Principal): Promise<void> {
    return this.myState.markAllRead(principal);
  }

  @Put('pinned')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(ConversationPermission.Read)
  @ApiOperation({
    operationId: 'orderPinnedConversations',
    summary: 'Keep conversations at the top of my list, in this order',
    description: 'Pins those that are not yet. Other pinned ones follow by activity.',
  })
  @ApiNoContentResponse({ description: 'The order stands.' })
  @ApiProblems(ConversationNotFound)
  orderPinned(@CurrentPrincipal() principal: Principal, @Body() { ids }: PinOrderDto): Promise<void> {
    return this.myState.orderPins(principal, ids);
  }

  @Get(':conversationId')
  @RequirePermission(ConversationPermission.Read)
  @ApiOperation({
    operationId: 'getConversation',
    summary: 'Read one conversation',
    description: 'As I see it: with my state, what is unread, and the newest message.',
  })
  @ApiOkResponse({ type: ConversationDto })
  @ApiProblems(ConversationNotFound)
  get(@CurrentPrincipal() principal: Principal, @IdParam('conversationId', ID) id: string) {
    return this.conversations.get(principal, id);
  }

  @Patch(':conversationId')
  @RequirePermission(ConversationPermission.Write)
  @ApiOperation({
    operationId: 'updateConversation',
    summary: 'Rename a group, say what it is for, who writes in it, what newcomers see and whether anybody may join',
    description: 'For owners and admins. Each change leaves a system line.',
  })
  @ApiOkResponse({ type: ConversationDto })
  @ApiProblems(ConversationNotFound, RoleRequired)
  update(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) id: string,
    @Body() dto: UpdateConversationDto,
  ) {
    return this.editing.update(principal, id, dto);
  }

  @Get(':conversationId/subjects')
  @RequirePermission(ConversationPermission.Read)
  @ApiOperation({
    operationId: 'listSubjects',
    summary: 'List the subjects of a conversation',
    description: 'Those of messages that I can see, most recently used first; none that became part of another.',
  })
  @ApiOkResponse({ type: SubjectPageDto })
  @ApiProblems(ConversationNotFound)
  subjects(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) id: string,
    @Query() query: PageQuery,
  ): Promise<SubjectPageDto> {
    return this.conversations.subjects(principal, id, query);
  }

  @Get(':conversationId/me')
  @RequirePermission(ConversationPermission.Read)
  @ApiOperation({
    operationId: 'getConversationState',
    summary: 'Read my state in a conversation',
    description: 'With everything a client needs to catch up after an absence.',
  })
  @ApiOkResponse({ type: MyFullStateDto })
  @ApiProblems(ConversationNotFound)
  getMyState(@CurrentPrincipal() principal: Principal, @IdParam('conversationId', ID) id: string) {
    return this.myState.get(principal, id);
  }

  @Patch(':conversationId/me')
  @RequirePermission(ConversationPermission.Read)
  @ApiOperation({
    operationId: 'updateConversationState',
    summary: 'Archive, mute or pin a conversation for me, and say of what I want to hear',
    description: 'What is left out stays as it is. Nobody else is told.',
  })
  @ApiOkResponse({ type: MyStateDto })
  @ApiProblems(ConversationNotFound)
  updateMyState(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) id: string,
    @Body() dto: UpdateMyStateDto,
  ) {
    return this.myState.update(principal, id, dto);
  }

  @Put(':conversationId/read')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(ConversationPermission.Read)
  @ApiOperation({
    operationId: 'markRead',
    summary: 'Say how far I have read',
    description:
      'Forward only, unless `unread` is set: then this message and everything after it is unread again. Where that is only what I wrote, the newest message of somebody else before it is unread too.',
  })
  @ApiNoContentResponse({ description: 'The position stands.' })
  @ApiProblems(ConversationNotFound, NothingToMarkUnread)
  markRead(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) id: string,
    @Body() dto: MarkReadDto,
  ) {
    return this.myState.markRead(principal, id, dto);
  }

  @Post(':conversationId/clear')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(ConversationPermission.Read)
  @ApiOperation({
    operationId: 'clearHistory',
    summary: 'Clear the history for me',
    description:
      'For good, and for me alone: others keep everything. I have read what I clear. As far as before, or less, changes nothing.',
  })
  @ApiNoContentResponse({ description: 'I see nothing up to there any more.' })
  @ApiProblems(ConversationNotFound)
  clear(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) id: string,
    @Body() dto: ClearHistoryDto,
  ): Promise<void> {
    return this.clearing.clear(principal, id, dto);
  }
}
