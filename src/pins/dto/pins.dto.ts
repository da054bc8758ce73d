import { ApiProperty } from '@nestjs/swagger';
import { MessageDto } from '../../messages/shape/message.dto.js';

/** One page of the pinned messages of a conversation, the one that was pinned last first. */
export class PinPageDto {
  items: MessageDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
