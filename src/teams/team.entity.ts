import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { TIME } from '../core/database/columns.js';

/** A named list of people, mentioned in messages by its key. */
@Entity('teams')
@Unique('teams_key_key', ['key'])
@Check('teams_key_check', `key ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'`)
export class Team {
  @PrimaryColumn('uuid') id: string;
  @Column('varchar', { length: 32 }) key: string;
  @Column('varchar', { length: 100 }) name: string;
  @Column('varchar', { length: 500 }) description: string;
  /** Goes up with each change, also of who is in it. */
  @Column('integer') version: number;
  @Column(TIME) createdAt: Date;
}
