import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Instant, MayBeAbsent, MayBeNull } from '../../core/http/field-rules.js';
import { MAX_QUIET_HOURS } from '../notifications.limits.js';
import type { NotificationChoices } from '../settings/notification-choices.js';

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

/** Whether and when I want to be notified. */
export class NotificationSettingsDto {
  @ApiProperty({ description: 'Whether my devices are notified at all.' })
  push: boolean;
  @ApiProperty({ type: [QuietHoursDto] })
  quietHours: readonly QuietHoursDto[];
  @ApiProperty({ type: Date, nullable: true, description: 'Until when nothing is shown on any device.' })
  pausedUntil: Date | null;
  @ApiProperty({ description: 'Notifications do not say who wrote and what.' })
  hideContent: boolean;

  static of(choices: NotificationChoices): NotificationSettingsDto {
    const { push, quietHours, pausedUntil, hideContent } = choices;
    const isPaused = pausedUntil !== null && pausedUntil > new Date();
    return { push, quietHours, hideContent, pausedUntil: isPaused ? pausedUntil : null };
  }
}

/** What I choose anew; what is left out stays. */
export class UpdateNotificationSettingsDto {
  @MayBeAbsent()
  @IsBoolean()
  push?: boolean;

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
}
