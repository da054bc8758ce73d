import { describe, expect, it } from 'vitest';
import type { MemberDto } from '../../api/models/member-dto';
import { actsOn, isOnlyOwner } from './member-acts';
import { t } from '../../core/words/words';

const ME = 'me';
const member = (id: string, role: MemberDto['role'], isActive = true): MemberDto =>
  ({ user: { id, username: id, displayName: id }, role, isActive }) as MemberDto;
const labels = (...of: Parameters<typeof actsOn>): string[] => actsOn(...of).map(({ label }) => t(label));

describe('what I may do with a member of a group', () => {
  it('as its owner is everything but removing myself, which is leaving', () => {
    expect(labels(member('ben', 'member'), 'owner', ME, false)).toEqual([
      'Make group owner',
      'Make group admin',
      'Remove from group',
    ]);
    expect(labels(member(ME, 'owner'), 'owner', ME, false)).toEqual(['Make group admin', 'Make member']);
  });

  it('as its only owner is not to step down', () => {
    expect(labels(member(ME, 'owner'), 'owner', ME, true)).toEqual([]);
  });

  it('as an admin is to remove members, and nobody else', () => {
    expect(labels(member('ben', 'member'), 'admin', ME, false)).toEqual(['Remove from group']);
    expect(labels(member('cy', 'admin'), 'admin', ME, false)).toEqual([]);
    expect(labels(member('ana', 'owner'), 'admin', ME, false)).toEqual([]);
    expect(labels(member(ME, 'admin'), 'admin', ME, false)).toEqual([]);
  });

  it('as a member is nothing', () => {
    expect(labels(member('ben', 'member'), 'member', ME, false)).toEqual([]);
  });
});

describe('the only owner of a group', () => {
  it('is one beside whom no other owner can sign in', () => {
    expect(isOnlyOwner([member(ME, 'owner'), member('ben', 'member')], ME)).toBe(true);
    expect(isOnlyOwner([member(ME, 'owner'), member('ben', 'owner', false)], ME)).toBe(true);
    expect(isOnlyOwner([member(ME, 'owner'), member('ben', 'owner')], ME)).toBe(false);
  });

  it('may leave when nobody else is in it', () => {
    expect(isOnlyOwner([member(ME, 'owner')], ME)).toBe(false);
  });
});
