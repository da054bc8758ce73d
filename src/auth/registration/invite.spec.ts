import { describe, expect, it } from '@jest/globals';
import { type Invite, stateOf } from './invite.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const TOMORROW = new Date('2026-11-25T12:00:00Z');
const invite: Invite = {
  id: '0192f3c4-5d6e-7f80-9a1b-000000000001',
  email: null,
  maxUses: 1,
  uses: 0,
  createdBy: '0192f3c4-5d6e-7f80-9a1b-000000000002',
  inviter: {
    id: '0192f3c4-5d6e-7f80-9a1b-000000000002',
    username: 'ana',
    displayName: 'Ana',
    avatarUrl: null,
    isActive: true,
  },
  mayInviterInvite: true,
  createdAt: NOW,
  expiresAt: TOMORROW,
  revokedAt: null,
  mail: null,
};

describe('an invitation', () => {
  it.each([
    ['is open', invite, 'open'],
    ['is used when nobody else can come in', { ...invite, uses: 1 }, 'used'],
    ['stays open while there are uses left', { ...invite, uses: 1, maxUses: 2 }, 'open'],
    ['expires at its time', { ...invite, expiresAt: NOW }, 'expired'],
    ['is void when whoever made it may not invite any more', { ...invite, mayInviterInvite: false }, 'void'],
    ['is revoked, whatever else it is', { ...invite, uses: 1, revokedAt: NOW }, 'revoked'],
  ])('%s', (_case, state, expected) => {
    expect(stateOf(state, NOW)).toBe(expected);
  });
});
