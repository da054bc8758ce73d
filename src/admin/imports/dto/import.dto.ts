import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, ValidateNested } from 'class-validator';
import { MayBeAbsent, TextOfLength } from '../../../core/http/field-rules.js';
import { MAX_NAMED } from '../../jobs/jobs.limits.js';
import { IMPORT_MODES, type ImportCounts, type ImportMode } from '../account-import.entity.js';
import { SHOWN_ROWS } from '../imports.limits.js';
import type { ImportMapping } from '../person-fields.js';

const ID = { format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' };
const COUNT = { type: 'integer', minimum: 0, example: 12 } as const;

const STATES = ['uploaded', 'checked', 'running', 'done', 'cancelled', 'failed'] as const;
export type ImportState = (typeof STATES)[number];

const Column = (example: string) => TextOfLength(1, 120, { required: false, example });

/** Which column has which field; each by its name in `columns`. */
export class ImportMappingDto implements ImportMapping {
  @MayBeAbsent()
  @Column('Username')
  username?: string;

  @MayBeAbsent()
  @Column('E-mail')
  email?: string;

  @MayBeAbsent()
  @Column('First name')
  firstName?: string;

  @MayBeAbsent()
  @Column('Last name')
  lastName?: string;

  @MayBeAbsent()
  @Column('Job title')
  title?: string;
}

/** What columns mean, and what is to be done with the rows. */
export class CheckImportDto {
  @IsObject()
  @ValidateNested()
  @Type(() => ImportMappingDto)
  @ApiProperty({ type: ImportMappingDto, description: 'Which column has which field.' })
  mapping: ImportMappingDto;

  @IsIn(IMPORT_MODES)
  @ApiProperty({
    enum: IMPORT_MODES,
    enumName: 'ImportMode',
    description:
      'Whether accounts are made, changed, or both. Who is known is found by username, else by e-mail address.',
  })
  mode: ImportMode;

  @MayBeAbsent()
  @IsBoolean()
  @ApiProperty({
    type: Boolean,
    required: false,
    default: false,
    description:
      'Whether those who are new get a link with which they choose their password, to be downloaded afterwards.',
  })
  invite?: boolean;
}

/** How many rows come to what. */
export class ImportCountsDto implements ImportCounts {
  @ApiProperty({ ...COUNT, description: 'Accounts that are made.' })
  create: number;
  @ApiProperty({ ...COUNT, description: 'Accounts that are changed.' })
  change: number;
  @ApiProperty({ ...COUNT, description: 'Accounts that are so already.' })
  unchanged: number;
  @ApiProperty({ ...COUNT, description: 'Rows that are not imported.' })
  refused: number;
}

/** A row that is not imported, and why. */
export class ImportErrorDto {
  @ApiProperty({ type: 'integer', minimum: 1, example: 7, description: 'Where the row begins; the header is line 1.' })
  line: number;
  /**
   * The field that is wrong; null where it is the whole row.
   * @example email
   */
  field: string | null;
  /** @example invalid_email */
  code: string;
}

/** A file with people, and how far its import is. */
export class ImportDto {
  @ApiProperty(ID)
  id: string;
  /**
   * Of the file.
   * @example people.csv
   */
  name: string;
  @ApiProperty({ enum: STATES, enumName: 'ImportState', description: 'How far it is; once it runs, as its job says.' })
  state: ImportState;
  /**
   * The names of its columns; one that is there twice has its number behind it.
   * @example ["Username", "E-mail"]
   */
  columns: string[];
  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    description: `The first ${SHOWN_ROWS} rows.`,
    example: [['ana.berg', 'ana.berg@example.org']],
  })
  rows: string[][];
  @ApiProperty({ ...COUNT, description: 'Rows below the header; empty ones are none.' })
  rowCount: number;
  @ApiProperty({ type: ImportMappingDto, description: 'What was said of the columns; before that a guess.' })
  mapping: ImportMappingDto;
  @ApiProperty({ enum: IMPORT_MODES, enumName: 'ImportMode', nullable: true })
  mode: ImportMode | null;
  /** Whether those who are new get links. */
  invite: boolean;
  @ApiProperty({ type: ImportCountsDto, nullable: true, description: 'What would be done; null before a check.' })
  checked: ImportCountsDto | null;
  @ApiProperty({ ...COUNT, description: 'Rows that are not imported: of the check, and of the run once it is begun.' })
  errorsTotal: number;
  @ApiProperty({ type: [ImportErrorDto], description: `The first ${MAX_NAMED} of \`errorsTotal\`.` })
  errors: ImportErrorDto[];
  @ApiProperty({ ...COUNT, description: 'Accounts that were made so far.' })
  created: number;
  @ApiProperty({ ...ID, type: String, nullable: true, description: 'The last run: `GET /admin/jobs/{id}`.' })
  jobId: string | null;
}
