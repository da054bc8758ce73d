import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type ItemState = 'waiting' | 'changed' | 'unchanged' | 'failed';

/** One of those to whom a job does something. */
@Entity('admin_job_items')
@Check('admin_job_items_state_check', `state in ('waiting', 'changed', 'unchanged', 'failed')`)
@Index('admin_job_items_failed_idx', { synchronize: false })
export class AdminJobItem {
  @PrimaryColumn('uuid') jobId: string;
  /** From 1; of an import, the line of its file. */
  @PrimaryColumn('integer') place: number;
  /** Null for a line of a file from which no account was made yet. */
  @Column('uuid', { nullable: true }) userId: string | null;
  @Column('varchar', { length: 9, default: 'waiting' }) state: ItemState;
  /** The code of the problem that refused it. */
  @Column('varchar', { length: 64, nullable: true }) code: string | null;
}
