import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsUUID, Max, Min, ValidateIf } from 'class-validator';
import { MAX_SUBJECT_LENGTH } from '../conversations/dto/create-conversation.dto.js';
import { MayBeAbsent, ShownName, TextOfLength } from '../../core/http/field-rules.js';
import { MAX_BODY_LENGTH } from '../message-limits.js';
import { AttachmentIds, EmptyOnlyWithFiles } from './attachment-ids.js';
import { BodyText } from './body-text.js';

/** A message to send. */
export class SendMessageDto {
  @ApiProperty({
    format: 'uuid',
    description: 'Made by the client, one for each message; sending it again returns the first message.',
    example: '6f1c2a9e-8a55-4f0e-9a77-0d5b2f0d8c11',
  })
  @IsUUID()
  clientId: string;

  @EmptyOnlyWithFiles()
  @BodyText()
  @TextOfLength(1, MAX_BODY_LENGTH, {
    minLength: 0,
    description:
      'Markdown source. White space after it and blank lines before it are dropped. Empty only where there are files.',
    example: 'One housing, not three, and it fits.',
  })
  body: string;

  @ValidateIf((_, value) => value !== undefined && value !== null)
  @ShownName()
  @TextOfLength(0, MAX_SUBJECT_LENGTH, {
    required: false,
    nullable: true,
    description: 'Left out, a reply has the subject of what it answers; null or empty means none.',
    example: 'Budget Q4',
  })
  subject?: string | null;

  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 1,
    description: 'The message that this one answers.',
    example: 41,
  })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  replyToSeq?: number;

  @AttachmentIds()
  attachmentIds?: string[];
}
