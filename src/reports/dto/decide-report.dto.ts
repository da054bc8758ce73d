import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Min } from 'class-validator';
import { MayBeAbsent, TextOfLength, Trimmed } from '../../core/http/field-rules.js';
import { REPORT_ACTIONS, REPORT_STATES, type ReportAction, type ReportState } from '../report-terms.js';
import { MAX_REPORT_NOTE } from '../reports.limits.js';

/** What is decided about a report. */
export class DecideReportDto {
  @IsIn(REPORT_STATES)
  @ApiProperty({
    enum: REPORT_STATES,
    enumName: 'ReportState',
    description: '`dismissed`: nothing is done. `acted`: `action` is done. `open`: it waits for a decision again.',
  })
  state: ReportState;

  @MayBeAbsent()
  @IsIn(REPORT_ACTIONS)
  @ApiProperty({
    enum: REPORT_ACTIONS,
    enumName: 'ReportAction',
    required: false,
    default: 'none',
    description: 'With `acted` alone; `none`: something was done elsewhere.',
  })
  action?: ReportAction;

  @MayBeAbsent()
  @Trimmed()
  @TextOfLength(0, MAX_REPORT_NOTE, {
    required: false,
    description: 'Kept with the report; of a warning, what its author reads.',
    example: 'Please write to each other, not about each other.',
  })
  note?: string;

  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    required: false,
    example: 2,
    description: 'Refuses the decision when the report changed since this version of it.',
  })
  ifVersion?: number;
}
