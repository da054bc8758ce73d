import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';
import type { NoticeKind } from './notice-kind.js';

/** Something that happened to an account, for whoever has it. */
@Entity('security_notices')
@Index('security_notices_user_at', { synchronize: false })
export class SecurityNotice {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') userId: string;
  @Column('varchar', { length: 24 }) kind: NoticeKind;
  @Column(TIME) at: Date;
  /** The session that did it: it is not told there. Null where an administrator did it, or nobody was signed in. */
  @Column('uuid', { nullable: true }) sessionId: string | null;
  @Column('varchar', { length: 45 }) ip: string;
  @Column('varchar', { length: 400 }) userAgent: string;
  /** How many recovery codes are left, where one was used. */
  @Column('smallint', { nullable: true }) remaining: number | null;
  /** What a moderator writes to them; empty of every other kind. */
  @Column('varchar', { length: 1000 }) note: string;
  @Column({ ...TIME, nullable: true }) seenAt: Date | null;
}
