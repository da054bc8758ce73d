import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConversationNotFound } from '../messages/conversations/conversations.errors.js';
import { ApiProblems } from '../core/errors/problem-documents.js';
import { IdParam, SeqParam } from '../core/http/id-param.decorator.js';
import { PageQuery } from '../core/http/page.js';
import { CurrentPrincipal, RequirePermission } from '../core/security/decorators.js';
import type { Principal } from '../core/security/principal.js';
import { MessageNotFound } from '../messages/messages.errors.js';
import { MessageReceiptPageDto } from './dto/message-receipts.dto.js';
import { MessageReceiptsService } from './message-receipts.service.js';
import { MessagePermission } from '../messages/messages.permissions.js';

@ApiTags('messages')
@Controller('conversations/:conversationId/messages/:seq/receipts')
export class MessageReceiptsController {
  constructor(private readonly receipts: MessageReceiptsService) {}

  @Get()
  @RequirePermission(MessagePermission.Read)
  @ApiOperation({
    operationId: 'listMessageReceipts',
    summary: 'See whom a message reached and who has read it',
    description:
      'Everybody who sees it but for its author, in the order of their accounts, with counts of all of them.',
  })
  @ApiOkResponse({ type: MessageReceiptPageDto })
  @ApiProblems(ConversationNotFound, MessageNotFound)
  list(
    @CurrentPrincipal() principal: Principal,
    @IdParam('conversationId', 'The conversation.') conversationId: string,
    @SeqParam() seq: number,
    @Query() query: PageQuery,
  ): Promise<MessageReceiptPageDto> {
    return this.receipts.list(principal, conversationId, seq, query);
  }
}
