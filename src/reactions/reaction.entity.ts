import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';

/** With what somebody reacted to a message. */
@Entity('reactions')
export class Reaction {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn(BIGINT) seq: number;
  @PrimaryColumn('text') emoji: string;
  @PrimaryColumn('uuid') userId: string;
  @Column(TIME) at: Date;
}
