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
  /** The conversation's rev at its newest rename, resolve or merge; 0 when there was none. */
  @Column({ ...BIGINT, default: 0 }) rev: number;
  /**
   * The subject that it became part of, never one that is part of another itself. Its title is that one's, its key stays:
   * what is written under its old name has that subject.
   */
  @Column('uuid', { nullable: true }) mergedInto: string | null;
  /** How many messages have it or what became part of it; tombstones have none. Of a part, 0. */
  @Column({ ...BIGINT, default: 0 }) messageCount: number;
  /** The newest of them; 0 for none. */
  @Column({ ...BIGINT, default: 0 }) lastSeq: number;
}
