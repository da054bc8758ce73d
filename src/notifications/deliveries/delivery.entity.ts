import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

/** By which way somebody is told; `none` where they are not. */
export const CHANNELS = ['push', 'mail', 'none'] as const;
export type Channel = (typeof CHANNELS)[number];

export const DELIVERY_STATES = ['waiting', 'sent', 'failed', 'skipped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/**
 * What somebody is told of what was new in one conversation: on one device, or as a part of a mail; or that they were not to be told.
 * It is kept two weeks, to tell what came of it.
 */
@Entity('notification_deliveries')
@Unique('notification_deliveries_once_key', ['subscriptionId', 'conversationId', 'throughSeq', 'rev'])
@Index('notification_deliveries_user_id_idx', ['userId', 'at'])
@Index('notification_deliveries_conversation_id_idx', ['conversationId', 'throughSeq'])
@Index('notification_deliveries_mail_id_idx', ['mailId'], { where: 'mail_id is not null' })
@Index('notification_deliveries_at_idx', ['at'])
@Check('notification_deliveries_channel_check', `channel in ('push', 'mail', 'none')`)
@Check('notification_deliveries_state_check', `state in ('waiting', 'sent', 'failed', 'skipped')`)
export class Delivery {
  @PrimaryColumn('uuid') id: string;
  @Column('varchar', { length: 4 }) channel: Channel;
  @Column('uuid') userId: string;
  @Column('uuid') conversationId: string;
  @Column(BIGINT) firstSeq: number;
  @Column(BIGINT) throughSeq: number;
  /** Of the newest edit that it is told for, as it mentions them; 0 where all of it was new. */
  @Column({ ...BIGINT, default: 0 }) rev: number;
  /** The device, where it is a push. */
  @Column('uuid', { nullable: true }) subscriptionId: string | null;
  /** The mail that it is a part of, where it is one. */
  @Column('uuid', { nullable: true }) mailId: string | null;
  @Column('varchar', { length: 8 }) state: DeliveryState;
  /** Why it was not sent, where the answer does not say it. */
  @Column('varchar', { length: 24, nullable: true }) reason: string | null;
  /** What the push service or mail server answered last; 0 where it could not be reached. */
  @Column('smallint', { nullable: true }) answer: number | null;
  @Column('smallint', { default: 0 }) attempts: number;
  /** Since when somebody is at it; null while nobody is. */
  @Column({ ...TIME, nullable: true }) claimedAt: Date | null;
  @Column(TIME) at: Date;
}
