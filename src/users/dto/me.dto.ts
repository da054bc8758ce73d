import type { Account } from '../account.js';
import { ProfileValueDto } from './profile-value.dto.js';
import { UserDto } from './user.dto.js';

/** My account, and what I say in the fields of the organisation. */
export class MeDto extends UserDto {
  /** Each one there is, also where I say nothing. */
  fields: ProfileValueDto[];

  static of(account: Account, fields: ProfileValueDto[]): MeDto {
    return { ...UserDto.from(account), fields };
  }
}
