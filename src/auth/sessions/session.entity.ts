import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';
import type { SessionEndReason } from '../../core/security/revocations/session-end-reason.js';

/** One device on which somebody signed in. */
@Entity('sessions')
@Check('sessions_generation_check', 'generation >= 1')
@Index('sessions_open_idx', { synchronize: false })
export class Session {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') userId: string;
  /** Which refresh token is the newest. */
  @Column('integer', { default: 1 }) generation: number;
  /** When the newest refresh token was first handed out. */
  @Column(TIME) rotatedAt: Date;
  /** On a device that others use too. */
  @Column('boolean', { default: false }) isShared: boolean;
  @Column('varchar', { length: 400 }) userAgent: string;
  @Column('varchar', { length: 45 }) ip: string;
  @Column(TIME) createdAt: Date;
  @Column(TIME) lastUsedAt: Date;
  /** When somebody last proved in it who they are; null where that was before it was noted. */
  @Column({ ...TIME, nullable: true }) confirmedAt: Date | null;
  @Column({ ...TIME, nullable: true }) endedAt: Date | null;
  @Column('varchar', { length: 32, nullable: true }) endReason: SessionEndReason | null;
}
