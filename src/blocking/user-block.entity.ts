import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../core/database/columns.js';

/** Somebody does not want to hear from somebody else. */
@Entity('user_blocks')
@Check('user_blocks_not_oneself_check', 'blocker_id <> blocked_id')
@Index('user_blocks_blocked_at_idx', ['blockerId', 'blockedAt', 'blockedId'])
export class UserBlock {
  @PrimaryColumn('uuid') blockerId: string;
  @PrimaryColumn('uuid') blockedId: string;
  @Column(TIME) blockedAt: Date;
}
