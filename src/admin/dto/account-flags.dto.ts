import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { MayBeAbsent } from '../../core/http/field-rules.js';

/** A yes or no that may be left out. */
export class AccountFlags {
  @MayBeAbsent()
  @IsBoolean()
  @ApiProperty({
    type: Boolean,
    required: false,
    example: false,
    description: 'May administer accounts. Only a superuser grants or takes it.',
  })
  isStaff?: boolean;

  @MayBeAbsent()
  @IsBoolean()
  @ApiProperty({
    type: Boolean,
    required: false,
    example: false,
    description: 'May do everything. Only a superuser grants or takes it.',
  })
  isSuperuser?: boolean;
}
