import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';
import { MayBeAbsent, TextOfLength } from '../../../core/http/field-rules.js';
import { PasskeyResponse } from '../../second-factor/dto/second-factor.dto.js';
import { ProvenPassword } from '../../../users/dto/account-fields.js';

/** What a passkey signed. */
export class SignedChallengeDto {
  @TextOfLength(1, 100, { description: 'As `POST /auth/confirm/options` answered it.' })
  challenge: string;

  @PasskeyResponse()
  response: object;
}

/** Who I am, once more: exactly one of the three. */
export class ConfirmDto {
  @MayBeAbsent()
  @ProvenPassword()
  password?: string;

  @MayBeAbsent()
  @TextOfLength(1, 40, { required: false, example: '492039', description: 'Of the authenticator app.' })
  code?: string;

  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => SignedChallengeDto)
  @ApiProperty({ type: SignedChallengeDto, required: false })
  passkey?: SignedChallengeDto;
}
