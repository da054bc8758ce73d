import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Unauthenticated } from '../../core/errors/request-problems.js';
import { FilePasses } from '../../core/security/file-passes.js';
import type { Revocation, Revocations } from '../../core/security/revocations/revocations.js';
import type { Accounts } from '../../users/accounts.js';
import type { SecondFactorPolicy } from '../second-factor/second-factor-policy.service.js';
import type { SessionsRepository } from '../sessions/sessions.repository.js';
import type { JwtVerifier } from './jwt-verifier.js';
import { TokenAuthenticator } from './token-authenticator.js';
import { UserPermission } from '../../users/users.permissions.js';

describe('who holds an access token', () => {
  const verify = jest.fn<JwtVerifier['verify']>();
  const isOpen = jest.fn<SessionsRepository['isOpen']>();
  const standing = jest.fn<Accounts['standing']>();
  let age = 0;
  let revoke: (revocation: Revocation) => void;
  let authenticator: TokenAuthenticator;

  beforeEach(() => {
    jest.resetAllMocks();
    age = 0;
    verify.mockImplementation(async () => ({ userId: 'ana', sessionId: 's1', expiresAt: Date.now() + 60_000 }));
    isOpen.mockResolvedValue(true);
    standing.mockResolvedValue({ isActive: true, isStaff: false, isSuperuser: false, rolePermissions: [] });
    const revocations = { age: () => age, onRevoked: (listener: typeof revoke) => (revoke = listener) };
    authenticator = new TokenAuthenticator(
      { verify } as unknown as JwtVerifier,
      new FilePasses({ jwtSecrets: ['a secret of at least 32 bytes, for passes'] }),
      { isOpen } as unknown as SessionsRepository,
      { standing } as unknown as Accounts,
      { dueAt: () => Promise.resolve(undefined) } as unknown as SecondFactorPolicy,
      revocations as unknown as Revocations,
    );
  });

  it('is found once, then known', async () => {
    await authenticator.authenticate('token');
    const { principal } = await authenticator.authenticate('token');

    expect(principal).toMatchObject({ userId: 'ana', sessionId: 's1', isStaff: false });
    expect(verify).toHaveBeenCalledTimes(1);
  });

  it('is found once for requests that come together', async () => {
    await Promise.all(['token', 'token', 'token'].map((token) => authenticator.authenticate(token)));

    expect(verify).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['the session has ended', () => isOpen.mockResolvedValue(false)],
    [
      'the account is deactivated',
      () => standing.mockResolvedValue({ isActive: false, isStaff: false, isSuperuser: false, rolePermissions: [] }),
    ],
    ['there is no such account', () => standing.mockResolvedValue(undefined)],
  ])('is nobody when %s', async (_case, arrange) => {
    arrange();

    await expect(authenticator.authenticate('token')).rejects.toBeInstanceOf(Unauthenticated);
  });

  it('of a session that has ended is refused the second time without asking again', async () => {
    isOpen.mockResolvedValue(false);
    await expect(authenticator.authenticate('token')).rejects.toBeInstanceOf(Unauthenticated);
    expect(isOpen).toHaveBeenCalledTimes(1);

    await expect(authenticator.authenticate('token')).rejects.toBeInstanceOf(Unauthenticated);

    expect([verify, isOpen, standing].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
  });

  it.each<[string, Revocation]>([
    ['their session ended', { kind: 'session', userId: 'ana', sessionId: 's1' }],
    ['they were deactivated', { kind: 'user', userId: 'ana' }],
  ])('is asked again after %s', async (_case, revocation) => {
    await authenticator.authenticate('token');
    isOpen.mockResolvedValue(false);

    revoke(revocation);

    await expect(authenticator.authenticate('token')).rejects.toBeInstanceOf(Unauthenticated);
  });

  it('is at hand without waiting while every revocation is known, and only then', async () => {
    expect(authenticator.peek('token')).toBeUndefined();
    const known = await authenticator.authenticate('token');
    expect(authenticator.peek('token')).toBe(known);

    age = 1_001;
    expect(authenticator.peek('token')).toBeUndefined();
    age = 0;
    revoke({ kind: 'session', userId: 'ana', sessionId: 's1' });
    expect(authenticator.peek('token')).toBeUndefined();
  });

  it('has new permissions after a change of roles', async () => {
    const before = await authenticator.authenticate('token');
    standing.mockResolvedValue({ isActive: true, isStaff: true, isSuperuser: false, rolePermissions: [] });

    revoke({ kind: 'roles', userId: 'ana' });

    const after = await authenticator.authenticate('token');
    expect([before, after].map(({ principal }) => principal.permissions.has(UserPermission.Manage))).toEqual([
      false,
      true,
    ]);
  });

  it('is not remembered when a revocation came while it was being found out', async () => {
    isOpen.mockImplementationOnce(async () => {
      revoke({ kind: 'session', userId: 'ana', sessionId: 's1' });
      return true;
    });
    await authenticator.authenticate('token');
    isOpen.mockResolvedValue(false);

    await expect(authenticator.authenticate('token')).rejects.toBeInstanceOf(Unauthenticated);
  });

  it('is read from the database each time while this node may have missed a revocation', async () => {
    await authenticator.authenticate('token');

    age = 1_001;
    isOpen.mockResolvedValue(false);
    await expect(authenticator.authenticate('token')).rejects.toBeInstanceOf(Unauthenticated);

    age = 0;
    await expect(authenticator.authenticate('token')).rejects.toBeInstanceOf(Unauthenticated);
  });
});
