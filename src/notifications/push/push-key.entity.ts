import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/** The pair of keys by which push services know this server. */
@Entity('push_keys')
@Check('push_keys_one_check', 'id = 1')
export class PushKey {
  @PrimaryColumn('smallint') id: number;
  @Column('varchar', { length: 100 }) publicKey: string;
  /** Sealed. */
  @Column('varchar', { length: 400 }) privateKey: string;
  @Column(TIME) madeAt: Date;
}
