import type { UserDto } from '../api/models/user-dto';
import { CONSOLE_PAGES, type ConsolePage } from './console-pages';

type Holder = Pick<UserDto, 'permissions'> | undefined;

/** Whether an account may do something; the server decides on every act anyway. */
export function may(user: Holder, permission: string): boolean {
  // An account that was kept by an older version has none until the next token.
  return (user?.permissions as readonly string[] | undefined)?.includes(permission) ?? false;
}

/** The pages of the console that somebody may see. */
export function consolePagesOf(user: Holder): readonly ConsolePage[] {
  return CONSOLE_PAGES.filter(({ permission }) => may(user, permission));
}

/** Whether somebody may see the administration. */
export function mayAdminister(user: Holder): boolean {
  return CONSOLE_PAGES.some(({ permission }) => may(user, permission));
}

/** Whether somebody may act on an account at all: what it may do they may do too, and owners and admins are for owners. */
export function mayActOn(me: UserDto | undefined, { isStaff, isSuperuser, permissions }: UserDto): boolean {
  if (me?.isSuperuser) return true;
  return !isStaff && !isSuperuser && permissions.every((permission) => may(me, permission));
}
