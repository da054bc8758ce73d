import type { Account } from '../../users/account.js';
import { DirectoryUserDto } from '../../users/dto/directory-user.dto.js';
import type { PresenceView } from '../presence-state.js';
import { PresenceDto } from './presence.dto.js';

/** A person of the directory and whether they are there. */
export class PersonDto extends DirectoryUserDto {
  presence: PresenceDto;

  static of(account: Account, { state, lastSeenAt }: PresenceView): PersonDto {
    return { ...DirectoryUserDto.from(account), presence: { state, ...(lastSeenAt && { lastSeenAt }) } };
  }
}
