import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/** Where a device is notified, for as long as its session lasts. */
@Entity('push_subscriptions')
@Unique('push_subscriptions_endpoint_key', ['endpoint'])
@Index('push_subscriptions_user_id_idx', ['userId'])
@Index('push_subscriptions_session_id_idx', ['sessionId'])
export class PushSubscription {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') userId: string;
  @Column('uuid') sessionId: string;
  /** Where its push service takes what is for it. Whoever knows it can disturb the device: it is shown to nobody. */
  @Column('varchar', { length: 1000 }) endpoint: string;
  /** What it is encrypted with, so that only the device reads it. */
  @Column('varchar', { length: 100 }) p256dh: string;
  @Column('varchar', { length: 40 }) auth: string;
  @Column(TIME) createdAt: Date;
  /** When its push service took something last. */
  @Column({ ...TIME, nullable: true }) sentAt: Date | null;
  /** What it answered last: a status of HTTP, 0 where it could not be reached. */
  @Column('smallint', { nullable: true }) answer: number | null;
}
