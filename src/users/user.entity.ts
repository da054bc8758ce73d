import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { TIME } from '../core/database/columns.js';
import type { AddableBy } from './addable-by.js';
import type { PresenceVisibility } from './presence-visibility.js';

/** Somebody with an account. */
@Entity('users')
@Unique('users_username_key', ['username'])
@Check('users_username_check', `username ~ '^[a-z0-9._-]{3,32}$'`)
@Check('users_presence_visibility_check', `presence_visibility in ('everyone', 'contacts', 'nobody')`)
@Check('users_addable_by_check', `addable_by in ('everyone', 'contacts', 'nobody')`)
@Check('users_profile_values_check', `jsonb_typeof(profile_values) = 'object'`)
@Check('users_status_until_check', `status_until is null or status_text <> '' or status_emoji <> ''`)
@Index('users_email_key', { synchronize: false })
@Index('users_superusers_idx', { synchronize: false })
@Index('users_avatar_idx', { synchronize: false })
@Index('users_read_receipts_off_idx', { synchronize: false })
@Index('users_search_idx', { synchronize: false })
@Index('users_by_name_idx', { synchronize: false })
@Index('users_by_email_idx', { synchronize: false })
@Index('users_by_last_login_idx', { synchronize: false })
@Index('users_by_joined_idx', { synchronize: false })
@Index('users_deactivated_idx', { synchronize: false })
@Index('users_staff_idx', { synchronize: false })
export class User {
  @PrimaryColumn('uuid') id: string;
  @Column('varchar', { length: 32 }) username: string;
  @Column('varchar', { length: 254 }) email: string;
  /** Never selected unless asked for by name. */
  @Column('varchar', { length: 255, select: false }) password: string;
  @Column('varchar', { length: 150, default: '' }) firstName: string;
  @Column('varchar', { length: 150, default: '' }) lastName: string;
  /** `|full name|username|`, folded: what people are searched by. See `foldedName`. */
  @Column('text', { default: '', select: false }) foldedName: string;
  @Column('varchar', { length: 150, default: '' }) title: string;
  @Column('varchar', { length: 1000, default: '' }) about: string;
  @Column('varchar', { length: 40, default: '' }) pronouns: string;
  @Column('jsonb', { default: {} }) profileValues: Readonly<Record<string, string>>;
  @Column('uuid', { nullable: true }) avatarId: string | null;
  @Column('varchar', { length: 35, nullable: true }) locale: string | null;
  @Column('varchar', { length: 64, nullable: true }) timeZone: string | null;
  @Column('boolean', { default: true }) isActive: boolean;
  @Column('boolean', { default: false }) isStaff: boolean;
  @Column('boolean', { default: false }) isSuperuser: boolean;
  /** What the roles of the account add up to, kept here so that who may do what is read with the account. */
  @Column('text', { array: true, default: [] }) rolePermissions: readonly string[];
  @Column(TIME) dateJoined: Date;
  @Column({ ...TIME, nullable: true }) lastLogin: Date | null;
  @Column({ ...TIME, nullable: true }) anonymisedAt: Date | null;
  /** Written and read by the presence feature alone. */
  @Column({ ...TIME, nullable: true, select: false }) lastSeenAt: Date | null;
  @Column('text', { default: 'everyone' }) presenceVisibility: PresenceVisibility;
  @Column('boolean', { default: true }) readReceipts: boolean;
  @Column('text', { default: 'everyone' }) addableBy: AddableBy;
  @Column('varchar', { length: 100, default: '' }) statusText: string;
  @Column('varchar', { length: 16, default: '' }) statusEmoji: string;
  @Column({ ...TIME, nullable: true }) statusUntil: Date | null;
}
