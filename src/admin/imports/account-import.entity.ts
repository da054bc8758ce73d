import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';
import type { ImportMapping } from './person-fields.js';

export const IMPORT_MODES = ['create', 'update', 'both'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** What a check of all rows came to. */
export interface ImportCounts {
  readonly create: number;
  readonly change: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** A file with people that an administrator uploaded. */
@Entity('account_imports')
@Check('account_imports_mode_check', `mode in ('create', 'update', 'both')`)
@Index('account_imports_actor_idx', ['actorId', 'createdAt'])
@Index('account_imports_created_idx', ['createdAt'])
export class AccountImport {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') actorId: string;
  /** Of the file. */
  @Column('varchar', { length: 255 }) name: string;
  @Column('text', { array: true }) columns: string[];
  @Column('integer', { default: 0 }) rowCount: number;
  @Column('jsonb', { nullable: true }) mapping: ImportMapping | null;
  @Column('varchar', { length: 6, nullable: true }) mode: ImportMode | null;
  /** Whether those who are new get a link with which they choose their password. */
  @Column('boolean', { default: false }) invite: boolean;
  /** Null until it is known what each column means. */
  @Column('jsonb', { nullable: true }) checked: ImportCounts | null;
  @Column(TIME) createdAt: Date;
}
