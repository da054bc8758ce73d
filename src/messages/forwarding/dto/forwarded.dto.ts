import { ApiProperty } from '@nestjs/swagger';
import { MentionDto } from '../../shape/message.dto.js';
import { UserCardDto } from '../../../users/dto/user-card.dto.js';

/** What a message is a copy of. Whatever becomes of that does not change the copy. */
export class ForwardedDto {
  /** Who wrote it. */
  sender: UserCardDto;
  /** When that was sent. */
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  /** What was copied, where the message says something of its own; null where `body` is the copy. */
  @ApiProperty({ type: String, nullable: true })
  body: string | null;
  @ApiProperty({ type: () => [MentionDto], description: 'Whom the copied text names. A copy calls nobody.' })
  mentions: MentionDto[];
}
