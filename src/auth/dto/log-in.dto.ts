import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { MayBeAbsent, TextOfLength, Trimmed } from '../../core/http/field-rules.js';
import { ProvenPassword } from '../../users/dto/account-fields.js';
import { type Delivery, DeliveryField } from './delivery.js';

/** Who signs in. */
export class LogInDto {
  @Trimmed()
  @TextOfLength(1, 254, { example: 'ana.berg', description: 'Username or e-mail address, in any case.' })
  login: string;

  @ProvenPassword()
  password: string;

  @DeliveryField()
  delivery?: Delivery;

  @MayBeAbsent()
  @IsBoolean()
  @ApiProperty({
    type: Boolean,
    required: false,
    default: false,
    description:
      'Others use this device too: the session ends after 12 idle hours, its cookie with the browser, and the device is ' +
      'not remembered.',
  })
  shared?: boolean;

  @MayBeAbsent()
  @TextOfLength(1, 100, {
    required: false,
    description: '`deviceToken` of an earlier sign-in from this device; browsers send it as a cookie.',
    example: 'Zk3vQpL0aX9sYt7hWm2eRj5uBc8nDf1gKi4oTz6yVx0',
  })
  deviceToken?: string;
}
