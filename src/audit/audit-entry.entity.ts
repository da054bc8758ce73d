import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../core/database/columns.js';

/** One act, as it stays on record. */
@Entity('audit_log')
export class AuditEntry {
  @PrimaryColumn('uuid') id: string;
  @Column(TIME) at: Date;
  @Column('uuid', { nullable: true }) actorId: string | null;
  @Column('varchar', { length: 64 }) action: string;
  @Column('varchar', { length: 32 }) targetType: string;
  @Column('varchar', { length: 64 }) targetId: string;
  @Column('jsonb', { nullable: true }) before: object | null;
  @Column('jsonb', { nullable: true }) after: object | null;
  @Column('varchar', { length: 64, nullable: true }) requestId: string | null;
  @Column('varchar', { length: 45, nullable: true }) ip: string | null;
  @Column('varchar', { length: 400, nullable: true }) userAgent: string | null;
}
