import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/** A device from which somebody has signed in before. */
@Entity('known_devices')
export class KnownDevice {
  @PrimaryColumn('varchar', { length: 64 }) tokenHash: string;
  @PrimaryColumn('uuid') userId: string;
  @Column(TIME) createdAt: Date;
  @Column(TIME) lastUsedAt: Date;
  /** Until when no second factor is asked for on it; null where it is. */
  @Column({ ...TIME, nullable: true }) trustedUntil: Date | null;
}
