import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsUUID, Max, Min, ValidateIf, ValidateNested } from 'class-validator';
import { MAX_SUBJECT_LENGTH } from '../conversations/dto/create-conversation.dto.js';
import { MayBeAbsent, ShownName, TextOfLength } from '../../core/http/field-rules.js';
import { ForwardDto } from '../forwarding/dto/forward.dto.js';
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

  @ValidateIf(({ forward }: SendMessageDto, value) => forward === undefined || value !== undefined)
  @EmptyOnlyWithFiles()
  @BodyText()
  @TextOfLength(1, MAX_BODY_LENGTH, {
    required: false,
    minLength: 0,
    description:
      'Markdown source. White space after it and blank lines before it are dropped. Empty only where there are files; only with `forward` it may be left out.',
    example: 'One housing, not three, and it fits.',
  })
  body?: string;

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

  @ApiProperty({
    required: false,
    type: () => ForwardDto,
    description:
      'A message of mine to copy. Without a `body` the copy is what is said, about the same subject; with one it stands below.',
  })
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => ForwardDto)
  forward?: ForwardDto;
}
