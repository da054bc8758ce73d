import { ApiProperty } from '@nestjs/swagger';
import { MayBeAbsent, ShownName, TextOfLength } from '../../../core/http/field-rules.js';
import { IsBoolean } from 'class-validator';
import { type Delivery, DeliveryField } from '../../dto/delivery.js';
import { PasskeyResponse } from '../../second-factor/dto/second-factor.dto.js';
import { MAX_PASSKEYS } from '../passkeys.limits.js';

const ID = { format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' };

const ChallengeField = () =>
  TextOfLength(1, 100, {
    example: 'q8Vt0nXrY5wLk2mPz7sHcJ4dFgB1aNe6uTiKoRyWvZx',
    description: '`challenge` as it was answered; good for five minutes, once.',
  });

/** What to ask a browser for a passkey with. */
export class PasskeyOptionsDto {
  /**
   * To be sent back with the answer.
   * @example q8Vt0nXrY5wLk2mPz7sHcJ4dFgB1aNe6uTiKoRyWvZx
   */
  challenge: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'For `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`.',
  })
  options: Record<string, unknown>;
}

/** A passkey that was just made. */
export class AddPasskeyDto {
  @ChallengeField()
  challenge: string;

  @ShownName()
  @TextOfLength(1, 60, { example: 'Work laptop', description: 'To tell it by.' })
  name: string;

  @PasskeyResponse()
  response: object;
}

/** What a passkey shall be called. */
export class RenamePasskeyDto {
  @ShownName()
  @TextOfLength(1, 60, { example: 'Work laptop', description: 'To tell it by.' })
  name: string;
}

/** One of my passkeys. */
export class PasskeyDto {
  @ApiProperty(ID)
  id: string;
  /** @example "Work laptop" */
  name: string;
  /** @example 2026-11-02T08:15:00.000Z */
  createdAt: Date;
  /** @example 2026-11-24T07:58:12.345Z */
  lastUsedAt: Date | null;
}

/** A passkey that was added; the first factor comes with recovery codes. */
export class AddedPasskeyDto extends PasskeyDto {
  @ApiProperty({
    type: [String],
    required: false,
    description: 'Where none were made before: ten codes for when it is lost, each good once; shown this once.',
  })
  recoveryCodes?: string[];
}

/** My passkeys, the oldest first. */
export class PasskeyListDto {
  @ApiProperty({ type: [PasskeyDto], maxItems: MAX_PASSKEYS })
  items: PasskeyDto[];
  /** Always null. */
  @ApiProperty({ type: String, nullable: true })
  nextCursor: null;
}

/** A sign-in by a passkey alone. */
export class PasskeySignInDto {
  @ChallengeField()
  challenge: string;

  @PasskeyResponse()
  response: object;

  @MayBeAbsent()
  @IsBoolean()
  @ApiProperty({ type: Boolean, required: false, default: false, description: 'Others use this device too.' })
  shared?: boolean;

  @DeliveryField()
  delivery?: Delivery;

  @MayBeAbsent()
  @TextOfLength(1, 100, { required: false, description: '`deviceToken` of an earlier sign-in from this device.' })
  deviceToken?: string;
}
