import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What belongs to an action besides whom it is done to. */
export interface JobDetails {
  readonly roleId?: string;
}

/** Something that an administrator does to many accounts, one after the other. */
@Entity('admin_jobs')
@Check('admin_jobs_state_check', `state in ('waiting', 'running', 'done', 'failed', 'cancelled')`)
@Index('admin_jobs_created_idx', ['createdAt', 'id'])
@Index('admin_jobs_actor_idx', ['actorId', 'createdAt', 'id'])
@Index('admin_jobs_open_idx', { synchronize: false })
@Index('admin_jobs_import_idx', { synchronize: false })
export class AdminJob {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') actorId: string;
  @Column('varchar', { length: 32 }) action: string;
  @Column('jsonb', { default: {} }) details: JobDetails;
  /** Of which import it is a run. */
  @Column('uuid', { nullable: true }) importId: string | null;
  @Column('varchar', { length: 9, default: 'waiting' }) state: JobState;
  /** The code of the problem that ended it before its time. */
  @Column('varchar', { length: 64, nullable: true }) reason: string | null;
  @Column('integer', { default: 0 }) total: number;
  @Column('integer', { default: 0 }) changed: number;
  @Column('integer', { default: 0 }) unchanged: number;
  @Column('integer', { default: 0 }) failed: number;
  /** From where it was asked for, for the record of each act. */
  @Column('varchar', { length: 45 }) ip: string;
  @Column('varchar', { length: 400 }) userAgent: string;
  @Column(TIME) createdAt: Date;
  @Column({ ...TIME, nullable: true }) endedAt: Date | null;
  /** When it last got any further. */
  @Column(TIME) beatAt: Date;
}
