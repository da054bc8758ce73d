import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

/** What a message said before an edit: 1 is what was sent. */
@Entity('message_edits')
export class MessageEdit {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn(BIGINT) seq: number;
  @PrimaryColumn('integer') version: number;
  @Column('text', { nullable: true }) subject: string | null;
  @Column('text') body: string;
  /** When it was sent or edited to this. */
  @Column(TIME) writtenAt: Date;
}
