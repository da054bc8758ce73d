import { ApiProperty } from '@nestjs/swagger';
import { Instant, MayBeNull } from '../../core/http/field-rules.js';
import { MailDto } from '../../messages/mail/dto/mail.dto.js';
import { ShowsMessageParts } from '../../messages/shape/message-parts.js';

/** How to save a message. */
export class SaveDto {
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    required: false,
    description: 'When to be reminded; left out or null: not at all.',
    example: '2027-01-01T08:00:00.000Z',
  })
  @MayBeNull()
  @Instant()
  remindAt?: string | null;
}

/** Since when a message is saved, and what is to come of it. */
export class SavingDto {
  @ApiProperty({ format: 'date-time' })
  savedAt: string;
  /** When I want to be reminded; a time in the past: I was. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  remindAt: string | null;
}

/** Which message of a conversation I saved. */
export class SavedPlaceDto extends SavingDto {
  @ApiProperty({ type: 'integer', minimum: 1 })
  seq: number;
}

/** A message that I saved. */
@ShowsMessageParts()
export class SavedMailDto extends MailDto implements SavingDto {
  @ApiProperty({ format: 'date-time' })
  savedAt: string;
  /** When I want to be reminded; a time in the past: I was. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  remindAt: string | null;
}

/** One page of what I saved, the newest first. */
export class SavedMailPageDto {
  items: SavedMailDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

/** One page of what I saved in a conversation, the newest message first. */
export class SavedPlacePageDto {
  items: SavedPlaceDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
