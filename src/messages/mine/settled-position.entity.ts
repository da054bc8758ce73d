import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

/** From where somebody was moved to the end because nothing unread was left to see, and to where that was. */
@Entity('settled_positions')
@Index('settled_positions_at_idx', ['at'])
export class SettledPosition {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn('uuid') userId: string;
  @Column(BIGINT) throughSeq: number;
  @Column(BIGINT) lastReadSeq: number;
  @Column(BIGINT) skipped: number;
  @Column(BIGINT) systemCountAtRead: number;
  @Column(TIME) at: Date;
}
