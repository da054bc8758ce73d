import { Controller, Delete, Get, HttpCode, HttpStatus, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { IdParam, SeqParam } from '../core/http/id-param.decorator.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { ConversationNotFound } from '../messages/conversations/conversations.errors.js';
import { MessageDeleted, MessageNotFound } from '../messages/messages.errors.js';
import { MessagePermission } from '../messages/messages.permissions.js';
import { PersonReactionPageDto, ReactionsQueryDto } from './dto/reactions.dto.js';
import { ReactionListService } from './reaction-list.service.js';
import { InvalidEmoji, NotForReactions, TooManyReactions } from './reactions.errors.js';
import { ReactionPermission } from './reactions.permissions.js';
import { ReactionsService } from './reactions.service.js';

const ID = 'The conversation.';
const EMOJI = { name: 'emoji', description: 'One emoji, percent-encoded.', example: '👍' };

@ApiTags('messages')
@Controller('conversations/:conversationId/messages/:seq/reactions')
export class ReactionsController {
  constructor(
    private readonly reactions: ReactionsService,
    private readonly lists: ReactionListService,
  ) {}

  @Get()
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listReactions',
    summary: 'See who reacted to a message',
    description: 'The first one first, with one emoji or any. Of a deleted message there are none.',
  })
  @ApiOkResponse({ type: PersonReactionPageDto })
  @ApiProblems(ConversationNotFound, MessageNotFound, InvalidEmoji)
  list(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @SeqParam() seq: number,
    @Query() query: ReactionsQueryDto,
  ): Promise<PersonReactionPageDto> {
    return this.lists.page(principal, conversationId, seq, query);
  }

  @Put(':emoji')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(ReactionPermission.React)
  @ApiOperation({
    operationId: 'addReaction',
    summary: 'React to a message',
    description: 'With each emoji once: again changes nothing. Different spellings of an emoji are the same.',
  })
  @ApiParam(EMOJI)
  @ApiNoContentResponse({ description: 'My reaction is there.' })
  @ApiProblems(ConversationNotFound, MessageNotFound, MessageDeleted, NotForReactions, InvalidEmoji, TooManyReactions)
  add(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @SeqParam() seq: number,
    @Param('emoji') emoji: string,
  ): Promise<void> {
    return this.reactions.add(principal, conversationId, seq, emoji);
  }

  @Delete(':emoji')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(ReactionPermission.React)
  @ApiOperation({
    operationId: 'removeReaction',
    summary: 'Take back my reaction',
    description: 'Where there is none, nothing changes.',
  })
  @ApiParam(EMOJI)
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblems(ConversationNotFound, MessageNotFound, MessageDeleted, NotForReactions, InvalidEmoji)
  remove(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @SeqParam() seq: number,
    @Param('emoji') emoji: string,
  ): Promise<void> {
    return this.reactions.remove(principal, conversationId, seq, emoji);
  }
}
