import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';
import type { QuietHours } from './quiet-hours.js';

/** Whether and when somebody wants to be notified; without a row the defaults hold. */
@Entity('notification_settings')
export class NotificationSettings {
  @PrimaryColumn('uuid') userId: string;
  @Column('boolean') push: boolean;
  @Column('boolean') hideContent: boolean;
  @Column('jsonb') quietHours: readonly QuietHours[];
  @Column({ ...TIME, nullable: true }) pausedUntil: Date | null;
}
