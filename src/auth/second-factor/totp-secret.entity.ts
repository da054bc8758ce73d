import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

/** What somebody's authenticator app and this server both know. */
@Entity('totp_secrets')
export class TotpSecret {
  @PrimaryColumn('uuid') userId: string;
  /** Sealed, for this person. */
  @Column('varchar', { length: 200 }) secret: string;
  @Column(TIME) createdAt: Date;
  /** Null while nobody has shown that their app knows the secret. */
  @Column({ ...TIME, nullable: true }) confirmedAt: Date | null;
  /** The step of the last code that was taken. */
  @Column(BIGINT) lastStep: number;
}
