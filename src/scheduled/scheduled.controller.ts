import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Patch, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { InThePast } from '../core/errors/request-problems.js';
import { IdParam } from '../core/http/id-param.decorator.js';
import { PageQuery } from '../core/http/page.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import {
  ConversationNotFound,
  RecipientInactive,
  RoleRequired,
  YouBlocked,
} from '../messages/conversations/conversations.errors.js';
import { ScheduledDto } from '../messages/later/dto/scheduled.dto.js';
import { MessagePermission } from '../messages/messages.permissions.js';
import { MessageDto } from '../messages/shape/message.dto.js';
import { ScheduledPageDto, UpdateScheduledDto } from './dto/scheduled.dto.js';
import { AlreadySent, ScheduledNotFound } from './scheduled.errors.js';
import { ScheduledService } from './scheduled.service.js';

const ID = 'The scheduled message.';

@ApiTags('mail')
@Controller('messages/scheduled')
export class ScheduledController {
  constructor(private readonly scheduled: ScheduledService) {}

  @Get()
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listScheduled',
    summary: 'List what is to be sent later',
    description: 'My messages that wait or that could not be sent, the next one first.',
  })
  @ApiOkResponse({ type: ScheduledPageDto })
  list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<ScheduledPageDto> {
    return this.scheduled.page(principal, query);
  }

  @Patch(':id')
  @RequirePermission(MessagePermission.Send)
  @ApiOperation({
    operationId: 'updateScheduled',
    summary: 'Change a scheduled message',
    description: 'Its text, its time or both. With a time, one that failed waits again.',
  })
  @ApiOkResponse({ type: ScheduledDto })
  @ApiProblems(ScheduledNotFound, AlreadySent, InThePast)
  update(
    @CurrentPrincipal() principal: Principal,
    @IdParam('id', ID) id: string,
    @Body() dto: UpdateScheduledDto,
  ): Promise<ScheduledDto> {
    return this.scheduled.update(principal, id, dto);
  }

  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @RequirePermission(MessagePermission.Send)
  @ApiOperation({
    operationId: 'cancelScheduled',
    summary: 'Take back a scheduled message',
    description: 'Until it is sent. The request that scheduled it does not bring it back.',
  })
  @ApiNoContentResponse({ description: 'It will not be sent.' })
  @ApiProblems(ScheduledNotFound, AlreadySent)
  cancel(@CurrentPrincipal() principal: Principal, @IdParam('id', ID) id: string): Promise<void> {
    return this.scheduled.cancel(principal, id);
  }

  @Post(':id/send')
  @HttpCode(HttpStatus.OK)
  @RequirePermission(MessagePermission.Send)
  @ApiOperation({
    operationId: 'sendScheduled',
    summary: 'Send a scheduled message now',
    description: 'Also one that failed. The first message where it was composed for several people.',
  })
  @ApiOkResponse({ type: MessageDto })
  @ApiProblems(ScheduledNotFound, AlreadySent, ConversationNotFound, RecipientInactive, YouBlocked, RoleRequired)
  send(@CurrentPrincipal() principal: Principal, @IdParam('id', ID) id: string): Promise<MessageDto> {
    return this.scheduled.sendNow(principal, id);
  }
}
