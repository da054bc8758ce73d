import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { AccountFilterQuery } from './list-accounts.dto.js';

const FORMATS = ['csv'] as const;

/** Which accounts are saved as a file, in which order. */
export class ExportAccountsQuery extends OmitType(AccountFilterQuery, ['limit', 'cursor']) {
  @IsIn(FORMATS)
  @ApiProperty({ enum: FORMATS, enumName: 'ExportFormat', description: 'What the file is.' })
  format: (typeof FORMATS)[number];
}
