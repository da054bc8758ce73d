import { MayBeAbsent, TextOfLength, Trimmed } from '../../core/http/field-rules.js';
import { PageQuery } from '../../core/http/page.js';
import { DirectoryUserDto } from './directory-user.dto.js';

/** Which people of a list are wanted. */
export class PeopleQuery extends PageQuery {
  @MayBeAbsent()
  @Trimmed()
  @TextOfLength(0, 100, {
    required: false,
    example: 'berg',
    description: 'A part of the username or of the name; every word must be found.',
  })
  search?: string;
}

/** One page of the directory, by username. */
export class UserPageDto {
  items: DirectoryUserDto[];
  /**
   * Null on the last page.
   * @example WyJhbmEuYmVyZyJd
   */
  nextCursor: string | null;
}
