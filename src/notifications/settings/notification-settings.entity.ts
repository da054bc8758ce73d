import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';
import type { NotifyLevel } from '../../messages/members/notify-levels.js';
import type { Digest } from './notification-choices.js';
import type { QuietHours } from './quiet-hours.js';

/** Whether and when somebody wants to be notified; without a row the defaults hold. */
@Entity('notification_settings')
@Index('notification_settings_digest_at_idx', ['digestAt'], { where: 'digest_at is not null' })
@Check('notification_settings_default_level_check', `default_level in ('all', 'mentions', 'none')`)
@Check('notification_settings_digest_check', `digest in ('none', 'daily', 'weekly')`)
export class NotificationSettings {
  @PrimaryColumn('uuid') userId: string;
  @Column('boolean') push: boolean;
  @Column('text', { default: 'all' }) defaultLevel: NotifyLevel;
  @Column('boolean') hideContent: boolean;
  @Column('jsonb') quietHours: readonly QuietHours[];
  @Column({ ...TIME, nullable: true }) pausedUntil: Date | null;
  @Column('text', { array: true }) words: readonly string[];
  /** What finds them (`wordsPattern`); null where there are none. */
  @Column('text', { nullable: true }) wordsPattern: string | null;
  @Column('integer', { nullable: true }) mailAfter: number | null;
  /** Only what was written since then is mailed: when they chose it. */
  @Column({ ...TIME, nullable: true }) mailSince: Date | null;
  /** When they were mailed last. */
  @Column({ ...TIME, nullable: true }) mailedAt: Date | null;
  @Column('varchar', { length: 6 }) digest: Digest;
  /** Since when the next one tells, and when it comes. */
  @Column({ ...TIME, nullable: true }) digestSince: Date | null;
  @Column({ ...TIME, nullable: true }) digestAt: Date | null;
}
