import { Controller, Delete, Get, HttpCode, HttpStatus, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { IdParam, SeqParam } from '../core/http/id-param.decorator.js';
import { PageQuery } from '../core/http/page.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { ConversationNotFound, RoleRequired } from '../messages/conversations/conversations.errors.js';
import { MessageDeleted, MessageNotFound } from '../messages/messages.errors.js';
import { MessagePermission } from '../messages/messages.permissions.js';
import { PinPageDto } from './dto/pins.dto.js';
import { PinListService } from './pin-list.service.js';
import { NotForPins, TooManyPins } from './pins.errors.js';
import { PinPermission } from './pins.permissions.js';
import { PinsService } from './pins.service.js';

const ID = 'The conversation.';

@ApiTags('messages')
@Controller('conversations/:conversationId')
export class PinsController {
  constructor(
    private readonly pins: PinsService,
    private readonly lists: PinListService,
  ) {}

  @Get('pins')
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listPins',
    summary: 'List the pinned messages of a conversation',
    description: 'The one that was pinned last first; those that are hidden from me are absent.',
  })
  @ApiOkResponse({ type: PinPageDto })
  @ApiProblems(ConversationNotFound)
  list(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @Query() query: PageQuery,
  ): Promise<PinPageDto> {
    return this.lists.page(principal, conversationId, query);
  }

  @Put('messages/:seq/pin')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(PinPermission.Pin)
  @ApiOperation({
    operationId: 'pinMessage',
    summary: 'Pin a message for everybody',
    description: 'In a group its owners and admins, in a direct conversation both. Again changes nothing.',
  })
  @ApiNoContentResponse({ description: 'It is pinned.' })
  @ApiProblems(ConversationNotFound, MessageNotFound, RoleRequired, MessageDeleted, NotForPins, TooManyPins)
  pin(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @SeqParam() seq: number,
  ): Promise<void> {
    return this.pins.pin(principal, { conversationId, seq });
  }

  @Delete('messages/:seq/pin')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(PinPermission.Pin)
  @ApiOperation({
    operationId: 'unpinMessage',
    summary: 'Unpin a message',
    description: 'By the same who may pin it. Where it is not pinned, nothing changes.',
  })
  @ApiNoContentResponse({ description: 'It is not pinned.' })
  @ApiProblems(ConversationNotFound, MessageNotFound, RoleRequired, MessageDeleted, NotForPins)
  unpin(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', ID) conversationId: string,
    @SeqParam() seq: number,
  ): Promise<void> {
    return this.pins.unpin(principal, { conversationId, seq });
  }
}
