import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';

/** A message that somebody saved for themselves. */
@Entity('saved_messages')
export class SavedMessage {
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn(BIGINT) seq: number;
  @Column(TIME) savedAt: Date;
  @Column({ ...TIME, nullable: true }) remindAt: Date | null;
  @Column({ ...TIME, nullable: true }) remindedAt: Date | null;
}
