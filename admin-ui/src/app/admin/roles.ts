import type { UserDto } from '../api/models/user-dto';

/** What an account may do, in one word. */
export function roleOf({
  isStaff,
  isSuperuser,
}: Pick<UserDto, 'isStaff' | 'isSuperuser'>): 'Superuser' | 'Staff' | 'Member' {
  if (isSuperuser) return 'Superuser';
  return isStaff ? 'Staff' : 'Member';
}
