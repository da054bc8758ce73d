import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

/** Consecutive messages of one conversation, and in which of them each word is. */
@Entity('search_blocks')
@Index('search_blocks_words_idx', { synchronize: false })
export class SearchBlock {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn(BIGINT) firstSeq: number;
  @Column(BIGINT) lastSeq: number;
  @Column(TIME) firstAt: Date;
  @Column(TIME) lastAt: Date;
  @Column('tsvector') words: string;
}
