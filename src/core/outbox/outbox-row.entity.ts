import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../database/columns.js';

/** What one transaction changed in conversations, for whoever must hear of it later. */
@Entity('outbox')
@Index('outbox_tx_idx', ['tx'])
export class OutboxRow {
  @PrimaryColumn('uuid') id: string;
  /** The process that wrote it. */
  @Column('uuid') nodeId: string;
  @Column(TIME) at: Date;
  /** The transaction that wrote it. */
  @Column('bigint', { default: () => 'pg_current_xact_id()::text::bigint' }) tx: number;
  /** The conversations that changed; the revs below are in the same order. */
  @Column('uuid', { array: true }) conversationIds: string[];
  @Column('bigint', { array: true }) firstRevs: number[];
  @Column('bigint', { array: true }) lastRevs: number[];
  /** The version of each list of members after the change. */
  @Column('bigint', { array: true }) membersRevs: number[];
}
