import type { UserDto } from '../api/models/user-dto';
import { may, mayActOn } from '../core/staff';
import type { PlainKey } from '../core/words/catalogue';

/** What is said to somebody who does not edit an account: what they may do with it all the same, and what not. */
export function readOnlyWords(me: UserDto | undefined, account: UserDto): PlainKey {
  const isOfOwners = account.isStaff || account.isSuperuser;
  if (isOfOwners && me?.isSuperuser !== true) return 'peek.protected';
  if (!mayActOn(me, account)) return 'held.readOnly';
  if (may(me, 'role.manage')) return 'held.notDetails';
  return may(me, 'session.manage') && account.isActive ? 'held.accessOnly' : 'held.readOnly';
}
