import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeAbsent, TextOfLength, Trimmed } from '../../core/http/field-rules.js';
import { REPORT_REASONS, type ReportReason } from '../report-terms.js';
import { MAX_REPORT_NOTE } from '../reports.limits.js';

/** Why a message is reported. */
export class ReportMessageDto {
  @IsIn(REPORT_REASONS)
  @ApiProperty({ enum: REPORT_REASONS, enumName: 'ReportReason', example: 'harassment' })
  reason: ReportReason;

  @MayBeAbsent()
  @Trimmed()
  @TextOfLength(0, MAX_REPORT_NOTE, {
    required: false,
    description: 'What whoever decides should know.',
    example: 'The third time this week.',
  })
  note?: string;
}
