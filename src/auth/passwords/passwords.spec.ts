import { describe, expect, it, jest } from '@jest/globals';
import * as argon2 from '@node-rs/argon2';
import type { OrganisationSettings } from '../../core/organisation/organisation-settings.js';
import { PasswordTooCommon } from '../auth.errors.js';

const verify = jest.fn(argon2.verify);
jest.unstable_mockModule('@node-rs/argon2', () => ({ ...argon2, verify }));
const { Passwords } = await import('./passwords.js');

const OWNER = { username: 'ana.berg', email: 'ana@example.org' };
const DJANGO_SHA256 = 'pbkdf2_sha256$1000$seasalt$kiRd2jJG7eUiGWDVqvxKWQq7jyQIBAUdGByItj25SEU=';
/** Kind, version, memory, rounds and lanes: what decides how long a comparison takes. */
const costOf = (hash: string) => hash.split('$').slice(0, 4).join('$');

describe('passwords', () => {
  const passwords = new Passwords({ get: () => Promise.resolve(10) } as unknown as OrganisationSettings);

  it('knows a password that was chosen here, and no other', async () => {
    const hash = await passwords.hashChosen('seven-otters-sing', OWNER);

    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify('seven-otters-sing', hash)).toEqual({ matches: true });
    expect(await passwords.verify('seven-otters-swim', hash)).toEqual({ matches: false });
  });

  const COMPOSED = 'caf\u00e9-seven-otters';
  const DECOMPOSED = 'cafe\u0301-seven-otters';

  it('knows a password however its accents and spaces were typed', async () => {
    const hash = await passwords.hashChosen(DECOMPOSED, OWNER);
    const spaced = await passwords.hashChosen('seven otters\u3000sing', OWNER);

    expect(await passwords.verify(COMPOSED, hash)).toEqual({ matches: true });
    expect(await passwords.verify(DECOMPOSED, hash)).toEqual({ matches: true });
    expect(await passwords.verify('seven\u00a0otters sing', spaced)).toEqual({ matches: true });
    expect(await passwords.verify('cafe-seven-otters', hash)).toEqual({ matches: false });
  });

  it('takes one that was hashed as it was typed, and offers a hash that knows every way to type it', async () => {
    const verdict = await passwords.verify(DECOMPOSED, await argon2.hash(DECOMPOSED));

    expect(verdict).toEqual({ matches: true, upgradedHash: expect.any(String) });
    expect(await passwords.verify(COMPOSED, verdict.upgradedHash)).toEqual({ matches: true });
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

  it.each([
    ['of somebody who does not exist', undefined],
    ['that Django marked as unusable', '!kq3Lh0eYy'],
  ])('does the whole work of a comparison against a hash %s', async (_case, hash) => {
    const real = await passwords.hashChosen('seven-otters-sing', OWNER);
    verify.mockClear();

    await passwords.verify('not-the-password', real);
    await passwords.verify('not-the-password', hash);

    const compared = verify.mock.calls.map(([hash]) => String(hash));
    expect(compared).toHaveLength(2);
    expect(compared.map(costOf)).toEqual([costOf(real), costOf(real)]);
    expect(compared[1]).toHaveLength(real.length);
  });

  it('refuses to hash what anybody would try, naming the field', async () => {
    await expect(passwords.hashChosen('password123', OWNER, '/newPassword')).rejects.toMatchObject({
      constructor: PasswordTooCommon,
      extensions: { errors: [{ pointer: '/newPassword', code: 'password_too_common' }] },
    });
  });
});
