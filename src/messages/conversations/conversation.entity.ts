import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

export type ConversationKind = 'direct' | 'group';

/** A direct conversation of two people (or a note to oneself), or a group. Its counters change only under its row lock. */
@Entity('conversations')
export class Conversation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: ConversationKind;
  /** The name of a group; a direct conversation has none. */
  @Column('text', { nullable: true }) subject: string | null;
  @Column('text', { default: '' }) description: string;
  /** The seq of the newest message or system line. */
  @Column({ ...BIGINT, default: 0 }) lastSeq: number;
  /** The newest change of anything everybody sees. */
  @Column({ ...BIGINT, default: 0 }) lastRev: number;
  /** The rev of the newest change of this row or its members. */
  @Column({ ...BIGINT, default: 0 }) metaRev: number;
  /** The rev of the newest change of who may read; audiences carry it. */
  @Column({ ...BIGINT, default: 0 }) membersRev: number;
  @Column({ ...BIGINT, default: 0 }) systemCount: number;
  @Column('integer', { default: 0 }) memberCount: number;
  @Column({ ...BIGINT, default: 0 }) lastNonsystemSeq: number;
  @Column(TIME) lastMessageAt: Date;
  @Column('boolean', { default: false }) historyFromJoin: boolean;
  @Column('uuid') createdBy: string;
  @Column(TIME) createdAt: Date;
}
