import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

export type DeliveryState = 'waiting' | 'sent' | 'failed' | 'skipped';

/** A notification for one device of what was new in one conversation. It is kept two weeks, to tell what came of it. */
@Entity('push_deliveries')
@Unique('push_deliveries_once_key', ['subscriptionId', 'conversationId', 'throughSeq'])
@Index('push_deliveries_user_id_idx', ['userId', 'at'])
@Index('push_deliveries_at_idx', ['at'])
@Check('push_deliveries_state_check', `state in ('waiting', 'sent', 'failed', 'skipped')`)
export class PushDelivery {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') subscriptionId: string;
  @Column('uuid') userId: string;
  @Column('uuid') conversationId: string;
  @Column(BIGINT) firstSeq: number;
  @Column(BIGINT) throughSeq: number;
  @Column('varchar', { length: 8 }) state: DeliveryState;
  /** Why it was not sent, where the answer does not say it. */
  @Column('varchar', { length: 24, nullable: true }) reason: string | null;
  /** What the push service answered last; 0 where it could not be reached. */
  @Column('smallint', { nullable: true }) answer: number | null;
  @Column('smallint', { default: 0 }) attempts: number;
  /** Since when somebody is at it; null while nobody is. */
  @Column({ ...TIME, nullable: true }) claimedAt: Date | null;
  @Column(TIME) at: Date;
}
