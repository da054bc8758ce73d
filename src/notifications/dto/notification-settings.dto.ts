import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { NOTIFY_LEVELS, type NotifyLevel } from '../../messages/members/notify-levels.js';
import { Instant, MayBeAbsent, MayBeNull } from '../../core/http/field-rules.js';
import {
  MAX_MAIL_AFTER_MINUTES,
  MAX_OWN_WORD_LENGTH,
  MAX_OWN_WORDS,
  MAX_QUIET_HOURS,
  MIN_OWN_WORD_LENGTH,
} from '../notifications.limits.js';
import { type Digest, DIGESTS, type NotificationChoices } from '../settings/notification-choices.js';

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

/** What is mailed of what I have not read. */
export class UnreadMailDto {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'After how many minutes, at most every half an hour and never in quiet hours; null: not at all.',
  })
  after: number | null;
  @ApiProperty({ enum: DIGESTS, description: 'A summary at eight in the morning: every day, or on Mondays.' })
  digest: Digest;
}

/** What I choose anew; what is left out stays. */
export class UpdateUnreadMailDto {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_MAIL_AFTER_MINUTES, nullable: true, required: false })
  @MayBeNull()
  @IsInt()
  @Min(1)
  @Max(MAX_MAIL_AFTER_MINUTES)
  after?: number | null;

  @ApiProperty({ enum: DIGESTS, required: false })
  @MayBeAbsent()
  @IsIn(DIGESTS)
  digest?: Digest;
}

/** Whether and when I want to be notified. */
export class NotificationSettingsDto {
  @ApiProperty({ description: 'Whether my devices are notified at all.' })
  push: boolean;
  @ApiProperty({
    enum: NOTIFY_LEVELS,
    description:
      'Of what, in conversations for which I chose nothing (`notify` of my state there): all, what mentions me, or nothing.',
  })
  defaultLevel: NotifyLevel;
  @ApiProperty({ type: [QuietHoursDto] })
  quietHours: readonly QuietHoursDto[];
  @ApiProperty({ type: Date, nullable: true, description: 'Until when nothing is shown on any device.' })
  pausedUntil: Date | null;
  @ApiProperty({ description: 'Notifications and mails do not say who wrote and what.' })
  hideContent: boolean;
  @ApiProperty({
    description: 'Whoever writes one of them notifies me as with a mention, where I want to hear of mentions.',
  })
  words: readonly string[];
  @ApiProperty({ description: 'Where this server sends mail (`features.mail` of `/meta`).' })
  mail: UnreadMailDto;

  static of(choices: NotificationChoices): NotificationSettingsDto {
    const { push, defaultLevel, quietHours, pausedUntil, hideContent, words, mailAfter: after, digest } = choices;
    const isPaused = pausedUntil !== null && pausedUntil > new Date();
    return {
      push,
      defaultLevel,
      quietHours,
      hideContent,
      words,
      pausedUntil: isPaused ? pausedUntil : null,
      mail: { after, digest },
    };
  }
}

/** What I choose anew; what is left out stays. */
export class UpdateNotificationSettingsDto {
  @MayBeAbsent()
  @IsBoolean()
  push?: boolean;

  @ApiProperty({ enum: NOTIFY_LEVELS, required: false })
  @MayBeAbsent()
  @IsIn(NOTIFY_LEVELS)
  defaultLevel?: NotifyLevel;

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

  @ApiProperty({
    type: [String],
    required: false,
    maxItems: MAX_OWN_WORDS,
    description: 'All of them.',
    example: ['Pier 4'],
  })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(MAX_OWN_WORDS)
  @IsString({ each: true })
  @Length(MIN_OWN_WORD_LENGTH, MAX_OWN_WORD_LENGTH, { each: true })
  words?: string[];

  @ApiProperty({ type: UpdateUnreadMailDto, required: false })
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => UpdateUnreadMailDto)
  mail?: UpdateUnreadMailDto;
}
