import { ApiProperty } from '@nestjs/swagger';
import { permissionsOf } from '../../core/security/permissions.js';
import { PictureUrl } from '../../core/files/picture-url.decorator.js';
import { type Account, avatarUrlOf, displayNameOf } from '../account.js';
import { statusOf } from '../person-status.js';
import { ADDABLE_BY, type AddableBy } from '../addable-by.js';
import { PRESENCE_VISIBILITIES, type PresenceVisibility } from '../presence-visibility.js';
import { PersonStatusDto } from './person-status.dto.js';

/** An account in full: for oneself, and for those who administer accounts. */
export class UserDto {
  @ApiProperty({ format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' })
  id: string;
  /** @example ana.berg */
  username: string;
  /** @example ana.berg@example.org */
  email: string;
  /** @example Ana */
  firstName: string;
  /** @example Berg */
  lastName: string;
  /**
   * The person's own name, else the username.
   * @example "Ana Berg"
   */
  displayName: string;
  @PictureUrl('the person')
  avatarUrl: string | null;
  /** @example "Head of logistics" */
  title: string;
  /** @example "In the office from Tuesday to Thursday." */
  about: string;
  /**
   * How they want to be spoken of.
   * @example they/them
   */
  pronouns: string;
  /**
   * Null: as the browser says.
   * @example en-GB
   */
  locale: string | null;
  /**
   * Null: as the browser says.
   * @example Europe/Berlin
   */
  timeZone: string | null;
  /**
   * May administer the accounts of those who are neither staff nor superusers.
   * @example false
   */
  isStaff: boolean;
  /**
   * May do everything.
   * @example false
   */
  isSuperuser: boolean;
  /**
   * What the account may do, by its flags and its roles.
   * @example ["account.own", "message.send"]
   */
  permissions: string[];
  /**
   * May sign in.
   * @example true
   */
  isActive: boolean;
  /** @example 2026-11-02T08:15:00.000Z */
  dateJoined: Date;
  /**
   * Null for somebody who never signed in.
   * @example 2026-11-24T07:58:12.345Z
   */
  lastLogin: Date | null;
  /** Null when there is none, or its time is over. */
  status: PersonStatusDto | null;
  @ApiProperty({
    enum: PRESENCE_VISIBILITIES,
    enumName: 'PresenceVisibility',
    example: 'everyone',
    description: 'Who sees whether I am there and when I last was; `contacts` are those I wrote to directly.',
  })
  presenceVisibility: PresenceVisibility;
  @ApiProperty({
    enum: ADDABLE_BY,
    enumName: 'AddableBy',
    example: 'everyone',
    description: 'Who may put me into groups; `contacts` are those I wrote to directly.',
  })
  addableBy: AddableBy;
  /**
   * Others see how far I have read, and I see it of those who show it; unless the organisation decides it for all.
   * @example true
   */
  readReceipts: boolean;

  static from(account: Account): UserDto {
    return {
      id: account.id,
      username: account.username,
      email: account.email,
      firstName: account.firstName,
      lastName: account.lastName,
      displayName: displayNameOf(account),
      avatarUrl: avatarUrlOf(account),
      title: account.title,
      about: account.about,
      pronouns: account.pronouns,
      locale: account.locale,
      timeZone: account.timeZone,
      isStaff: account.isStaff,
      isSuperuser: account.isSuperuser,
      permissions: [...permissionsOf(account)].sort(),
      isActive: account.isActive,
      dateJoined: account.dateJoined,
      lastLogin: account.lastLogin,
      status: statusOf(account),
      presenceVisibility: account.presenceVisibility,
      addableBy: account.addableBy,
      readReceipts: account.readReceipts,
    };
  }
}
