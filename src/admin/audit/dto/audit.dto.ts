import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { OUTCOMES, type Outcome } from '../../../audit/outcome.js';
import { MayBeAbsent, TextOfLength } from '../../../core/http/field-rules.js';
import { PageQuery } from '../../../core/http/page.js';
import { UserCardDto } from '../../../users/dto/user-card.dto.js';

const MAX_QUERY = 500;

function Qualified(description: string, example: string): PropertyDecorator {
  return (target, key) => {
    MayBeAbsent()(target, key);
    IsString()(target, key);
    MaxLength(100)(target, key);
    ApiProperty({ type: String, required: false, maxLength: 100, description, example })(target, key);
  };
}

/** Which entries are wanted, and which page of them. */
export class ListAuditQuery extends PageQuery {
  @MayBeAbsent()
  @TextOfLength(0, MAX_QUERY, {
    required: false,
    example: 'actor:ana.berg action:user.* after:7d',
    description:
      'Words that must all be found in an entry or in the name of somebody it is about, and the parameters below as ' +
      '`name:value`. The same one several times means any of its values.',
  })
  q?: string;

  @Qualified('Who did it: an id or a username.', 'ana.berg')
  actor?: string;

  @Qualified('What was done; with `*` at the end everything that begins so.', 'user.*')
  action?: string;

  @Qualified('What it was done to: an id, or a username.', 'carl.holm')
  target?: string;

  @Qualified('Not before: a time, a day (from midnight UTC), or how long ago: `7d`, `12h`, `2w`.', '7d')
  after?: string;

  @Qualified('Before: like `after`.', '2027-01-31')
  before?: string;

  @Qualified('The address that it was done from.', '203.0.113.4')
  ip?: string;

  @Qualified('`success`, `refused` or `failed`.', 'refused')
  outcome?: string;
}

export const FORMATS = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof FORMATS)[number];

/** Which entries are wanted, all of them, and how they are written. */
export class ExportAuditQuery extends OmitType(ListAuditQuery, ['limit', 'cursor']) {
  @IsIn(FORMATS)
  @ApiProperty({
    enum: FORMATS,
    enumName: 'AuditExportFormat',
    description: 'A table for spreadsheets, or an entry a line as JSON.',
  })
  format: ExportFormat;
}

/** An act on record. */
export class AuditEntryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** When it was done. */
  at: Date;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Who did it; null for the system itself and for somebody who is not signed in.',
  })
  actor: string | null;
  /**
   * What was done.
   * @example user.deactivated
   */
  action: string;
  /**
   * What kind of thing it was done to.
   * @example user
   */
  targetType: string;
  /**
   * Its id, or what it is called.
   * @example 0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071
   */
  target: string;
  @ApiProperty({ enum: OUTCOMES, enumName: 'AuditOutcome', example: 'success' })
  outcome: Outcome;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { isActive: true },
    description: 'What was so before; null where nothing was, or where it was erased.',
  })
  before: object | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { isActive: false },
    description: 'What is so since, and what else there is to know.',
  })
  after: object | null;
  /** @example 203.0.113.4 */
  ip: string | null;
  userAgent: string | null;
  /** Stands in the answer to the request too, and in the log. */
  requestId: string | null;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    minimum: 1,
    description: 'Its place in the chain; null for a moment after it was recorded.',
  })
  position: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    pattern: '^[0-9a-f]{64}$',
    description: 'Over the entry and the hash of the place before, by SHA-256.',
  })
  hash: string | null;
  /** Values, address and browser were taken from it, because somebody was anonymised. */
  isErased: boolean;
}

/** One page of the audit log, newest first. */
export class AuditPageDto {
  items: AuditEntryDto[];
  /** Null on the last page. */
  nextCursor: string | null;
  /** Those whom the entries are about, as far as they are people. */
  people: UserCardDto[];
}

/** Whether the audit log is still what was sealed. */
export class AuditVerdictDto {
  /** @example true */
  ok: boolean;
  @ApiProperty({ type: 'integer', minimum: 0, example: 12043, description: 'The last place that holds.' })
  sealedThrough: number;
  @ApiProperty({
    type: String,
    nullable: true,
    pattern: '^[0-9a-f]{64}$',
    description: 'The hash of that place, to compare with one that was kept elsewhere; null where something is wrong.',
  })
  head: string | null;
  @ApiProperty({
    type: 'integer',
    required: false,
    minimum: 1,
    description: 'The oldest place that was changed or taken out.',
  })
  firstBad?: number;
}
