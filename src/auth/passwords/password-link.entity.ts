import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/** A link with which somebody chooses another password; of its token only the hash is kept. */
@Entity('password_links')
@Unique('password_links_token_hash_key', ['tokenHash'])
export class PasswordLink {
  @PrimaryColumn('uuid') userId: string;
  @Column('varchar', { length: 64 }) tokenHash: string;
  @Column('uuid') createdBy: string;
  @Column(TIME) createdAt: Date;
  @Column(TIME) expiresAt: Date;
}
