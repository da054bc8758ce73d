import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../../database/columns.js';
import type { Revocation } from './revocation.js';

/** A right that ended a short while ago, for every node to read. */
@Entity('revocations')
@Index('revocations_tx_idx', ['tx'])
export class RevocationRow {
  @PrimaryColumn('uuid') id: string;
  @Column('varchar', { length: 16 }) kind: Revocation['kind'];
  @Column('uuid') userId: string;
  /** Which right of theirs it was, as its kind says. */
  @Column('jsonb', { default: {} }) facts: object;
  @Column(TIME) at: Date;
  /** The transaction that wrote it. */
  @Column('bigint', { default: () => 'pg_current_xact_id()::text::bigint' }) tx: number;
}
