import { describe, expect, it } from '@jest/globals';
import { PermissionDenied } from '../core/errors/request-problems.js';
import type { Account } from '../users/account.js';
import { judgeCreation, judgeUpdate, type RequestedChanges, updateOf } from './account-rules.js';
import { AccountProtected, LastSuperuser, OwnDeactivation, RoleGrantDenied } from './admin.errors.js';

function account(id: string, flags: Partial<Account> = {}): Account {
  return {
    id,
    firstName: 'Ana',
    isActive: true,
    isStaff: false,
    isSuperuser: false,
    rolePermissions: [],
    ...flags,
  } as Account;
}

const ana = account('ana');
const staff = account('staff', { isStaff: true });
const colleague = account('colleague', { isStaff: true });
const root = account('root', { isStaff: true, isSuperuser: true });
const second = account('second', { isSuperuser: true });

function attempt(actor: Account | undefined, target: Account, changes: RequestedChanges, superusers: Account[]) {
  const update = updateOf(target, changes);
  return () => judgeUpdate({ actor, target, update, ableSuperusers: superusers });
}

describe('who may change which account', () => {
  it.each([
    ['staff rename a member', staff, ana, { firstName: 'Anna' }],
    ['staff deactivate a member', staff, ana, { isActive: false }],
    ['staff send flags that are so already', staff, ana, { isStaff: false, firstName: 'Anna' }],
    ['a superuser makes staff', root, ana, { isStaff: true }],
    ['a superuser deactivates staff', root, staff, { isActive: false }],
    ['a superuser takes it from another', root, second, { isSuperuser: false }],
    ['a superuser gives it up while there is another', root, root, { isSuperuser: false }],
  ])('%s', (_case, actor, target, changes) => {
    expect(attempt(actor, target, changes, [root, second])).not.toThrow();
  });

  it.each([
    ['staff do not change staff', staff, colleague, { firstName: 'X' }, AccountProtected],
    ['staff do not change superusers', staff, root, { isActive: false }, AccountProtected],
    ['staff do not change themselves here', staff, staff, { firstName: 'X' }, AccountProtected],
    ['staff make nobody staff', staff, ana, { isStaff: true }, RoleGrantDenied],
    ['staff make nobody superuser', staff, ana, { isSuperuser: true }, RoleGrantDenied],
    ['nobody deactivates themselves', root, root, { isActive: false }, OwnDeactivation],
    ['somebody demoted a moment ago', ana, second, { firstName: 'X' }, PermissionDenied],
    [
      'somebody deactivated a moment ago',
      account('gone', { isStaff: true, isActive: false }),
      ana,
      {},
      PermissionDenied,
    ],
    ['somebody who is not there', undefined, ana, {}, PermissionDenied],
  ])('%s', (_case, actor, target, changes, problem) => {
    expect(attempt(actor, target, changes, [root, second])).toThrow(problem);
  });

  it('the last superuser stays one', () => {
    expect(attempt(root, root, { isSuperuser: false }, [root])).toThrow(LastSuperuser);
  });
});

describe('who may make which account', () => {
  it('staff make members, superusers make anybody', () => {
    expect(() => judgeCreation(staff, { isStaff: false })).not.toThrow();
    expect(() => judgeCreation(root, { isStaff: true, isSuperuser: true })).not.toThrow();
    expect(() => judgeCreation(staff, { isSuperuser: true })).toThrow(RoleGrantDenied);
  });
});

describe('what the audit log says of a change', () => {
  it.each([
    [{ firstName: 'Anna' }, { action: 'user.updated', before: { firstName: 'Ana' }, after: { firstName: 'Anna' } }],
    [{ isActive: false }, { action: 'user.deactivated', before: { isActive: true }, after: { isActive: false } }],
    [
      { isStaff: true, isActive: true },
      { action: 'user.role-changed', before: { isStaff: false }, after: { isStaff: true } },
    ],
    [{ firstName: 'Ana' }, undefined],
    [{}, undefined],
  ])('%j', (changes, update) => {
    expect(updateOf(ana, changes)).toEqual(update);
  });
});
