import type { Account } from '../../users/account.js';
import { DirectoryUserDto } from '../../users/dto/directory-user.dto.js';
import { ProfileValueDto } from '../../users/dto/profile-value.dto.js';
import type { PresenceView } from '../presence-state.js';
import { PresenceDto } from './presence.dto.js';

/** A person of the directory and whether they are there. */
export class PersonDto extends DirectoryUserDto {
  presence: PresenceDto;

  /** What they say in the fields of the organisation. */
  fields: ProfileValueDto[];

  static of(account: Account, fields: ProfileValueDto[], { state, lastSeenAt }: PresenceView): PersonDto {
    const presence = { state, ...(lastSeenAt && { lastSeenAt }) };
    return { ...DirectoryUserDto.from(account), fields, presence };
  }
}
