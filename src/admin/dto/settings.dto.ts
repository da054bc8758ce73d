import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { REGISTRATION_MODES, type RegistrationMode } from '../../auth/registration/registration-mode.js';
import { MayBeAbsent } from '../../core/http/field-rules.js';

const MEANING = 'Who can make an account: everybody, those with an invitation, or nobody.';

/** The settings of the organisation. */
export class OrganisationSettingsDto {
  @ApiProperty({ enum: REGISTRATION_MODES, enumName: 'RegistrationMode', example: 'invite', description: MEANING })
  registration: RegistrationMode;
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
}
