import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { BIGINT, TIME } from '../core/database/columns.js';
import type { Outcome } from './outcome.js';

/** One act, as it stays on record. */
@Entity('audit_log')
@Unique('audit_log_position_key', ['position'])
@Check('audit_log_outcome_check', `outcome in ('success', 'refused', 'failed')`)
@Index('audit_log_at_idx', ['at', 'id'])
@Index('audit_log_actor_idx', ['actorId', 'at', 'id'])
@Index('audit_log_target_idx', ['targetId', 'at', 'id'])
@Index('audit_log_ip_idx', ['ip', 'at', 'id'])
export class AuditEntry {
  @PrimaryColumn('uuid') id: string;
  @Column(TIME) at: Date;
  @Column('uuid', { nullable: true }) actorId: string | null;
  @Column('varchar', { length: 64 }) action: string;
  @Column('varchar', { length: 32 }) targetType: string;
  @Column('varchar', { length: 64 }) targetId: string;
  @Column('varchar', { length: 8, default: 'success' }) outcome: Outcome;
  @Column('jsonb', { nullable: true }) before: object | null;
  @Column('jsonb', { nullable: true }) after: object | null;
  @Column('varchar', { length: 64, nullable: true }) requestId: string | null;
  @Column('varchar', { length: 45, nullable: true }) ip: string | null;
  @Column('varchar', { length: 400, nullable: true }) userAgent: string | null;
  /** Its place in the chain, from 1; null until it is sealed. */
  @Column({ ...BIGINT, nullable: true }) position: number | null;
  /** Over its own fields and the hash of the place before. */
  @Column('bytea', { nullable: true }) hash: Buffer | null;
  /** Over what is personal in it: `before`, `after`, `ip`, `userAgent`. Those can be erased, this stays. */
  @Column('bytea', { nullable: true }) detailsHash: Buffer | null;
  /** What it is found by; made by the database. */
  @Column({ type: 'tsvector', select: false, insert: false, update: false }) words: string;
  /** Goes with what is personal, whose hash says nothing without it. */
  @Column('uuid', { nullable: true, default: () => 'gen_random_uuid()' }) salt: string | null;
}
