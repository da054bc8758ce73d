import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

/** How far a conversation is indexed, and its newest block, which still grows. */
@Entity('search_tails')
@Index('search_tails_growing_idx', { synchronize: false })
@Index('search_tails_behind_idx', { synchronize: false })
export class SearchTail {
  @PrimaryColumn('uuid') conversationId: string;
  /** What messages and changes say up to this rev is in the index. */
  @Column({ ...BIGINT, default: 0 }) indexedRev: number;
  @Column({ ...BIGINT, default: 1 }) firstSeq: number;
  @Column({ ...BIGINT, default: 0 }) lastSeq: number;
  @Column({ ...TIME, nullable: true }) firstAt: Date | null;
  @Column({ ...TIME, nullable: true }) lastAt: Date | null;
  /** Nothing was written for a while: its words are in a block, like those of a full one. */
  @Column('boolean', { default: true }) resting: boolean;
  /** There is more to index than is done with the next message. */
  @Column('boolean', { default: false }) behind: boolean;
  @Column('tsvector', { default: '' }) words: string;
}
