import { ApiProperty } from '@nestjs/swagger';
import { PictureUrl } from '../../core/files/picture-url.decorator.js';
import { type Account, avatarUrlOf, displayNameOf } from '../account.js';
import { statusOf } from '../person-status.js';
import { PersonStatusDto } from './person-status.dto.js';

/** A person in the directory: what colleagues may see of each other. */
export class DirectoryUserDto {
  @ApiProperty({ format: 'uuid', example: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' })
  id: string;
  /** @example ana.berg */
  username: string;
  /**
   * The person's own name, else the username.
   * @example "Ana Berg"
   */
  displayName: string;
  @PictureUrl('the person')
  avatarUrl: string | null;
  /** @example Ana */
  firstName: string;
  /** @example Berg */
  lastName: string;
  /**
   * What they do.
   * @example "Head of logistics"
   */
  title: string;
  /** @example "In the office from Tuesday to Thursday." */
  about: string;
  /**
   * How they want to be spoken of.
   * @example they/them
   */
  pronouns: string;
  /**
   * Null when they did not say.
   * @example Europe/Berlin
   */
  timeZone: string | null;
  /**
   * False for somebody who has left; their history stays.
   * @example true
   */
  isActive: boolean;
  /** Null when there is none, or its time is over. */
  status: PersonStatusDto | null;

  static from(account: Account): DirectoryUserDto {
    const gone = account.anonymisedAt !== null;
    return {
      id: account.id,
      username: account.username,
      displayName: displayNameOf(account),
      avatarUrl: avatarUrlOf(account),
      firstName: gone ? '' : account.firstName,
      lastName: gone ? '' : account.lastName,
      title: gone ? '' : account.title,
      about: gone ? '' : account.about,
      pronouns: gone ? '' : account.pronouns,
      timeZone: gone ? null : account.timeZone,
      isActive: account.isActive,
      status: statusOf(account),
    };
  }
}
