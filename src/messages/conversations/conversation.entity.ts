import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

export type ConversationKind = 'direct' | 'group';

export const POSTING_BY = ['everyone', 'admins'] as const;
/** `admins`: owners and admins. */
export type PostingBy = (typeof POSTING_BY)[number];

/** A direct conversation of two people (or a note to oneself), or a group. Its counters change only under its row lock. */
@Entity('conversations')
@Index('conversations_picture_idx', { synchronize: false })
@Index('conversations_search_idx', { synchronize: false })
@Index('conversations_groups_by_name_idx', { synchronize: false })
@Index('conversations_groups_by_created_idx', { synchronize: false })
@Index('conversations_groups_by_members_idx', { synchronize: false })
@Check('conversations_posting_by_check', `posting_by in ('everyone', 'admins')`)
export class Conversation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: ConversationKind;
  /** The name of a group; a direct conversation has none, nor a group that was deleted. */
  @Column('text', { nullable: true }) subject: string | null;
  /** The name as administrators search for it; see `foldedName`. */
  @Column('text', { nullable: true }) foldedSubject: string | null;
  @Column('text', { default: '' }) description: string;
  /** A file; null where a group has none, and for a direct conversation. */
  @Column('uuid', { nullable: true }) pictureId: string | null;
  /** The seq of the newest message or system line. */
  @Column({ ...BIGINT, default: 0 }) lastSeq: number;
  /** The newest change of anything everybody sees. */
  @Column({ ...BIGINT, default: 0 }) lastRev: number;
  /** The rev of the newest change of this row or its members. */
  @Column({ ...BIGINT, default: 0 }) metaRev: number;
  /** The rev of the newest change of a subject. */
  @Column({ ...BIGINT, default: 0 }) subjectsRev: number;
  /** The rev of the newest change of who may read; audiences carry it. */
  @Column({ ...BIGINT, default: 0 }) membersRev: number;
  @Column({ ...BIGINT, default: 0 }) systemCount: number;
  @Column('integer', { default: 0 }) memberCount: number;
  @Column({ ...BIGINT, default: 0 }) lastNonsystemSeq: number;
  @Column(TIME) lastMessageAt: Date;
  /** Whoever comes later sees only what is written from then on. */
  @Column('boolean', { default: false }) historyFromJoin: boolean;
  /** Who may write in it. */
  @Column('text', { default: 'everyone' }) postingBy: PostingBy;
  /** As which name it is found by people who are not in it; null where it is not. */
  @Column('text', { nullable: true }) listedAs: string | null;
  /** In a direct conversation: one of the two blocks the other. */
  @Column('boolean', { default: false }) hasBlock: boolean;
  @Column('uuid') createdBy: string;
  @Column(TIME) createdAt: Date;
  /** When an administrator deleted it; nobody is in it since then, and what was in it goes piece by piece. */
  @Column({ ...TIME, nullable: true }) deletedAt: Date | null;
}
