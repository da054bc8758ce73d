import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';
import type { DefaultLevel, Digest } from './notification-choices.js';
import type { QuietHours } from './quiet-hours.js';

/** Of what and when somebody wants to be notified; without a row the defaults hold. */
@Entity('notification_settings')
@Check('notification_settings_level_check', `default_level in ('all', 'mentions', 'none')`)
@Check('notification_settings_digest_check', `digest in ('none', 'daily', 'weekly')`)
export class NotificationSettings {
  @PrimaryColumn('uuid') userId: string;
  @Column('boolean') push: boolean;
  @Column('boolean') hideContent: boolean;
  @Column('varchar', { length: 8 }) defaultLevel: DefaultLevel;
  @Column('jsonb') quietHours: readonly QuietHours[];
  @Column({ ...TIME, nullable: true }) pausedUntil: Date | null;
  /** Words that are heard like a mention. */
  @Column('jsonb') words: readonly string[];
  /** After how many minutes what is still unread is mailed; null: never. */
  @Column('integer', { nullable: true }) mailAfter: number | null;
  @Column('varchar', { length: 6 }) digest: Digest;
  /** When they were mailed last. */
  @Column({ ...TIME, nullable: true }) mailedAt: Date | null;
}
