import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';
import type { ReportAction, ReportState } from './report-terms.js';

/** A message that somebody reported: one row for all who did. */
@Entity('reported_messages')
export class ReportedMessage {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') conversationId: string;
  @Column(BIGINT) seq: number;
  @Column('varchar', { length: 6 }) conversationKind: 'direct' | 'group';
  /** The name of the group when it was first reported. */
  @Column('text', { nullable: true }) conversationSubject: string | null;
  @Column('uuid') senderId: string;
  @Column(TIME) writtenAt: Date;
  @Column('varchar', { length: 9 }) state: ReportState;
  /** Goes up with each report and each decision. */
  @Column('integer') version: number;
  /** How many people reported it. */
  @Column('integer') reporters: number;
  @Column(TIME) firstAt: Date;
  @Column(TIME) latestAt: Date;
  @Column('varchar', { length: 10, nullable: true }) action: ReportAction | null;
  @Column('varchar', { length: 1000, nullable: true }) note: string | null;
  @Column('uuid', { nullable: true }) closedBy: string | null;
  @Column({ ...TIME, nullable: true }) closedAt: Date | null;
}
