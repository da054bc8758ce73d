import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../database/columns.js';

/** What one transaction changed in conversations, for whoever must hear of it later. */
@Entity('outbox')
@Index('outbox_at_idx', ['at'])
export class OutboxRow {
  @PrimaryColumn('uuid') id: string;
  /** The process that wrote it; it knows already. */
  @Column('uuid') nodeId: string;
  @Column(TIME) at: Date;
  /** The conversations that changed; the revs below are in the same order. */
  @Column('uuid', { array: true }) conversationIds: string[];
  @Column('bigint', { array: true }) firstRevs: number[];
  @Column('bigint', { array: true }) lastRevs: number[];
  /** The version of each list of members after the change. */
  @Column('bigint', { array: true }) membersRevs: number[];
}
