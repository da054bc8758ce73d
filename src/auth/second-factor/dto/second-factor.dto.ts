import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsObject } from 'class-validator';
import { AsSent, MayBeAbsent, TextOfLength } from '../../../core/http/field-rules.js';
import { ProvenPassword } from '../../../users/dto/account-fields.js';
import { type Delivery, DeliveryField } from '../../dto/delivery.js';
import { RECOVERY_CODES } from '../recovery-codes.js';

/** A code of an authenticator app. */
const Code = (required: boolean, description: string) =>
  TextOfLength(1, 40, { required, example: '492039', description });

/** What a passkey answered, as `PublicKeyCredential.toJSON()` writes it. */
export const PasskeyResponse =
  (required = true) =>
  (target: object, key: string) => {
    AsSent()(target, key);
    IsObject()(target, key);
    ApiProperty({
      type: 'object',
      additionalProperties: true,
      selfRequired: required,
      description: 'What the passkey answered, as `PublicKeyCredential.toJSON()` writes it.',
    })(target, key);
  };

const ChallengeField = () =>
  TextOfLength(1, 100, {
    example: 'q8Vt0nXrY5wLk2mPz7sHcJ4dFgB1aNe6uTiKoRyWvZx',
    description: '`challenge` as it was answered; good for five minutes and five tries.',
  });

/** The second step of a sign-in: exactly one of code, recovery code and passkey. */
export class AnswerChallengeDto {
  @ChallengeField()
  challenge: string;

  @MayBeAbsent()
  @Code(false, 'The six digits that the authenticator app shows.')
  code?: string;

  @MayBeAbsent()
  @TextOfLength(1, 40, { required: false, example: 'K7QPM-2XWRT', description: 'One that was not used yet.' })
  recoveryCode?: string;

  @MayBeAbsent()
  @PasskeyResponse(false)
  passkey?: object;

  @MayBeAbsent()
  @IsBoolean()
  @ApiProperty({
    type: Boolean,
    required: false,
    default: false,
    description: 'Ask for no second factor on this device for 30 days. Not of one that others use too.',
  })
  trustDevice?: boolean;

  @DeliveryField()
  delivery?: Delivery;

  @MayBeAbsent()
  @TextOfLength(1, 100, { required: false, description: '`deviceToken` of an earlier sign-in from this device.' })
  deviceToken?: string;
}

/** What an authenticator app has to know; shown this once. */
export class NewTotpDto {
  /** @example JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP */
  secret: string;
  /** @example otpauth://totp/Northwind:ana.berg?secret=JBSWY3DPEHPK3PXP&issuer=Northwind&algorithm=SHA1&digits=6&period=30 */
  uri: string;
  /**
   * The address as a picture, SVG.
   * @example <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 45 45"></svg>
   */
  qr: string;
}

/** Shows that the app knows the secret. */
export class ConfirmTotpDto {
  @Code(true, 'The six digits that the authenticator app shows.')
  code: string;
}

/** What takes an authenticator app away. */
export class RemoveTotpDto {
  @ProvenPassword()
  password: string;

  @Code(true, 'The six digits that the authenticator app shows, or a recovery code.')
  code: string;
}

/** Codes for when the app is lost, each good once; shown this once. */
export class RecoveryCodesDto {
  @ApiProperty({
    type: [String],
    minItems: RECOVERY_CODES,
    maxItems: RECOVERY_CODES,
    example: Array.from({ length: RECOVERY_CODES }, (_, n) => `K7QPM2XWR${n}`),
  })
  recoveryCodes: string[];
}

/** Since when an authenticator app is asked for. */
export class TotpSinceDto {
  /** @example 2026-11-02T08:15:00.000Z */
  since: Date;
}

/** What I can prove myself with besides my password, and whether I must. */
export class SecondFactorDto {
  @ApiProperty({ type: TotpSinceDto, nullable: true, description: 'Null: no authenticator app.' })
  totp: TotpSinceDto | null;
  @ApiProperty({ type: 'integer', minimum: 0, maximum: RECOVERY_CODES, example: 9 })
  recoveryCodesLeft: number;
  @ApiProperty({ type: 'integer', minimum: 0, example: 1 })
  passkeys: number;
  /**
   * The organisation asks for one of somebody with my roles.
   * @example false
   */
  required: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: '2026-12-01T08:15:00.000Z',
    description: 'From when on nothing else can be done without one; null where none is asked for or I have one.',
  })
  requiredBy: Date | null;
}
