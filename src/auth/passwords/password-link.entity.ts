import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/**
 * A link with which somebody chooses another password; of its token only the hash is kept. Each who may make one for somebody
 * has one at most; what they asked for by mail, they made themselves.
 */
@Entity('password_links')
@Unique('password_links_token_hash_key', ['tokenHash'])
export class PasswordLink {
  @PrimaryColumn('uuid') userId: string;
  @Column('varchar', { length: 64 }) tokenHash: string;
  @PrimaryColumn('uuid') createdBy: string;
  @Column(TIME) createdAt: Date;
  @Column(TIME) expiresAt: Date;
}
