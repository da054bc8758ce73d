import { ApiProperty } from '@nestjs/swagger';
import { ConversationRefDto } from '../../conversations/dto/conversation.dto.js';
import { ShowsMessageParts } from '../../shape/message-parts.js';
import { MessageDto } from '../../shape/message.dto.js';

const COUNT = {
  oneOf: [
    { type: 'integer', minimum: 0, maximum: 100 },
    { type: 'string', enum: ['100+'] },
  ],
  example: 2,
};

/** A message with the conversation it stands in. */
@ShowsMessageParts()
export class MailDto extends MessageDto {
  conversation: ConversationRefDto;
  isRead: boolean;
}

/** A message I sent, with how far it got. */
@ShowsMessageParts()
export class SentMailDto extends MailDto {
  /** To how many it went; `"100+"` above a hundred. */
  @ApiProperty({ ...COUNT, type: undefined })
  recipients: number | '100+';
  /** How many of them it reached; in groups of more than a hundred, how many have read it. */
  @ApiProperty({ ...COUNT, type: undefined })
  deliveredTo: number | '100+';
  /** How many of them have read it and show it. */
  @ApiProperty({ ...COUNT, type: undefined })
  readBy: number | '100+';
}

/** A message I deleted for myself. */
@ShowsMessageParts()
export class TrashedMailDto extends MailDto {
  /** Until when it can be restored from here. */
  @ApiProperty({ format: 'date-time' })
  restorableUntil: string;
}

export class MailPageDto {
  items: MailDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class SentMailPageDto {
  items: SentMailDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class TrashPageDto {
  items: TrashedMailDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
