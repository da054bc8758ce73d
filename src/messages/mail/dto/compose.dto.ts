import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsString, IsUUID, Length, ValidateIf } from 'class-validator';
import { MAX_SUBJECT_LENGTH } from '../../conversations/dto/create-conversation.dto.js';
import { MessageDto } from '../../shape/message.dto.js';
import { MayBeAbsent, ShownName, TextOfLength } from '../../../core/http/field-rules.js';
import { MAX_BODY_LENGTH, MAX_RECIPIENTS } from '../../message-limits.js';
import { AttachmentIds, EmptyOnlyWithFiles } from '../../dto/attachment-ids.js';
import { HoldSeconds, SendAt, SendAtLocal, WallTimeDto } from '../../later/dto/send-time.js';
import { BodyText } from '../../dto/body-text.js';

const LowerCased = () =>
  Transform(({ value }: { value: unknown }) =>
    Array.isArray(value)
      ? value.map((one: unknown) => (typeof one === 'string' ? one.trim().toLowerCase() : one))
      : value,
  );

/** A message to people, as mail is written, now or later. */
export class ComposeDto {
  @ApiProperty({
    type: [String],
    minItems: 1,
    maxItems: MAX_RECIPIENTS,
    description: 'Ids or usernames. Duplicates and oneself are dropped; only oneself means a note to oneself.',
    example: ['ana.berg', 'wanjiru.kamau'],
  })
  @LowerCased()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_RECIPIENTS)
  @IsString({ each: true })
  @Length(1, 64, { each: true })
  to: string[];

  @ApiProperty({
    format: 'uuid',
    description: 'Made by the client; sending it again returns the first messages.',
    example: '6f1c2a9e-8a55-4f0e-9a77-0d5b2f0d8c11',
  })
  @IsUUID()
  clientId: string;

  @EmptyOnlyWithFiles()
  @BodyText()
  @TextOfLength(1, MAX_BODY_LENGTH, {
    minLength: 0,
    description: 'Markdown source. Empty only where there are files.',
    example: 'The supplier can hold the price until Friday.',
  })
  body: string;

  @ValidateIf((_, value) => value !== undefined && value !== null)
  @ShownName()
  @TextOfLength(0, MAX_SUBJECT_LENGTH, {
    required: false,
    nullable: true,
    description: 'Names the new group when there are several recipients.',
    example: 'Spring connectors',
  })
  subject?: string | null;

  @ApiProperty({ required: false, description: 'A direct message to each instead of one group.' })
  @MayBeAbsent()
  @IsBoolean()
  separate?: boolean;

  @AttachmentIds()
  attachmentIds?: string[];

  @SendAt()
  sendAt?: string;

  @SendAtLocal()
  sendAtLocal?: WallTimeDto;

  @HoldSeconds()
  holdSeconds?: number;
}

/** The messages that were sent: one, or one for each recipient. */
export class ComposedDto {
  items: MessageDto[];
}
