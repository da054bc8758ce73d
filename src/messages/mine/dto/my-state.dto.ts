import { ApiProperty } from '@nestjs/swagger';
import { NOTIFY_LEVELS, type NotifyLevel } from '../../members/notify-levels.js';

/** What is mine alone in a conversation. */
export class MyStateDto {
  /** Moves with every change of this state; compare it after an absence. */
  rev: number;
  /** Everything up to here is read. */
  lastReadSeq: number;
  /** I cleared the history up to here, and see nothing of it any more. */
  clearedThroughSeq: number;
  archived: boolean;
  /** Notifications are silent until then; null when they are not. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  mutedUntil: string | null;
  pinned: boolean;
  /** Its place among the pinned ones, from 0; those with none follow by activity. */
  @ApiProperty({ type: 'integer', nullable: true })
  pinPlace: number | null;
  /** What of it I want to hear of: everything, what mentions me, or nothing; `all` where I chose nothing for it. */
  @ApiProperty({ enum: NOTIFY_LEVELS })
  notify: NotifyLevel;
  @ApiProperty({
    description: 'Whether I chose that for it; where not, `defaultLevel` of `/users/me/notifications` holds instead.',
  })
  notifyChosen: boolean;
  @ApiProperty({ enum: ['owner', 'admin', 'member'] })
  role: 'owner' | 'admin' | 'member';
}

/** My state with what a client needs to catch up. */
export class MyFullStateDto extends MyStateDto {
  /** Messages I deleted for myself, the newest 10,000. */
  hidden: number[];
}
