import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

/** That a message is a copy of another: who wrote that, when, and what it said where the message says something of its own. */
@Entity('message_forwards')
export class MessageForward {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn(BIGINT) seq: number;
  @Column('uuid') senderId: string;
  @Column(TIME) sentAt: Date;
  @Column('text', { nullable: true }) body: string | null;
}
