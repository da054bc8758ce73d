import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

/** What a message deleted for everyone said, for the seconds in which its deleter may take that back. */
@Entity('message_recalls')
export class MessageRecall {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn(BIGINT) seq: number;
  @Column('uuid') deletedBy: string;
  @Column(TIME) deletedAt: Date;
  @Column('uuid', { nullable: true }) subjectId: string | null;
  @Column('text') body: string;
}
