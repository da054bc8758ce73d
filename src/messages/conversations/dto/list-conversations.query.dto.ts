import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PageQuery } from '../../../core/http/page.js';

export const CONVERSATION_FILTERS = ['active', 'archived', 'unread', 'mentions', 'groups'] as const;
export type ConversationFilter = (typeof CONVERSATION_FILTERS)[number];

/** Which conversations to list. */
export class ListConversationsQueryDto extends PageQuery {
  @ApiProperty({ required: false, enum: CONVERSATION_FILTERS, default: 'active' })
  @IsIn(CONVERSATION_FILTERS)
  filter: ConversationFilter = 'active';
}
