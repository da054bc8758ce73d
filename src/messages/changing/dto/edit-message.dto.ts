import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';
import { MAX_SUBJECT_LENGTH } from '../../conversations/dto/create-conversation.dto.js';
import { MayBeAbsent, ShownName, TextOfLength } from '../../../core/http/field-rules.js';
import { MAX_BODY_LENGTH } from '../../message-limits.js';
import { BodyText } from '../../dto/body-text.js';

/** What to change of my message; what is left out stays. */
export class EditMessageDto {
  @MayBeAbsent()
  @BodyText()
  @TextOfLength(0, MAX_BODY_LENGTH, {
    required: false,
    description: 'Markdown source. Empty only where there are files.',
    example: 'Two housings, and they fit.',
  })
  body?: string;

  @ValidateIf((_, value) => value !== undefined && value !== null)
  @ShownName()
  @TextOfLength(0, MAX_SUBJECT_LENGTH, {
    required: false,
    nullable: true,
    description: 'null or empty takes the subject away.',
    example: 'Budget Q4',
  })
  subject?: string | null;

  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 1,
    description:
      'The `rev` you saw. When the message has another one by now, nothing is changed and you get a 409 with it.',
    example: 57,
  })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  ifRev?: number;
}
