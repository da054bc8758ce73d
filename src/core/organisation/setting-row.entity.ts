import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../database/columns.js';

/** One decision of the organisation; what it means is known to the feature that reads it. */
@Entity('settings')
export class SettingRow {
  @PrimaryColumn('varchar', { length: 64 }) key: string;
  @Column('jsonb') value: unknown;
  @Column(TIME) updatedAt: Date;
}
