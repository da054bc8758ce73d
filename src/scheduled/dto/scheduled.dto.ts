import { ApiProperty } from '@nestjs/swagger';
import { ValidateIf } from 'class-validator';
import { Instant, MayBeAbsent, ShownName, TextOfLength } from '../../core/http/field-rules.js';
import { MAX_SUBJECT_LENGTH } from '../../messages/conversations/dto/create-conversation.dto.js';
import { BodyText } from '../../messages/dto/body-text.js';
import { ScheduledDto } from '../../messages/later/dto/scheduled.dto.js';
import { SendAtLocal, WallTimeDto } from '../../messages/later/dto/send-time.js';
import { MAX_BODY_LENGTH } from '../../messages/message-limits.js';

/** What to change of a scheduled message. What is left out stays as it is. */
export class UpdateScheduledDto {
  @MayBeAbsent()
  @BodyText()
  @TextOfLength(0, MAX_BODY_LENGTH, {
    required: false,
    description: 'Markdown source. Empty only where there are files.',
  })
  body?: string;

  @ValidateIf((_, value) => value !== undefined && value !== null)
  @ShownName()
  @TextOfLength(0, MAX_SUBJECT_LENGTH, { required: false, nullable: true, description: 'Null or empty means none.' })
  subject?: string | null;

  @MayBeAbsent()
  @Instant()
  @ApiProperty({
    required: false,
    format: 'date-time',
    description: 'When to send it, in the future; one that failed is tried again then.',
    example: '2027-01-01T08:00:00.000Z',
  })
  sendAt?: string;

  @SendAtLocal()
  sendAtLocal?: WallTimeDto;
}

/** One page of what waits, the next one to be sent first. */
export class ScheduledPageDto {
  items: ScheduledDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
