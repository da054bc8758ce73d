import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

/** A message that one person does not see: deleted for themselves, or, by a block, from the start or since an edit. */
@Entity('message_hides')
export class MessageHide {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn(BIGINT) seq: number;
  @Column('text') reason: 'mine' | 'block' | 'edit';
  @Column(TIME) hiddenAt: Date;
}
