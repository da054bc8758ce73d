import type { UserDto } from '../api/models/user-dto';

/** What an account may do: the key of the word for it. */
export function roleOf({
  isStaff,
  isSuperuser,
}: Pick<UserDto, 'isStaff' | 'isSuperuser'>): 'role.owner' | 'role.admin' | 'role.member' {
  if (isSuperuser) return 'role.owner';
  return isStaff ? 'role.admin' : 'role.member';
}
