import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsUrl, Matches, MaxLength, ValidateNested } from 'class-validator';
import { MAX_ENDPOINT_LENGTH } from '../notifications.limits.js';
import type { PushSubscription } from '../push/push-subscription.entity.js';

/** What a device subscribes with. */
export class PushKeyDto {
  @ApiProperty({ description: 'An uncompressed point of P-256, as base64url: `applicationServerKey`.' })
  publicKey: string;
}

/** What a device encrypts with: `PushSubscription.toJSON().keys`. */
export class PushSubscriptionKeysDto {
  @ApiProperty({ pattern: '^B[\\w-]{86}$', description: 'Its public key, 65 bytes as base64url.' })
  @Matches(/^B[\w-]{86}$/)
  p256dh: string;

  @ApiProperty({ pattern: '^[\\w-]{22}$', description: 'Its secret, 16 bytes as base64url.' })
  @Matches(/^[\w-]{22}$/)
  auth: string;
}

/** Where this device is notified: `PushSubscription.toJSON()`. */
export class SubscribeToPushDto {
  @ApiProperty({ format: 'uri', maxLength: MAX_ENDPOINT_LENGTH, example: 'https://fcm.googleapis.com/fcm/send/dpH5' })
  @MaxLength(MAX_ENDPOINT_LENGTH)
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  endpoint: string;

  @IsObject()
  @ValidateNested()
  @Type(() => PushSubscriptionKeysDto)
  keys: PushSubscriptionKeysDto;
}

export class PushSubscriptionIdDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
}

/** A device that is notified, for as long as its session lasts. */
export class NotifiedDeviceDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ example: 'fcm.googleapis.com', description: 'The push service.' })
  service: string;
  createdAt: Date;
  @ApiProperty({ type: Date, nullable: true, description: 'When its push service took something last.' })
  sentAt: Date | null;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'What the push service answered last, a status of HTTP; 0: it was not reached.',
  })
  answer: number | null;

  static of({ id, endpoint, createdAt, sentAt, answer }: PushSubscription): NotifiedDeviceDto {
    return { id, service: URL.parse(endpoint)?.hostname ?? '', createdAt, sentAt, answer };
  }
}

/** A device of mine that is notified. */
export class PushDeviceDto extends NotifiedDeviceDto {
  @ApiProperty({ format: 'uuid', description: 'The session that it ends with.' })
  sessionId: string;
  @ApiProperty({ description: 'It is the device that asks.' })
  current: boolean;
}

export class PushDeviceListDto {
  items: PushDeviceDto[];
}

/** What a push service answered for one device. */
export class PushTestResultDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ type: 'integer', example: 201, description: 'A status of HTTP; 0: it was not reached.' })
  status: number;
  @ApiProperty({ description: 'The push service says that this device is not there any more, and it is forgotten.' })
  isGone: boolean;
}

export class PushTestDto {
  @ApiProperty({ type: [PushTestResultDto], description: 'One for each of my devices.' })
  results: PushTestResultDto[];
}
