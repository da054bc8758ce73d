import { describe, expect, it } from '@jest/globals';
import { PasswordTooCommon } from '../auth.errors.js';
import { Passwords } from './passwords.js';

const OWNER = { username: 'ana.berg', email: 'ana@example.org' };
const DJANGO_SHA256 = 'pbkdf2_sha256$1000$seasalt$kiRd2jJG7eUiGWDVqvxKWQq7jyQIBAUdGByItj25SEU=';

describe('passwords', () => {
  const passwords = new Passwords();

  it('knows a password that was chosen here, and no other', async () => {
    const hash = await passwords.hashChosen('seven-otters-sing', OWNER);

    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify('seven-otters-sing', hash)).toEqual({ matches: true });
    expect(await passwords.verify('seven-otters-swim', hash)).toEqual({ matches: false });
  });

  it('takes a password that Django hashed, and offers a hash of today to keep instead', async () => {
    const verdict = await passwords.verify('seven-otters-sing', DJANGO_SHA256);

    expect(verdict).toEqual({ matches: true, upgradedHash: expect.stringMatching(/^\$argon2id\$/) });
    expect(await passwords.verify('seven-otters-sing', verdict.upgradedHash)).toEqual({ matches: true });
    expect(await passwords.verify('seven-otters-swim', DJANGO_SHA256)).toEqual({ matches: false });
  });

  it.each([
    ['of somebody who does not exist', undefined],
    ['that Django marked as unusable', '!kq3Lh0eYy'],
    ['of an unknown kind', 'md5$salt$abc'],
    ['of Django, but broken', 'pbkdf2_sha256$many$seasalt$abc'],
    ['of Django, at an absurd cost', DJANGO_SHA256.replace('1000', '9999999')],
  ])('matches nothing against a hash %s', async (_case, hash) => {
    expect(await passwords.verify('seven-otters-sing', hash)).toEqual({ matches: false });
  });

  it('compares as long for nobody as for somebody', async () => {
    const hash = await passwords.hashChosen('seven-otters-sing', OWNER);
    const took = async (of: string | undefined) => {
      const startedAt = performance.now();
      await passwords.verify('not-the-password', of);
      return performance.now() - startedAt;
    };
    const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    const somebody: number[] = [];
    const nobody: number[] = [];
    for (let i = 0; i < 15; i++) {
      somebody.push(await took(hash));
      nobody.push(await took(undefined));
    }

    const ratio = median(nobody) / median(somebody);

    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('refuses to hash what anybody would try, naming the field', async () => {
    await expect(passwords.hashChosen('password123', OWNER, '/newPassword')).rejects.toMatchObject({
      constructor: PasswordTooCommon,
      extensions: { errors: [{ pointer: '/newPassword', code: 'password_too_common' }] },
    });
  });
});
