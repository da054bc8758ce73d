import { ApiProperty, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsUUID,
  Min,
  ValidateNested,
} from 'class-validator';
import { MayBeAbsent } from '../../../core/http/field-rules.js';
import { MAX_NAMED } from '../../jobs/jobs.limits.js';
import { AccountFilterQuery } from '../../list/dto/list-accounts.dto.js';
import { MAX_BULK_IDS } from '../bulk.limits.js';

export const BULK_ACTIONS = ['activate', 'deactivate', 'end_sessions', 'anonymise', 'add_role', 'remove_role'] as const;
export type BulkActionName = (typeof BULK_ACTIONS)[number];

const ID = { format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' };
const COUNT = { type: 'integer', minimum: 0, example: 12 } as const;

/** Which accounts are meant, as `GET /admin/users` is asked; `{}` is everybody. */
export class BulkFilterDto extends OmitType(AccountFilterQuery, ['limit', 'cursor', 'sort']) {}

/** What is to be done to whom. */
export class BulkDto {
  @IsIn(BULK_ACTIONS)
  @ApiProperty({ enum: BULK_ACTIONS, enumName: 'BulkAction', description: 'What is done.' })
  action: BulkActionName;

  @MayBeAbsent()
  @IsUUID()
  @ApiProperty({ ...ID, type: String, required: false, description: 'For `add_role` and `remove_role`: which.' })
  roleId?: string;

  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_BULK_IDS)
  @IsUUID(undefined, { each: true })
  @ApiProperty({
    type: [String],
    minItems: 1,
    maxItems: MAX_BULK_IDS,
    items: { type: 'string', format: 'uuid' },
    required: false,
    description: 'These accounts. Exactly one of `ids`, `filter` and `changedBy` says who is meant.',
  })
  ids?: string[];

  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => BulkFilterDto)
  @ApiProperty({ type: BulkFilterDto, required: false, description: 'Everybody who matches when the job begins.' })
  filter?: BulkFilterDto;

  @MayBeAbsent()
  @IsUUID()
  @ApiProperty({
    ...ID,
    type: String,
    required: false,
    description: 'Those whom this job changed: what takes it back is its opposite, done to them.',
  })
  changedBy?: string;

  @MayBeAbsent()
  @IsBoolean()
  @ApiProperty({ type: Boolean, required: false, default: false, description: 'Only says what would be done.' })
  dryRun?: boolean;

  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    required: false,
    example: 12,
    description:
      'Needed unless it is a dry run: the `count` that a dry run answered. When it is another one by now, nothing is done.',
  })
  confirm?: number;
}

/** An account to which it would not be done. */
export class BulkRefusalDto {
  @ApiProperty(ID)
  id: string;
  /**
   * The name of the account; null where there is none with this id.
   * @example "Ana Berg"
   */
  displayName: string | null;
  /**
   * The code of the problem that refuses it.
   * @example account_protected
   */
  code: string;
}

/** What a dry run says, or the job that was begun. */
export class BulkAnswerDto {
  @ApiProperty({ ...ID, required: false, description: 'Of the job; not of a dry run.' })
  jobId?: string;
  @ApiProperty({ ...COUNT, description: 'How many would be changed; to be sent as `confirm`.' })
  count: number;
  @ApiProperty({ ...COUNT, description: 'How many are so already.' })
  unchanged: number;
  @ApiProperty({ ...COUNT, description: 'How many would be refused.' })
  refusedTotal: number;
  @ApiProperty({ type: [BulkRefusalDto], description: `The first ${MAX_NAMED} of \`refusedTotal\`.` })
  refused: BulkRefusalDto[];
}
