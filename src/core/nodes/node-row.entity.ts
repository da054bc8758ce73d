import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../database/columns.js';

/** A process that runs, or did a short while ago. */
@Entity('nodes')
export class NodeRow {
  @PrimaryColumn('uuid') id: string;
  @Column(TIME) startedAt: Date;
  @Column(TIME) seenAt: Date;
  @Column('varchar', { length: 40, default: '' }) version: string;
  /** By how much the clock of the database is ahead of its own. */
  @Column('integer', { default: 0 }) clockOffsetMs: number;
}
