import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

/** What some messages of a conversation are about; unique in it by `titleKey`. */
@Entity('conversation_subjects')
export class ConversationSubject {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('text') title: string;
  /** See `subjectKey`. */
  @Column('text') titleKey: string;
  @Column({ ...TIME, nullable: true }) resolvedAt: Date | null;
  /** How many messages have it; tombstones have none. */
  @Column({ ...BIGINT, default: 0 }) messageCount: number;
  /** The newest of them. */
  @Column({ ...BIGINT, default: 0 }) lastSeq: number;
}
