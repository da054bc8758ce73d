import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

/** A message that one person does not see any more: deleted for themselves, or by a block. */
@Entity('message_hides')
export class MessageHide {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn(BIGINT) seq: number;
  @Column('text') reason: 'mine' | 'block';
  @Column(TIME) hiddenAt: Date;
}
