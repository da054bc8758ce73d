import { ApiProperty } from '@nestjs/swagger';
import { PRESENCE_STATES, type PresenceState } from '../presence-state.js';

/** Whether somebody is there. Who hides it is offline without a time, as is somebody who was never there. */
export class PresenceDto {
  @ApiProperty({ enum: PRESENCE_STATES, enumName: 'PresenceState', example: 'away' })
  state: PresenceState;
  /**
   * When they were last active; left out while they are.
   * @example 2026-11-24T07:58:12.345Z
   */
  lastSeenAt?: Date;
}
