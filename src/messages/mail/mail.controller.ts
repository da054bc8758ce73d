import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RecipientInactive, UnknownPeople, YouBlocked } from '../conversations/conversations.errors.js';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { InThePast } from '../../core/errors/request-problems.js';
import { PageQuery } from '../../core/http/page.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { ScheduledAnswerDto } from '../later/dto/scheduled.dto.js';
import { SendCancelled, TooManyScheduled } from '../later/later.errors.js';
import { PostingService } from '../later/posting.service.js';
import { ComposeDto, ComposedDto } from './dto/compose.dto.js';
import { MailPageDto, SentMailPageDto, TrashPageDto } from './dto/mail.dto.js';
import { MailService } from './mail.service.js';
import { AttachmentInUse, ClientIdReused } from '../messages.errors.js';
import { MessagePermission } from '../messages.permissions.js';

@ApiTags('mail')
@Controller('messages')
export class MailController {
  constructor(
    private readonly mail: MailService,
    private readonly posting: PostingService,
  ) {}

  @Post()
  @RequirePermission(MessagePermission.Send)
  @ApiOperation({
    operationId: 'composeMessage',
    summary: 'Write to one or several people',
    description:
      'One person: our direct conversation. Several: a new group named by the subject, or with `separate` a direct message each.',
  })
  @ApiCreatedResponse({ type: ComposedDto })
  @ApiOkResponse({ type: ComposedDto, description: 'It was sent before; these are the messages as they are now.' })
  @ApiAcceptedResponse({ type: ScheduledAnswerDto, description: 'It waits: `sendAt` or `holdSeconds` says for when.' })
  @ApiProblems(
    UnknownPeople,
    RecipientInactive,
    YouBlocked,
    ClientIdReused,
    AttachmentInUse,
    InThePast,
    TooManyScheduled,
    SendCancelled,
  )
  async compose(
    @CurrentPrincipal() principal: Principal,
    @Body() dto: ComposeDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ComposedDto | ScheduledAnswerDto> {
    const { status, body } = await this.posting.compose(principal, dto);
    void reply.status(status);
    return body;
  }

  @Get('inbox')
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listInbox',
    summary: 'List what was written to me',
    description: 'Messages of other people across my conversations, newest first.',
  })
  @ApiOkResponse({ type: MailPageDto })
  inbox(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery) {
    return this.mail.inbox(principal, query);
  }

  @Get('mentions')
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listMentions',
    summary: 'List where I am mentioned',
    description:
      'Messages of other people that mention me by name, or everyone, across my conversations, newest first.',
  })
  @ApiOkResponse({ type: MailPageDto })
  mentions(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery) {
    return this.mail.mentions(principal, query);
  }

  @Get('sent')
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listSent',
    summary: 'List what I wrote',
    description:
      'My messages across my conversations, newest first, with how many they reached and how many have read them.',
  })
  @ApiOkResponse({ type: SentMailPageDto })
  sent(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery) {
    return this.mail.sent(principal, query);
  }

  @Get('trash')
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listTrash',
    summary: 'List what I deleted for myself',
    description: 'For 30 days, most recently deleted first; `restoreMessage` brings one back.',
  })
  @ApiOkResponse({ type: TrashPageDto })
  trash(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery) {
    return this.mail.trash(principal, query);
  }
}
