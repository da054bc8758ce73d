import { IsString, MaxLength } from 'class-validator';
import { PersonalLine } from './account-fields.js';

/** What somebody says of themselves in a field of the organisation. */
export class ProfileValueDto {
  /** @example desk */
  key: string;
  /** @example Desk */
  label: string;
  /**
   * Empty, in one's own profile, where nothing is said.
   * @example "3.14, second floor"
   */
  value: string;
}

/** What I say of myself in a field of the organisation; an empty value takes it back. */
export class SetProfileValueDto {
  /** @example desk */
  @IsString()
  @MaxLength(32)
  key: string;

  @PersonalLine('3.14, second floor')
  value: string;
}
