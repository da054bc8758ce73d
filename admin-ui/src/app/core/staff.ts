import type { UserDto } from '../api/models/user-dto';

/** Whether somebody may see the administration; the server decides on every act anyway. */
export function mayAdminister(user: Pick<UserDto, 'isStaff' | 'isSuperuser'> | undefined): boolean {
  return !!user && (user.isStaff || user.isSuperuser);
}
