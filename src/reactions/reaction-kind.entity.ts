import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT } from '../core/database/columns.js';

/** How many reacted to a message with one emoji; counted under the lock of the conversation. */
@Entity('reaction_kinds')
export class ReactionKind {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn(BIGINT) seq: number;
  @PrimaryColumn('text') emoji: string;
  /** Kinds are shown in the order in which each was first used. */
  @Column('integer') place: number;
  @Column('integer') count: number;
}
