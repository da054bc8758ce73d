import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../core/errors/problem-documents.js';
import { IdParam, SeqParam } from '../../core/http/id-param.decorator.js';
import { CurrentPrincipal, RequirePermission } from '../../core/security/decorators.js';
import type { Principal } from '../../core/security/principal.js';
import { ConversationNotFound } from '../../messages/conversations/conversations.errors.js';
import { MessageNotFound } from '../../messages/messages.errors.js';
import { MessagePermission } from '../../messages/messages.permissions.js';
import { MessageTraceDto } from '../dto/trace.dto.js';
import { MessageTrace } from './message-trace.service.js';

@ApiTags('notifications')
@Controller('conversations/:conversationId/messages/:seq/notifications')
export class MessageTraceController {
  constructor(private readonly trace: MessageTrace) {}

  @Get()
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'getMessageNotifications',
    summary: 'Who was notified of my message, and why others were not',
    description:
      'For its author. Up to 20 recipients are all named, of more only those of whom something is on record; at most 200 entries, ' +
      'kept for two weeks. What somebody chose (a level, a pause, quiet hours) is one reason, `not_wanted`.',
  })
  @ApiOkResponse({ type: MessageTraceDto, description: 'By recipient, one entry for each device and mail.' })
  @ApiProblems(ConversationNotFound, MessageNotFound)
  get(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', 'The conversation.') conversationId: string,
    @SeqParam() seq: number,
  ): Promise<MessageTraceDto> {
    return this.trace.of(principal, conversationId, seq);
  }
}
