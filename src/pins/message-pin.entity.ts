import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';

/** A message that somebody pinned for everybody. */
@Entity('message_pins')
export class MessagePin {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn(BIGINT) seq: number;
  @Column('uuid') pinnedBy: string;
  @Column(TIME) pinnedAt: Date;
}
