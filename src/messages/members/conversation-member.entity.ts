import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';
import type { NotifyLevel } from './notify-levels.js';

export type MemberRole = 'owner' | 'admin' | 'member';

/** A person in a conversation, with what is theirs alone: position, mute, pin, archive. */
@Entity('conversation_members')
@Index('conversation_members_owners_idx', { synchronize: false })
@Check('conversation_members_notify_check', `notify in ('all', 'mentions', 'none')`)
export class ConversationMember {
  @PrimaryColumn('uuid') conversationId: string;
  @PrimaryColumn('uuid') userId: string;
  @Column('text') role: MemberRole;
  @Column(TIME) joinedAt: Date;
  /** Nothing before it exists for this person. */
  @Column({ ...BIGINT, default: 1 }) visibleFromSeq: number;
  @Column({ ...BIGINT, default: 0 }) lastReadSeq: number;
  /** Entries beyond the read position that never count as unread: one's own, and what a block hides. */
  @Column({ ...BIGINT, default: 0 }) skipped: number;
  /** How many system lines lie at or before the read position. */
  @Column({ ...BIGINT, default: 0 }) systemCountAtRead: number;
  @Column({ ...BIGINT, default: 0 }) lastDeliveredSeq: number;
  @Column({ ...BIGINT, nullable: true }) archivedThroughSeq: number | null;
  @Column({ ...TIME, nullable: true }) mutedUntil: Date | null;
  @Column('boolean', { default: false }) pinned: boolean;
  /** Its place among the pinned ones; those without follow by activity. */
  @Column('integer', { nullable: true }) pinPlace: number | null;
  /** Null where nothing was chosen for it. */
  @Column('text', { nullable: true }) notify: NotifyLevel | null;
  @Column({ ...BIGINT, default: 0 }) clearedThroughSeq: number;
  /** Moves with every change of this row that this person's other devices should know. */
  @Column({ ...BIGINT, default: 0 }) meRev: number;
  /** At which rev the inbox found out where the newest message lies that this person received. */
  @Column({ ...BIGINT, default: 0 }) inboxRev: number;
  /** It is not above this one; 0 when there is none. */
  @Column({ ...BIGINT, default: 0 }) inboxSeq: number;
  @Column({ ...TIME, nullable: true }) inboxAt: Date | null;
  /** Moves when they restore a message that they had hidden. */
  @Column('integer', { default: 0 }) inboxEpoch: number;
  /** What a block hid from them last, up to the end of the conversation if nothing came after it. */
  @Column({ ...BIGINT, nullable: true }) unseenFirstSeq: number | null;
  @Column({ ...BIGINT, nullable: true }) unseenLastSeq: number | null;
  /** When the newest was written before it that they see; -infinity where there was nothing. */
  @Column({ ...TIME, nullable: true }) unseenAfter: Date | null;
}
