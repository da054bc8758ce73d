import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { BIGINT } from '../core/database/columns.js';

/** What somebody chose for themselves, by key; only their clients know what it means. */
@Entity('user_preferences')
@Check('user_preferences_values_check', `jsonb_typeof(values) = 'object'`)
export class UserPreferences {
  @PrimaryColumn('uuid') userId: string;
  @Column('jsonb') values: Readonly<Record<string, unknown>>;
  @Column(BIGINT) version: number;
}
