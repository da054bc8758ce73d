import { ApiProperty } from '@nestjs/swagger';
import { LimitsDto } from '../../core/limits.js';
import { ToldSettingsDto } from '../../core/organisation/define-setting.js';
import { READ_RECEIPT_MODES, type ReadReceiptMode } from '../../users/read-receipts-setting.js';
import { REGISTRATION_MODES, type RegistrationMode } from '../registration/registration-mode.js';

/** What this server can do, so that clients of other versions know. */
export class FeaturesDto {
  /** @example true */
  invites: boolean;
  /**
   * Whether this server sends mail: who forgot their password can ask for a link.
   * @example true
   */
  mail: boolean;
  /**
   * Whether people can have passkeys: only where PUBLIC_URL says which address the server has.
   * @example true
   */
  passkeys: boolean;
  /** @example true */
  messageSubjects: boolean;
  /** @example true */
  realtime: boolean;
  /** Whether people see how far others have read: all of them, none, or those who both show it. */
  @ApiProperty({ enum: READ_RECEIPT_MODES, enumName: 'ReadReceiptMode', example: 'choice' })
  readReceipts: ReadReceiptMode;
}

/** What a client has to know before anybody is signed in. */
export class MetaDto {
  /** @example Parley */
  name: string;
  /** What the organisation is called; null while nobody has said. */
  @ApiProperty({ type: String, nullable: true, example: 'Northwind Logistics' })
  organisationName: string | null;
  /** @example 1.0.0 */
  version: string;
  /**
   * True while there are no accounts: the first is made with the link that the server prints.
   * @example false
   */
  setupRequired: boolean;
  @ApiProperty({ enum: REGISTRATION_MODES, enumName: 'RegistrationMode', example: 'invite' })
  registration: RegistrationMode;
  features: FeaturesDto;
  @ApiProperty({ type: () => ToldSettingsDto, description: 'What the organisation decided that clients go by.' })
  settings: ToldSettingsDto;
  @ApiProperty({ type: () => LimitsDto })
  limits: LimitsDto;
  /** Names the present minute of this database's life; see `POST /sync`. Absent while it could not be named since the start. */
  @ApiProperty({ format: 'uuid', required: false })
  epoch?: string;
}
