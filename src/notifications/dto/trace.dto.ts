import { ApiProperty } from '@nestjs/swagger';
import { UserCardDto } from '../../users/dto/user-card.dto.js';
import { type Channel, CHANNELS, DELIVERY_STATES, type DeliveryState } from '../deliveries/delivery.entity.js';
import { UnreadMailDto } from './notification-settings.dto.js';
import { NotifiedDeviceDto } from './push.dto.js';

/** What became of one notification. */
export class DeliveryDto {
  @ApiProperty({ enum: CHANNELS, description: '`none`: nothing was tried.' })
  channel: Channel;
  @ApiProperty({ enum: DELIVERY_STATES })
  state: DeliveryState;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'unreachable',
    description:
      'Why not: `read`, `not_wanted`, `not_reachable` (no device, no mail), `unreachable` or `refused` (by the service), `not_allowed` ' +
      '(the service is not known), for administrators also `paused`, `quiet_hours`, `off`, `signed_out`, `deactivated`.',
  })
  reason: string | null;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 201,
    description: 'What the push service or the mail server answered last; 0: it was not reached.',
  })
  answer: number | null;
  at: Date;
}

/** What became of one notification of a message. */
export class TracedDeliveryDto extends DeliveryDto {
  user: UserCardDto;
}

/** Of all recipients. */
export class TraceCountsDto {
  @ApiProperty({ type: 'integer', example: 7, description: 'Everybody who sees the message, but for its author.' })
  recipients: number;
  @ApiProperty({ type: 'integer', example: 5, description: 'Told by at least one way.' })
  sent: number;
  @ApiProperty({ type: 'integer', example: 1, description: 'Told by no way, and one failed.' })
  failed: number;
}

export class MessageTraceDto {
  items: TracedDeliveryDto[];
  counts: TraceCountsDto;
}

/** What became of one notification of somebody. */
export class PersonDeliveryDto extends DeliveryDto {
  @ApiProperty({ type: 'integer', example: 1, description: 'How often it was tried.' })
  attempts: number;
}

/** Whether notifications reach somebody. */
export class PersonTraceDto {
  @ApiProperty({ description: 'Whether they want their devices notified.' })
  push: boolean;
  mail: UnreadMailDto;
  devices: NotifiedDeviceDto[];
  @ApiProperty({ type: [PersonDeliveryDto], description: 'The newest hundred of two weeks.' })
  deliveries: PersonDeliveryDto[];
}
