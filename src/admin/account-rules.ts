import { PermissionDenied } from '../core/errors/request-problems.js';
import { type Permission, permissionsOf } from '../core/security/permissions.js';
import type { Account, AccountChanges } from '../users/account.js';
import { mayActOn } from '../users/acting-on-accounts.js';
import { UserNotFound } from '../users/users.errors.js';
import {
  AccountAnonymised,
  AccountProtected,
  LastSuperuser,
  OwnAnonymisation,
  OwnDeactivation,
  RoleGrantDenied,
} from './admin.errors.js';
import { UserPermission } from '../users/users.permissions.js';

/** What an administrator asks to change. */
export type RequestedChanges = Pick<
  AccountChanges,
  'firstName' | 'lastName' | 'email' | 'title' | 'isActive' | 'isStaff' | 'isSuperuser'
>;

const FIELDS = ['firstName', 'lastName', 'email', 'title', 'isActive', 'isStaff', 'isSuperuser'] as const;
const FLAGS = ['isStaff', 'isSuperuser'] as const;

/** What will really change, and what it is called in the audit log. */
export interface AccountUpdate {
  readonly action: string;
  readonly before: RequestedChanges;
  readonly after: RequestedChanges;
}

/** The difference that the request makes; undefined when it makes none. */
export function updateOf(target: Account, requested: RequestedChanges): AccountUpdate | undefined {
  const fields = FIELDS.filter((field) => requested[field] !== undefined && requested[field] !== target[field]);
  if (fields.length === 0) return undefined;
  const pick = (from: RequestedChanges): RequestedChanges =>
    Object.fromEntries(fields.map((field) => [field, from[field]]));
  const after = pick(requested);
  return { action: actionOf(after), before: pick(target), after };
}

function actionOf({ isActive, isStaff, isSuperuser }: RequestedChanges): string {
  if (isActive !== undefined) return isActive ? 'user.reactivated' : 'user.deactivated';
  return isStaff !== undefined || isSuperuser !== undefined ? 'user.role-changed' : 'user.updated';
}

type Roles = Pick<Account, 'isStaff' | 'isSuperuser' | 'rolePermissions'>;

/** Throws PermissionDenied when the right of who asks, as their locked row says now, ended while the request waited. */
export function requireStillAllowed<Actor extends Roles & Pick<Account, 'isActive'>>(
  actor: Actor | undefined,
  permission: Permission,
): asserts actor is Actor {
  if (actor?.isActive && permissionsOf(actor).has(permission)) return;
  throw new PermissionDenied('Your account is no longer allowed to do this.');
}

/** Throws PermissionDenied, UserNotFound or AccountProtected. */
export function judgeAct(
  actor: Account | undefined,
  target: Account | undefined,
  permission: Permission,
): asserts target is Account {
  requireStillAllowed(actor, permission);
  if (!target) throw new UserNotFound();
  if (!mayActOn(actor, target)) throw new AccountProtected();
}

/** Throws RoleGrantDenied when somebody who is no superuser would make one, or staff. */
export function judgeCreation(actor: Pick<Roles, (typeof FLAGS)[number]>, requested: Partial<Roles>): void {
  refuseGrants(actor, (flag) => requested[flag] === true);
}

interface UpdateCase {
  /** As the row says now, not as the token said; undefined when there is none. */
  readonly actor: Account | undefined;
  readonly target: Account;
  /** Undefined when nothing would change. */
  readonly update: AccountUpdate | undefined;
  /** The superusers who can sign in. */
  readonly ableSuperusers: readonly Pick<Account, 'id'>[];
}

/** Throws the rule that this update would break. */
export function judgeUpdate({ actor, target, update, ableSuperusers }: UpdateCase): void {
  requireStillAllowed(actor, UserPermission.Manage);
  if (!mayActOn(actor, target)) throw new AccountProtected();
  if (!update) return;
  if (target.anonymisedAt) throw new AccountAnonymised();
  const { after } = update;
  refuseGrants(actor, (flag) => after[flag] !== undefined);
  if (after.isActive === false && actor.id === target.id) throw new OwnDeactivation();
  const losesSuperuser = target.isSuperuser && (after.isSuperuser === false || after.isActive === false);
  if (losesSuperuser) requireAnother(target, ableSuperusers);
}

/** Throws PermissionDenied, UserNotFound, AccountProtected, OwnAnonymisation, AccountAnonymised or LastSuperuser. */
export function judgeAnonymisation(
  actor: Account | undefined,
  target: Account | undefined,
  ableSuperusers: UpdateCase['ableSuperusers'],
): asserts target is Account {
  // First: whoever asks for their own is told so, whatever else they may do.
  if (actor && actor.id === target?.id) throw new OwnAnonymisation();
  judgeAct(actor, target, UserPermission.Anonymise);
  if (target.anonymisedAt) throw new AccountAnonymised();
  if (target.isSuperuser) requireAnother(target, ableSuperusers);
}

function requireAnother({ id: targetId }: Account, ableSuperusers: UpdateCase['ableSuperusers']): void {
  if (!ableSuperusers.some(({ id }) => id !== targetId)) throw new LastSuperuser();
}

function refuseGrants(
  actor: Pick<Roles, (typeof FLAGS)[number]>,
  isGranted: (flag: (typeof FLAGS)[number]) => boolean,
): void {
  const granted = FLAGS.find(isGranted);
  if (granted !== undefined && !actor.isSuperuser) throw new RoleGrantDenied(granted);
}
