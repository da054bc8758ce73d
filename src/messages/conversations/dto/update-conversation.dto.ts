import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { MayBeAbsent, ShownName, TextOfLength, Trimmed, VisibleText } from '../../../core/http/field-rules.js';
import { POSTING_BY, type PostingBy } from '../conversation.entity.js';
import { MAX_SUBJECT_LENGTH } from './create-conversation.dto.js';

/** What to change of a group; what is left out stays. */
export class UpdateConversationDto {
  @MayBeAbsent()
  @ShownName()
  @TextOfLength(1, MAX_SUBJECT_LENGTH, { required: false, description: 'The new name.', example: 'Riverside pilot' })
  subject?: string;

  @MayBeAbsent()
  @Trimmed()
  @VisibleText()
  @TextOfLength(0, 1000, { required: false, description: 'What the group is for.', example: 'Six gauges, until March' })
  description?: string;

  @ApiProperty({
    required: false,
    description: 'Whoever comes into it from now on sees only what is written after that.',
  })
  @MayBeAbsent()
  @IsBoolean()
  historyFromJoin?: boolean;

  @ApiProperty({ required: false, enum: POSTING_BY, description: 'Who writes in it: everyone, or owners and admins.' })
  @MayBeAbsent()
  @IsIn(POSTING_BY)
  postingBy?: PostingBy;

  @ApiProperty({ required: false, description: 'Everybody finds it among the open groups and may join it.' })
  @MayBeAbsent()
  @IsBoolean()
  listed?: boolean;
}
