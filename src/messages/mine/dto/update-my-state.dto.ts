import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { NOTIFY_LEVELS, type NotifyLevel } from '../../members/notify-levels.js';
import { Instant, MayBeAbsent, MayBeNull } from '../../../core/http/field-rules.js';

/** Of what I want to hear in conversations for which I chose nothing. */
export const DEFAULT_LEVEL = 'default';

/** What to change of my state; what is left out stays. */
export class UpdateMyStateDto {
  /** Out of the list until somebody writes again (or for as long as it is muted). */
  @MayBeAbsent()
  @IsBoolean()
  archived?: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    required: false,
    description: 'Silent until then; null to hear again.',
    example: '2027-01-01T00:00:00.000Z',
  })
  @MayBeNull()
  @Instant()
  mutedUntil?: string | null;

  /** At the top of the list. */
  @MayBeAbsent()
  @IsBoolean()
  pinned?: boolean;

  @ApiProperty({
    required: false,
    type: String,
    enum: [...NOTIFY_LEVELS, DEFAULT_LEVEL, null],
    nullable: true,
    description:
      'Of what I want to hear: everything, what mentions me, or nothing; `default` or null: what `defaultLevel` of ' +
      '`/users/me/notifications` says.',
  })
  @MayBeNull()
  @IsIn([...NOTIFY_LEVELS, DEFAULT_LEVEL])
  notify?: NotifyLevel | typeof DEFAULT_LEVEL | null;
}
