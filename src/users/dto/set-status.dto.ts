import { ApiProperty } from '@nestjs/swagger';
import { MayBeAbsent, MayBeNull } from '../../core/http/field-rules.js';
import { MAX_STATUS_LENGTH } from '../users.limits.js';
import { FutureTime, OneEmoji, PersonalLine } from './account-fields.js';

/** What I say about myself for a while: a text, an emoji, or both. Neither is the same as none. */
export class SetStatusDto {
  @MayBeAbsent()
  @PersonalLine('On holiday', { max: MAX_STATUS_LENGTH })
  text?: string;

  @MayBeAbsent()
  @OneEmoji()
  emoji?: string;

  @MayBeNull()
  @FutureTime()
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    required: false,
    example: '2099-12-01T08:00:00Z',
    description: 'When it ends by itself. Null or left out: when it is taken back.',
  })
  until?: string | null;
}
