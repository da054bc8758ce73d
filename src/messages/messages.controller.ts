import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  ConversationNotFound,
  RecipientInactive,
  RoleRequired,
  YouBlocked,
} from './conversations/conversations.errors.js';
import { MessageDto } from './shape/message.dto.js';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { InThePast } from '../core/errors/request-problems.js';
import { Client, type ClientInfo } from '../core/http/client-info.js';
import { IdParam, SeqParam } from '../core/http/id-param.decorator.js';
import { PageQuery } from '../core/http/page.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { EditMessageDto } from './changing/dto/edit-message.dto.js';
import {
  ChangesDto,
  ChangesQueryDto,
  DeleteMessageQueryDto,
  HistoryPageDto,
  HistoryQueryDto,
} from './reading/dto/history.dto.js';
import { PostMessageDto } from './later/dto/post.dto.js';
import { ScheduledAnswerDto } from './later/dto/scheduled.dto.js';
import { SendCancelled, TooManyScheduled } from './later/later.errors.js';
import { PostingService } from './later/posting.service.js';
import { HistoryService } from './reading/history.service.js';
import { MessageVersionPageDto } from './changing/dto/message-version.dto.js';
import { MessageDeletionService } from './changing/message-deletion.service.js';
import { MessageEditingService } from './changing/message-editing.service.js';
import { MessageVersionsService } from './changing/message-versions.service.js';
import {
  AttachmentInUse,
  ClientIdReused,
  DeleteWindowOver,
  EditWindowOver,
  ForwardedText,
  MessageDeleted,
  MessageNotFound,
  NotForForwarding,
  RestoreExpired,
  StaleMessage,
} from './messages.errors.js';
import { MessagesService } from './messages.service.js';
import { MessagePermission } from './messages.permissions.js';

const ID = 'The conversation.';

@ApiTags('messages')
@Controller('conversations/:conversationId')
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly posting: PostingService,
    private readonly history: HistoryService,
    private readonly editing: MessageEditingService,
    private readonly versions: MessageVersionsService,
    private readonly deletion: MessageDeletionService,
  ) {}

  @Get('messages')
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listMessages',
    summary: 'Read the history of a conversation',
    description: 'Ascending by `seq`. Give `before`, `after` or `around`, or nothing for the newest page.',
  })
  @ApiOkResponse({ type: HistoryPageDto })
  @ApiProblems(ConversationNotFound)
  list(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @Query() query: HistoryQueryDto,
  ) {
    return this.history.page(principal, conversationId, query);
  }

  @Get('changes')
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listChanges',
    summary: 'Catch up with a conversation',
    description: 'Everything that changed after a `rev`, in `rev` order and as it now is, tombstones included.',
  })
  @ApiOkResponse({ type: ChangesDto })
  @ApiProblems(ConversationNotFound)
  changes(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @Query() query: ChangesQueryDto,
  ) {
    return this.history.changes(principal, conversationId, query);
  }

  @Post('messages')
  @RequirePermission(MessagePermission.Send)
  @ApiOperation({
    operationId: 'sendMessage',
    summary: 'Send a message to a conversation',
    description:
      'Answered after the commit. The same `clientId` with the same content again answers 200 with the first message.',
  })
  @ApiCreatedResponse({ type: MessageDto })
  @ApiOkResponse({ type: MessageDto, description: 'It was sent before; this is how it is now.' })
  @ApiAcceptedResponse({ type: ScheduledAnswerDto, description: 'It waits: `sendAt` or `holdSeconds` says for when.' })
  @ApiProblems(
    ConversationNotFound,
    MessageNotFound,
    RecipientInactive,
    YouBlocked,
    RoleRequired,
    ClientIdReused,
    NotForForwarding,
    AttachmentInUse,
    InThePast,
    TooManyScheduled,
    SendCancelled,
  )
  async send(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @Body() dto: PostMessageDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MessageDto | ScheduledAnswerDto> {
    const { status, body } = await this.posting.send(principal, conversationId, dto);
    void reply.status(status);
    return body;
  }

  @Get('messages/:seq')
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({ operationId: 'getMessage', summary: 'Read one message', description: 'Unless it is hidden from me.' })
  @ApiOkResponse({ type: MessageDto })
  @ApiProblems(ConversationNotFound, MessageNotFound)
  get(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @SeqParam() seq: number,
  ) {
    return this.messages.get(principal, conversationId, seq);
  }

  @Patch('messages/:seq')
  @RequirePermission(MessagePermission.Send)
  @ApiOperation({
    operationId: 'editMessage',
    summary: 'Edit my message',
    description: 'With `ifRev`, only when nobody changed it meanwhile.',
  })
  @ApiOkResponse({ type: MessageDto })
  @ApiProblems(ConversationNotFound, MessageNotFound, StaleMessage, MessageDeleted, ForwardedText, EditWindowOver)
  edit(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @SeqParam() seq: number,
    @Body() dto: EditMessageDto,
  ) {
    return this.editing.edit(principal, conversationId, seq, dto);
  }

  @Get('messages/:seq/edits')
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listMessageEdits',
    summary: 'Read what a message said before',
    description:
      'Its earlier versions, the newest first: what was sent, and the newest hundred. Of a deleted one there are none.',
  })
  @ApiOkResponse({ type: MessageVersionPageDto })
  @ApiProblems(ConversationNotFound, MessageNotFound)
  edits(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @SeqParam() seq: number,
    @Query() query: PageQuery,
  ): Promise<MessageVersionPageDto> {
    return this.versions.page(principal, conversationId, seq, query);
  }

  @Delete('messages/:seq')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'deleteMessage',
    summary: 'Delete a message for me or for everyone',
    description:
      'For me: hidden from me alone, 30 days in my trash. For everyone: a tombstone; restorable for 30 seconds.',
  })
  @ApiNoContentResponse({ description: 'It is deleted.' })
  @ApiProblems(ConversationNotFound, MessageNotFound, DeleteWindowOver)
  delete(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @SeqParam() seq: number,
    @Query() query: DeleteMessageQueryDto,
    @Client() client: ClientInfo,
  ) {
    return query.for === 'me'
      ? this.deletion.deleteForMe(principal, conversationId, seq)
      : this.deletion.deleteForEveryone(principal, conversationId, seq, client);
  }

  @Post('messages/:seq/restore')
  @HttpCode(HttpStatus.OK)
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'restoreMessage',
    summary: 'Take back a deletion',
    description: 'What I deleted for myself, or within 30 seconds what I deleted for everyone.',
  })
  @ApiOkResponse({ type: MessageDto })
  @ApiProblems(ConversationNotFound, MessageNotFound, RestoreExpired)
  restore(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @SeqParam() seq: number,
  ) {
    return this.deletion.restore(principal, conversationId, seq);
  }
}
