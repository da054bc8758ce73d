import { describe, expect, it } from '@jest/globals';
import { permissionsOf } from '../../core/security/permissions.js';
import { VerifiedTokens } from './verified-tokens.js';

const flags = { isStaff: false, isSuperuser: false };
const of = (userId: string, sessionId: string, expiresAt = 1_000) => ({
  principal: { userId, sessionId, ...flags, permissions: permissionsOf({ ...flags, rolePermissions: [] }) },
  expiresAt,
});

describe('tokens that were verified', () => {
  it('are remembered until they expire', () => {
    const tokens = new VerifiedTokens();
    tokens.remember('token', of('ana', 's1'));

    expect([tokens.get('token', 999)?.principal.userId, tokens.get('token', 1_000)]).toEqual(['ana', undefined]);
  });

  it('are forgotten with their session, and the other sessions of the person are not', () => {
    const tokens = new VerifiedTokens();
    tokens.remember('laptop', of('ana', 's1'));
    tokens.remember('phone', of('ana', 's2'));

    tokens.forgetSession('ana', 's1');

    expect([tokens.get('laptop', 0), tokens.get('phone', 0)?.principal.sessionId]).toEqual([undefined, 's2']);
  });

  it('are forgotten with their person, and other people’s are not', () => {
    const tokens = new VerifiedTokens();
    tokens.remember('laptop', of('ana', 's1'));
    tokens.remember('phone', of('ana', 's2'));
    tokens.remember('other', of('ben', 's3'));

    tokens.forgetPerson('ana');

    const left = ['laptop', 'phone', 'other'].filter((token) => tokens.get(token, 0));
    expect(left).toEqual(['other']);
  });

  it('make room, the oldest first', () => {
    const tokens = new VerifiedTokens(2);
    for (const token of ['a', 'b', 'c']) tokens.remember(token, of('ana', token));

    expect(['a', 'b', 'c'].filter((token) => tokens.get(token, 0))).toEqual(['b', 'c']);
  });
});
