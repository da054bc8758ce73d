import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { BIGINT, TIME } from '../../core/database/columns.js';

/** A key that a device keeps for somebody; only the public half is here. */
@Entity('passkeys')
@Unique('passkeys_credential_id_key', ['credentialId'])
@Index('passkeys_user_id_idx', ['userId'])
export class Passkey {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') userId: string;
  /** As the device names it, base64url. */
  @Column('varchar', { length: 1_400 }) credentialId: string;
  @Column('bytea') publicKey: Buffer<ArrayBuffer>;
  /** How often it signed, as it says; 0 for ever where it does not count. */
  @Column(BIGINT) counter: number;
  @Column('varchar', { length: 16, array: true }) transports: string[];
  @Column('varchar', { length: 60 }) name: string;
  @Column(TIME) createdAt: Date;
  @Column({ ...TIME, nullable: true }) lastUsedAt: Date | null;
}
