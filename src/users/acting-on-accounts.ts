import type { Account } from './account.js';

/** What decides who may act on whom. */
export type Standing = Pick<Account, 'isActive' | 'isStaff' | 'isSuperuser'>;

/** Superusers act on every account, staff on those that are neither staff nor superusers. */
export function mayActOn(actor: Standing, target: Standing): boolean {
  return actor.isActive && (actor.isSuperuser || (actor.isStaff && !target.isStaff && !target.isSuperuser));
}
