import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../database/columns.js';

/** One decision of the organisation; what it means is known to the feature that reads it. */
@Entity('settings')
export class SettingRow {
  @PrimaryColumn('varchar', { length: 64 }) key: string;
  /** Null once the decision was taken back: the default holds. */
  @Column('jsonb', { nullable: true }) value: unknown;
  @Column(TIME) updatedAt: Date;
  /** Null for who decided before it was kept, or at set-up. */
  @Column('uuid', { nullable: true }) updatedBy: string | null;
  /** How often it was decided. */
  @Column('integer', { default: 1 }) version: number;
}
