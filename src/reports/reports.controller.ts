import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { IdParam, SeqParam } from '../core/http/id-param.decorator.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { ConversationNotFound } from '../messages/conversations/conversations.errors.js';
import { MessageDeleted, MessageNotFound } from '../messages/messages.errors.js';
import { MessagePermission } from '../messages/messages.permissions.js';
import { ReportMessageDto } from './dto/report-message.dto.js';
import { Reporting } from './reporting.service.js';
import { NotForReporting, OwnMessage, TooManyReports } from './reports.errors.js';

@ApiTags('messages')
@Controller('conversations/:conversationId')
export class ReportsController {
  constructor(private readonly reporting: Reporting) {}

  @Post('messages/:seq/report')
  @HttpCode(HttpStatus.ACCEPTED)
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'reportMessage',
    summary: 'Report a message to the moderators',
    description:
      'They see it as it is now, with five messages before and five after. Nobody in the conversation hears of it. Again ' +
      'changes nothing.',
  })
  @ApiAcceptedResponse({ description: 'It waits for a decision.' })
  @ApiProblems(ConversationNotFound, MessageNotFound, MessageDeleted, NotForReporting, OwnMessage, TooManyReports)
  report(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', 'The conversation.') conversationId: string,
    @SeqParam() seq: number,
    @Body() dto: ReportMessageDto,
  ): Promise<void> {
    return this.reporting.report(principal, { conversationId, seq }, dto);
  }
}
