import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';

/** When somebody came to have read up to a message. */
@Entity('read_marks')
export class ReadMark {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn(BIGINT) seq: number;
  @Column(TIME) at: Date;
}
