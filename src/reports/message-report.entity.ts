import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../core/database/columns.js';
import type { ReportReason } from './report-terms.js';

/** That somebody reported a message, and why. */
@Entity('message_reports')
export class MessageReport {
  @PrimaryColumn('uuid') reportId: string;
  @PrimaryColumn('uuid') reporterId: string;
  @Column('integer') textVersion: number;
  @Column('varchar', { length: 10 }) reason: ReportReason;
  @Column('varchar', { length: 1000 }) note: string;
  @Column(TIME) at: Date;
  /** When they heard that somebody looked; once, however often it is opened again. */
  @Column({ ...TIME, nullable: true }) toldAt: Date | null;
}
