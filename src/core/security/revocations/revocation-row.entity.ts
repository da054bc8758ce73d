import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { TIME } from '../../database/columns.js';
import type { Revocation } from './revocation.js';

/** A right that ended a short while ago, for every node to read. */
@Entity('revocations')
@Index('revocations_tx_idx', ['tx'])
@Check(
  'revocations_kind_check',
  `case kind when 'session' then session_id is not null when 'member' then conversation_id is not null else kind in ('user', 'roles') end`,
)
export class RevocationRow {
  @PrimaryColumn('uuid') id: string;
  @Column('varchar', { length: 16 }) kind: Revocation['kind'];
  @Column('uuid') userId: string;
  @Column('uuid', { nullable: true }) sessionId: string | null;
  @Column('uuid', { nullable: true }) exceptSessionId: string | null;
  @Column('uuid', { nullable: true }) conversationId: string | null;
  @Column('varchar', { length: 32, nullable: true }) reason: string | null;
  @Column(TIME) at: Date;
  /** The transaction that wrote it. */
  @Column('bigint', { default: () => 'pg_current_xact_id()::text::bigint' }) tx: number;
}
