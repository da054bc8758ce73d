import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../database/columns.js';

/** How finely something is kept, and asked for. */
export const STEPS = ['minute', 'hour', 'day'] as const;
export type Step = (typeof STEPS)[number];

/** What one series came to in one step of time. Each fact is in one row: of a minute, or of the hour or day that took it in. */
@Entity('statistics')
export class StatisticsRow {
  @PrimaryColumn('varchar', { length: 60 }) series: string;
  @PrimaryColumn(TIME) at: Date;
  @PrimaryColumn('varchar', { length: 6 }) step: Step;
  /** NO_NODE where it is of all nodes. */
  @PrimaryColumn('uuid') nodeId: string;
  /** Up to how many milliseconds, of durations; 0 of everything else. */
  @PrimaryColumn('double precision') le: number;
  @Column('double precision') value: number;
}
