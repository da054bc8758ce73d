import { describe, expect, it } from 'vitest';
import type { UserDto } from '../api/models/user-dto';
import { readOnlyWords } from './what-one-may';

describe('what is said to who may not edit an account', () => {
  const holding = (...permissions: string[]) => ({ permissions, isActive: true }) as unknown as UserDto;
  const support = holding('user.read', 'session.manage');

  it('names the password link and the signing out that support may do', () => {
    expect(readOnlyWords(support, holding())).toBe('held.accessOnly');
  });

  it('leaves them out where they are not offered: on a deactivated account, and one that may do more', () => {
    expect(readOnlyWords(support, { ...holding(), isActive: false })).toBe('held.readOnly');
    expect(readOnlyWords(support, holding('settings.manage'))).toBe('held.readOnly');
    expect(readOnlyWords(holding('user.read'), holding())).toBe('held.readOnly');
  });

  it('speaks of the details alone to who gives roles', () => {
    expect(readOnlyWords(holding('user.read', 'role.manage'), holding())).toBe('held.notDetails');
  });

  it('says of admins and owners that only owners change them', () => {
    expect(readOnlyWords(support, { ...holding(), isStaff: true })).toBe('peek.protected');
  });
});
