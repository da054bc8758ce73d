import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

/** How far the index is made anew. */
@Entity('search_rebuilds')
@Check('search_rebuilds_id_check', 'id = 1')
export class SearchRebuild {
  @PrimaryColumn('integer') id: number;
  @Column(TIME) startedAt: Date;
  @Column({ ...TIME, nullable: true }) finishedAt: Date | null;
  /** Through which message of which conversation, in the order of their ids; null: it has not begun. */
  @Column('uuid', { nullable: true }) conversationId: string | null;
  @Column({ ...BIGINT, default: 0 }) seq: number;
  /** Messages. */
  @Column({ ...BIGINT, default: 0 }) done: number;
  @Column(BIGINT) total: number;
}
