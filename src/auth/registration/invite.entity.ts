import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { TIME } from '../../core/database/columns.js';
import type { InviteMail } from './invite.js';

/** An invitation; of its token only the hash is kept. */
@Entity('invites')
@Unique('invites_token_hash_key', ['tokenHash'])
@Check('invites_uses_check', 'uses between 0 and max_uses')
@Check('invites_mail_check', "mail in ('waiting', 'sent', 'failed')")
export class InviteRow {
  @PrimaryColumn('uuid') id: string;
  @Column('varchar', { length: 64 }) tokenHash: string;
  @Column('varchar', { length: 254, nullable: true }) email: string | null;
  @Column('integer') maxUses: number;
  @Column('integer', { default: 0 }) uses: number;
  @Column('uuid') createdBy: string;
  @Column(TIME) createdAt: Date;
  @Column(TIME) expiresAt: Date;
  @Column({ ...TIME, nullable: true }) revokedAt: Date | null;
  @Column('varchar', { length: 8, nullable: true }) mail: InviteMail | null;
}
