import { ApiProperty } from '@nestjs/swagger';
import { AttachmentDto } from '../../shape/message.dto.js';
import { UserCardDto } from '../../../users/dto/user-card.dto.js';
import { WallTimeDto } from './send-time.js';

export const SCHEDULED_STATES = ['waiting', 'failed'] as const;

/** Why a message could not be sent. */
export class ScheduledProblemDto {
  /** @example recipient_inactive */
  code: string;
  /** @example This account is deactivated. You can still read what was written. */
  detail: string;
}

/** A message of mine that is to be sent later. */
export class ScheduledDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid', description: 'Of the request, and of the message when it is sent.' })
  clientId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null for one that was composed.' })
  conversationId: string | null;
  @ApiProperty({ type: () => [UserCardDto], description: 'Whom it was composed for; none in a conversation.' })
  to: UserCardDto[];
  /** Whether each of them gets a direct message. */
  separate: boolean;
  body: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null where there is none, or the one of what it answers.',
  })
  subject: string | null;
  @ApiProperty({ type: 'integer', minimum: 1, nullable: true })
  replyToSeq: number | null;
  @ApiProperty({
    type: () => [AttachmentDto],
    description: 'They go with this message alone, and stay until it is sent.',
  })
  attachments: AttachmentDto[];
  @ApiProperty({ format: 'date-time' })
  sendAt: string;
  @ApiProperty({
    type: () => WallTimeDto,
    nullable: true,
    description:
      'By which clocks that is, which it follows where their rules change; null where a moment was asked for.',
  })
  sendAtLocal: WallTimeDto | null;
  @ApiProperty({ enum: SCHEDULED_STATES, enumName: 'ScheduledState' })
  state: (typeof SCHEDULED_STATES)[number];
  @ApiProperty({ type: () => ScheduledProblemDto, nullable: true, description: 'Null unless it failed.' })
  problem: ScheduledProblemDto | null;
}

/** What waits now that it was asked for. */
export class ScheduledAnswerDto {
  scheduled: ScheduledDto;
}
