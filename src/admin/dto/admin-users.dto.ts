import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { MayBeAbsent, TextOfLength, Trimmed } from '../../core/http/field-rules.js';
import { PageQuery } from '../../core/http/page.js';
import { UserDto } from '../../users/dto/user.dto.js';

const STATUSES = ['active', 'inactive', 'staff'] as const;

/** Which accounts are wanted. */
export class ListAccountsQuery extends PageQuery {
  @MayBeAbsent()
  @Trimmed()
  @TextOfLength(0, 100, {
    required: false,
    example: 'berg',
    description: 'A part of the username, name or e-mail address; every word must be found.',
  })
  search?: string;

  @MayBeAbsent()
  @IsIn(STATUSES)
  @ApiProperty({
    enum: STATUSES,
    enumName: 'AccountStatus',
    required: false,
    description: '`staff` means staff and superusers. Left out: everybody.',
  })
  status?: (typeof STATUSES)[number];
}

/** One page of accounts, by username. */
export class AccountPageDto {
  items: UserDto[];
  /**
   * Null on the last page.
   * @example WyJhbmEuYmVyZyJd
   */
  nextCursor: string | null;
  /** How many there are on all pages. */
  @ApiProperty({ type: 'integer', example: 128 })
  total: number;
}

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
