import { ApiProperty } from '@nestjs/swagger';
import { PART_STATES, type PartState } from '../../../core/health/health-parts.js';

/** How one part of the server is. */
export class PartHealthDto {
  /** @example database */
  part: string;
  @ApiProperty({ enum: PART_STATES, enumName: 'PartState' })
  state: PartState;
  /** Since when the node that answers has seen it so. */
  since: Date;
  /**
   * A stable code of why.
   * @example few_connections_left
   */
  reason: string;
  /**
   * The same as a sentence.
   * @example 92 of 100 connections are in use.
   */
  detail: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    description: 'The figures behind it, as they stand in `/metrics`.',
    example: { answerMs: 3, connections: 92, maxConnections: 100 },
  })
  facts: Readonly<Record<string, number>>;
}

/** How the server is. */
export class SystemHealthDto {
  @ApiProperty({ enum: PART_STATES, enumName: 'PartState', description: 'That of the part which is worst.' })
  state: PartState;
  at: Date;
  /** @example 0.1.0 */
  version: string;
  parts: PartHealthDto[];
}

/** A job of the server that failed as often as it may. */
export class FailedJobDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example mail.password-link */
  job: string;
  @ApiProperty({ type: String, nullable: true, description: 'What it said the last time.' })
  reason: string | null;
  @ApiProperty({ type: Date, nullable: true })
  enqueuedAt: Date | null;
  failedAt: Date;
}

/** Jobs that failed for good within 30 days, the latest first. */
export class FailedJobsDto {
  items: FailedJobDto[];
}
