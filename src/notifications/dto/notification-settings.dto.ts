import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Instant, MayBeAbsent, MayBeNull } from '../../core/http/field-rules.js';
import { MAX_NOTIFICATION_WORDS, MAX_QUIET_HOURS } from '../notifications.limits.js';
import {
  DEFAULT_LEVELS,
  type DefaultLevel,
  DIGESTS,
  type Digest,
  type NotificationChoices,
} from '../settings/notification-choices.js';

const WEEK_MINUTES = 7 * 24 * 60;

/** A time in which I am not disturbed, in my time zone. */
export class QuietHoursDto {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 7, example: 1, description: 'From 1, Monday, to 7.' })
  @IsInt()
  @Min(1)
  @Max(7)
  weekday: number;

  @ApiProperty({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', example: '22:00' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/)
  from: string;

  @ApiProperty({
    pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$',
    example: '07:00',
    description: 'Where it is not after `from`, on the next day.',
  })
  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
  to: string;
}

/** When I am mailed. */
export class NotificationMailDto {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: WEEK_MINUTES,
    example: 60,
    description: 'After how many minutes what is still unread is mailed; null: never.',
  })
  @MayBeNull()
  @IsInt()
  @Min(1)
  @Max(WEEK_MINUTES)
  after?: number | null;

  @ApiProperty({ enum: DIGESTS, enumName: 'NotificationDigest', example: 'none' })
  @MayBeAbsent()
  @IsIn(DIGESTS)
  digest?: Digest;
}

/** Of what and when I want to be notified. */
export class NotificationSettingsDto {
  @ApiProperty({ description: 'Whether my devices are notified at all.' })
  push: boolean;
  mail: NotificationMailShownDto;
  @ApiProperty({ type: [QuietHoursDto] })
  quietHours: readonly QuietHoursDto[];
  @ApiProperty({ type: Date, nullable: true, description: 'Until when nothing is shown on any device.' })
  pausedUntil: Date | null;
  @ApiProperty({ description: 'Notifications do not say who wrote and what.' })
  hideContent: boolean;
  @ApiProperty({
    enum: DEFAULT_LEVELS,
    enumName: 'NotificationLevel',
    description: 'In groups for which I chose nothing else. A direct message is heard unless it is `none`.',
  })
  defaultLevel: DefaultLevel;
  @ApiProperty({ type: [String], description: 'Words that I hear of as if I were mentioned.' })
  words: readonly string[];

  static of(choices: NotificationChoices): NotificationSettingsDto {
    const { push, quietHours, pausedUntil, hideContent, defaultLevel, words, mailAfter, digest } = choices;
    return {
      ...{ push, quietHours, hideContent, defaultLevel, words },
      pausedUntil: pausedUntil && pausedUntil > new Date() ? pausedUntil : null,
      mail: { after: mailAfter, digest },
    };
  }
}

/** When I am mailed. */
export class NotificationMailShownDto {
  @ApiProperty({ type: 'integer', nullable: true, example: 60 })
  after: number | null;
  @ApiProperty({ enum: DIGESTS, enumName: 'NotificationDigest' })
  digest: Digest;
}

/** What I choose anew; what is left out stays. */
export class UpdateNotificationSettingsDto {
  @MayBeAbsent()
  @IsBoolean()
  push?: boolean;

  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => NotificationMailDto)
  mail?: NotificationMailDto;

  @ApiProperty({ type: [QuietHoursDto], required: false, maxItems: MAX_QUIET_HOURS, description: 'All of them.' })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(MAX_QUIET_HOURS)
  @ValidateNested({ each: true })
  @Type(() => QuietHoursDto)
  quietHours?: QuietHoursDto[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true, required: false })
  @MayBeNull()
  @Instant()
  pausedUntil?: string | null;

  @MayBeAbsent()
  @IsBoolean()
  hideContent?: boolean;

  @ApiProperty({ enum: DEFAULT_LEVELS, enumName: 'NotificationLevel', required: false })
  @MayBeAbsent()
  @IsIn(DEFAULT_LEVELS)
  defaultLevel?: DefaultLevel;

  @ApiProperty({ type: [String], required: false, maxItems: MAX_NOTIFICATION_WORDS, description: 'All of them.' })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(MAX_NOTIFICATION_WORDS)
  @ArrayUnique()
  @Matches(/^(?!\s)[^\p{C}]{1,60}(?<!\s)$/u, { each: true })
  words?: string[];
}
