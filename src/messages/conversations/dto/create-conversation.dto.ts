import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsUUID, ValidateIf } from 'class-validator';
import { ShownName, TextOfLength } from '../../../core/http/field-rules.js';
import { defineLimit } from '../../../core/limits.js';

/** A group may begin with this many people besides its maker. */
export const MAX_FIRST_MEMBERS = 200;
export const MAX_SUBJECT_LENGTH = defineLimit('subjectLength', 200, 'A subject, and the name of a group.');

/** `{kind: "direct", userId}` or `{kind: "group", subject, memberIds}`. */
export class CreateConversationDto {
  @ApiProperty({ enum: ['direct', 'group'], example: 'direct' })
  @IsIn(['direct', 'group'])
  kind: 'direct' | 'group';

  @ApiProperty({
    required: false,
    format: 'uuid',
    description: 'The other person of a direct conversation; oneself for a note to oneself.',
    example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071',
  })
  @ValidateIf((dto: CreateConversationDto) => dto.kind === 'direct' || dto.userId !== undefined)
  @IsUUID()
  userId?: string;

  @ShownName()
  @ValidateIf((dto: CreateConversationDto) => dto.kind === 'group' || dto.subject !== undefined)
  @TextOfLength(1, MAX_SUBJECT_LENGTH, {
    required: false,
    description: 'The name of the group.',
    example: 'Riverside pilot',
  })
  subject?: string;

  @ApiProperty({
    required: false,
    type: [String],
    description: 'Who is in the group besides yourself.',
    example: ['0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071'],
    items: { type: 'string', format: 'uuid' },
    minItems: 1,
    maxItems: MAX_FIRST_MEMBERS,
  })
  @ValidateIf((dto: CreateConversationDto) => dto.kind === 'group' || dto.memberIds !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_FIRST_MEMBERS)
  @IsUUID(undefined, { each: true })
  memberIds?: string[];
}
