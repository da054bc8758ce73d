import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { MayBeAbsent } from '../../core/http/field-rules.js';
import { EmailAddress, PersonalLine } from '../../users/dto/account-fields.js';
import { HeirsDto } from '../person/dto/heirs.dto.js';
import { AccountFlags } from './account-flags.dto.js';

/** What an administrator can change. What is left out stays as it is. */
export class UpdateAccountDto extends IntersectionType(AccountFlags, HeirsDto) {
  @MayBeAbsent()
  @PersonalLine('Ana')
  firstName?: string;

  @MayBeAbsent()
  @PersonalLine('Berg')
  lastName?: string;

  @MayBeAbsent()
  @EmailAddress({ required: false })
  email?: string;

  @MayBeAbsent()
  @IsBoolean()
  @ApiProperty({
    type: Boolean,
    required: false,
    example: false,
    description:
      'False ends every session of the person within a second; their history stays. Groups that would have no owner are handed over.',
  })
  isActive?: boolean;
}
