import type { UserDto } from '../api/models/user-dto';

/** What an account may do, in one word. */
export function roleOf({
  isStaff,
  isSuperuser,
}: Pick<UserDto, 'isStaff' | 'isSuperuser'>): 'Owner' | 'Admin' | 'Member' {
  if (isSuperuser) return 'Owner';
  return isStaff ? 'Admin' : 'Member';
}
