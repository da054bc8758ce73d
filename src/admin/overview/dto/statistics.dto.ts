import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Instant, MayBeAbsent } from '../../../core/http/field-rules.js';
import { STEPS, type Step } from '../../../core/statistics/statistics-row.entity.js';

const KINDS = ['count', 'level', 'durations'] as const;

/** Of which period, and how finely. */
export class StatisticsQuery {
  @MayBeAbsent()
  @Instant()
  @ApiProperty({
    type: String,
    format: 'date-time',
    required: false,
    description: 'The beginning, moved back to that of its step; left out: a day before the end.',
  })
  from?: string;

  @MayBeAbsent()
  @Instant()
  @ApiProperty({ type: String, format: 'date-time', required: false, description: 'The end; left out: now.' })
  to?: string;

  @MayBeAbsent()
  @IsIn(STEPS)
  @ApiProperty({
    enum: STEPS,
    enumName: 'StatisticsStep',
    required: false,
    default: 'hour',
    description: 'Minutes are kept for 2 days, hours for 90. Days are those of UTC.',
  })
  step: Step = 'hour';
}

/** One thing that is kept, over a period. */
export class SeriesDto {
  /** @example messages.sent */
  name: string;
  @ApiProperty({
    enum: KINDS,
    enumName: 'SeriesKind',
    description:
      'How often something happened, how many there were at most, or how many milliseconds 95 of 100 took at most.',
  })
  kind: (typeof KINDS)[number];
  /** @example Messages that people sent. */
  description: string;
  @ApiProperty({
    type: 'array',
    items: { type: 'number', nullable: true },
    description: 'One for each of `at`; null where nothing is known.',
  })
  values: (number | null)[];
  @ApiProperty({ type: 'number', nullable: true, description: 'Of the whole period.' })
  total: number | null;
  @ApiProperty({
    type: 'number',

    nullable: true,
    description: 'Of the period of the same length before; null where not all of it is known.',
  })
  previous: number | null;
}

/** How much was going on. */
export class StatisticsDto {
  from: Date;
  to: Date;
  @ApiProperty({ enum: STEPS, enumName: 'StatisticsStep' })
  step: Step;
  @ApiProperty({ type: Date, nullable: true, description: 'Since when anything is known; null where nothing is yet.' })
  recordedSince: Date | null;
  @ApiProperty({
    type: 'array',
    items: { type: 'string', format: 'date-time' },
    description: 'The beginning of each step.',
  })
  at: Date[];
  series: SeriesDto[];
}
