import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { TIME } from '../../core/database/columns.js';

/** A named set of permissions that accounts can have beside their flags. */
@Entity('roles')
@Unique('roles_key_key', ['key'])
@Check('roles_key_check', `key ~ '^[a-z][a-z0-9-]{0,31}$'`)
export class Role {
  @PrimaryColumn('uuid') id: string;
  @Column('varchar', { length: 32 }) key: string;
  @Column('varchar', { length: 100 }) name: string;
  @Column('varchar', { length: 500, default: '' }) description: string;
  @Column('text', { array: true, default: [] }) permissions: string[];
  @Column('boolean', { default: false }) builtIn: boolean;
  /** Goes up with each change. */
  @Column('integer', { default: 1 }) version: number;
  @Column(TIME) createdAt: Date;
}
