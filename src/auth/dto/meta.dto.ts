import { ApiProperty } from '@nestjs/swagger';
import { READ_RECEIPT_MODES, type ReadReceiptMode } from '../../users/read-receipts-setting.js';
import { REGISTRATION_MODES, type RegistrationMode } from '../registration/registration-mode.js';

/** What this server can do, so that clients of other versions know. */
export class FeaturesDto {
  /** @example true */
  invites: boolean;
  /** @example true */
  messageSubjects: boolean;
  /** @example true */
  realtime: boolean;
  /** Whether people see how far others have read: all of them, none, or those who both show it. */
  @ApiProperty({ enum: READ_RECEIPT_MODES, enumName: 'ReadReceiptMode', example: 'choice' })
  readReceipts: ReadReceiptMode;
}

/** How much of everything is allowed; lengths are in code points. */
export class LimitsDto {
  @ApiProperty({ type: 'integer', example: 20000 })
  bodyLength: number;
  @ApiProperty({ type: 'integer', example: 200 })
  subjectLength: number;
  @ApiProperty({ type: 'integer', example: 3 })
  usernameMinLength: number;
  @ApiProperty({ type: 'integer', example: 32 })
  usernameMaxLength: number;
  @ApiProperty({ type: 'integer', example: 10 })
  passwordMinLength: number;
  @ApiProperty({ type: 'integer', example: 200 })
  passwordMaxLength: number;
  @ApiProperty({ type: 'integer', example: 254 })
  emailLength: number;
  @ApiProperty({ type: 'integer', example: 150 })
  nameLength: number;
  @ApiProperty({ type: 'integer', example: 1000 })
  aboutLength: number;
  @ApiProperty({ type: 'integer', example: 100 })
  statusLength: number;
  /** People one message can be written to at once. */
  @ApiProperty({ type: 'integer', example: 50 })
  recipients: number;
  @ApiProperty({ type: 'integer', example: 200 })
  pageSize: number;
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
  limits: LimitsDto;
  /** Names the present minute of this database's life; see `POST /sync`. */
  @ApiProperty({ format: 'uuid' })
  epoch: string;
}
