import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { REGISTRATION_MODES, type RegistrationMode } from '../../auth/registration/registration-mode.js';
import { MayBeAbsent, MayBeNull } from '../../core/http/field-rules.js';
import { MAX_ORGANISATION_NAME } from '../../core/organisation/organisation-name.js';
import { PersonalLine } from '../../users/dto/account-fields.js';
import { READ_RECEIPT_MODES, type ReadReceiptMode } from '../../users/read-receipts-setting.js';

const MEANING =
  'Who can make an account: everybody, those with an invitation, or nobody. While it is `closed` nobody can be invited; ' +
  'invitations that are open stay good.';
const NAME = 'What the organisation is called, in the browser and in invitations. Null: nothing in particular.';
const READING = 'Whether people see how far others have read: all of them, none, or those who both show it.';

/** The settings of the organisation. */
export class OrganisationSettingsDto {
  @ApiProperty({ enum: REGISTRATION_MODES, enumName: 'RegistrationMode', example: 'invite', description: MEANING })
  registration: RegistrationMode;
  @ApiProperty({ enum: READ_RECEIPT_MODES, enumName: 'ReadReceiptMode', example: 'choice', description: READING })
  readReceipts: ReadReceiptMode;
  @ApiProperty({ type: String, nullable: true, example: 'Northwind Logistics', description: NAME })
  organisationName: string | null;
}

/** The settings to change. What is left out stays as it is. */
export class UpdateSettingsDto {
  @MayBeAbsent()
  @IsIn(REGISTRATION_MODES)
  @ApiProperty({
    enum: REGISTRATION_MODES,
    enumName: 'RegistrationMode',
    required: false,
    example: 'invite',
    description: MEANING,
  })
  registration?: RegistrationMode;

  @MayBeAbsent()
  @IsIn(READ_RECEIPT_MODES)
  @ApiProperty({
    enum: READ_RECEIPT_MODES,
    enumName: 'ReadReceiptMode',
    required: false,
    example: 'choice',
    description: READING,
  })
  readReceipts?: ReadReceiptMode;

  @MayBeNull()
  @PersonalLine('Northwind Logistics', { min: 1, max: MAX_ORGANISATION_NAME })
  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    minLength: 1,
    maxLength: MAX_ORGANISATION_NAME,
    description: NAME,
  })
  organisationName?: string | null;
}
