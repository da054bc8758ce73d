import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsInt, Max, Min, ValidateIf } from 'class-validator';
import { MayBeAbsent, ShownName, TextOfLength } from '../../../core/http/field-rules.js';
import { MAX_SUBJECT_LENGTH } from '../../conversations/dto/create-conversation.dto.js';
import { MAX_MOVED } from '../subjects.limits.js';

/** What to change of a subject; what is left out stays. */
export class UpdateSubjectDto {
  @MayBeAbsent()
  @ShownName()
  @TextOfLength(1, MAX_SUBJECT_LENGTH, {
    required: false,
    description: 'The new title. Where the conversation has a subject of that title, this one becomes part of it.',
    example: 'Budget Q4',
  })
  title?: string;

  @ApiProperty({ required: false, description: 'Whether it is settled.' })
  @MayBeAbsent()
  @IsBoolean()
  resolved?: boolean;
}

/** Which messages get another subject. */
export class MoveMessagesDto {
  @ApiProperty({
    type: [Number],
    minItems: 1,
    maxItems: MAX_MOVED,
    description: 'The messages; all are moved, or none.',
    example: [41, 42],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_MOVED)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(Number.MAX_SAFE_INTEGER, { each: true })
  seqs: number[];

  @ValidateIf((_, value) => value !== null)
  @ShownName()
  @TextOfLength(1, MAX_SUBJECT_LENGTH, {
    nullable: true,
    description: 'By its title, made when it is new; null takes their subject away.',
    example: 'Budget Q4',
  })
  subject: string | null;
}
