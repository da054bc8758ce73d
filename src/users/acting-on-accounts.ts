import { permissionsOf } from '../core/security/permissions.js';
import type { Account } from './account.js';

/** What decides who may act on whom. */
export type Standing = Pick<Account, 'isActive' | 'isStaff' | 'isSuperuser' | 'rolePermissions'>;

/**
 * Whoever acts on an account could do with it what it may do, so they hold every permission that it holds. Superusers act on
 * every account, nobody else on staff or superusers. Whether they may act on accounts at all is another permission.
 */
export function mayActOn(actor: Standing, target: Standing): boolean {
  if (!actor.isActive) return false;
  if (actor.isSuperuser) return true;
  if (target.isStaff || target.isSuperuser) return false;
  const held = permissionsOf(actor);
  return [...permissionsOf(target)].every((permission) => held.has(permission));
}
