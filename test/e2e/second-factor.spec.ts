import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SealAnew } from '../../src/auth/second-factor/seal-anew.js';
import { SecondFactorsRepository } from '../../src/auth/second-factor/second-factors.repository.js';
import { Sealing } from '../../src/auth/tokens/sealing.js';
import { SigningKeys } from '../../src/auth/tokens/signing-keys.js';
import { UnitOfWork } from '../../src/core/database/unit-of-work.js';
import { Jobs } from '../../src/core/jobs/jobs.js';
import { Metrics } from '../../src/core/metrics/metrics.js';
import { Accounts } from '../../src/users/accounts.js';
import { type AuthenticatorApp, setUpApp } from '../support/authenticator-app.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const logIn = ({ username, password }: Person, more: object = {}) =>
  app.anonymous().post('/auth/login', { login: username, password, ...more });
const challengeOf = async (person: Person, more: object = {}) => {
  const { body } = await logIn(person, more).expect(401);
  expect(body.code).toBe('second_factor_required');
  return body.challenge as string;
};
const answer = (body: object) => app.anonymous().post('/auth/second-factor', body);
const withApp = async (name: string): Promise<[Person, AuthenticatorApp]> => {
  const person = await app.person(name);
  return [person, await setUpApp(app, person)];
};
const wrong = '000000';

describe('an authenticator app', () => {
  it('is asked for once its code was confirmed, and not before', async () => {
    const ana = await app.person('ana');
    await app.as(ana).post('/auth/totp').expect(201);
    await logIn(ana).expect(200);

    const { recoveryCodes } = await setUpApp(app, ana);

    expect(new Set(recoveryCodes).size).toBe(10);
    const { body } = await logIn(ana).expect(401);
    expect(body).toMatchObject({ code: 'second_factor_required', methods: ['totp', 'recovery'] });
  });

  it('comes as a secret, an address and a picture', async () => {
    const ben = await app.person('ben');
    const { body } = await app.as(ben).post('/auth/totp').expect(201);

    expect(body.uri).toContain(`secret=${body.secret}`);
    expect(body.qr).toMatch(/^<svg/);
  });

  it('signs in with its code, as a password does alone', async () => {
    const [carl, authenticator] = await withApp('carl');
    const challenge = await challengeOf(carl);
    const { body } = await answer({ challenge, code: authenticator.nextCode() }).expect(200);

    expect(body.user.id).toBe(carl.id);
    await app.as({ token: body.accessToken }).get('/users/me').expect(200);
  });

  it('gives one session for a code that two ask with at once', async () => {
    const [dina, authenticator] = await withApp('dina');
    const code = authenticator.nextCode();
    const [one, two] = [await challengeOf(dina), await challengeOf(dina)];
    const answers = await Promise.all([answer({ challenge: one, code }), answer({ challenge: two, code })]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('that is not there cannot be removed, and no code is called wrong', async () => {
    const { token, password } = await app.person('sam');
    const removal = JSON.stringify({ password, code: wrong });

    expect((await app.as({ token }).raw('DELETE', '/auth/totp', removal).expect(404)).body.code).toBe('totp_not_found');
  });

  it('counts as a sign-in once its code was right, and not before', async () => {
    const tess = await app.person('tess');
    const authenticator = await setUpApp(app, tess);
    const signIns = async () =>
      /^parley_sign_ins_total\{outcome="succeeded"\} (\d+)$/m.exec(await app.nest.get(Metrics).registry.metrics())?.[1];
    const before = Number(await signIns());
    const challenge = await challengeOf(tess);
    expect(Number(await signIns())).toBe(before);

    await answer({ challenge, code: authenticator.nextCode() }).expect(200);

    expect(Number(await signIns())).toBe(before + 1);
  });

  it('stays good when the first secret of JWT_SECRET is another one', async () => {
    const uma = await app.person('uma');
    await setUpApp(app, uma);
    const latest = 'a-later-secret-of-at-least-32-bytes';
    const sealingWith = (...jwtSecrets: string[]) => new Sealing(new SigningKeys({ jwtSecrets }));
    const [jobs, factors] = [app.nest.get(Jobs, { strict: false }), app.nest.get(SecondFactorsRepository)];
    const [accounts, work] = [app.nest.get(Accounts, { strict: false }), app.nest.get(UnitOfWork, { strict: false })];
    const rotating = sealingWith(latest, ...app.settings.jwtSecrets);

    await new SealAnew(jobs, factors, accounts, rotating, work).handle();

    const [row] = await app.database.query<{ secret: string }>('select secret from totp_secrets where user_id = $1', [
      uma.id,
    ]);
    expect(sealingWith(latest).open(row?.secret ?? '', uma.id)).toHaveLength(27);
  });

  it('is removed with password and code, and not with a wrong one', async () => {
    const [emil, authenticator] = await withApp('emil');
    const { password } = emil;
    const remove = (code: string) => app.as(emil).raw('DELETE', '/auth/totp', JSON.stringify({ password, code }));
    expect((await remove(wrong)).body.code).toBe('wrong_code');

    await remove(authenticator.nextCode()).expect(204);

    await logIn(emil).expect(200);
  });
});

describe('a challenge', () => {
  it('takes five wrong answers, then none', async () => {
    const [fay, authenticator] = await withApp('fay');
    const challenge = await challengeOf(fay);
    for (let n = 1; n <= 5; n++)
      expect((await answer({ challenge, code: wrong }).expect(401)).body.code).toBe('wrong_code');

    const { body } = await answer({ challenge, code: authenticator.nextCode() }).expect(401);

    expect(body.code).toBe('challenge_expired');
  });

  it('is good for five minutes', async () => {
    const [gil, authenticator] = await withApp('gil');
    const challenge = await challengeOf(gil);
    await app.database.query(`update sign_in_challenges set expires_at = now() where user_id = $1`, [gil.id]);

    const { body } = await answer({ challenge, code: authenticator.nextCode() }).expect(401);
    expect(body.code).toBe('challenge_expired');
  });

  it('ends with the password that it was asked after', async () => {
    const [hana, authenticator] = await withApp('hana');
    const challenge = await challengeOf(hana);
    const passwords = { currentPassword: hana.password, newPassword: 'eight-herons-dance' };
    await app.as(hana).post('/auth/password', passwords).expect(204);

    const { body } = await answer({ challenge, code: authenticator.nextCode() }).expect(401);
    expect(body.code).toBe('challenge_expired');
  });

  it('that is open is no sign-in', async () => {
    const [ian] = await withApp('ian');
    const before = await app.database.query('select last_login from users where id = $1', [ian.id]);
    await challengeOf(ian);

    expect(await app.database.query('select last_login from users where id = $1', [ian.id])).toEqual(before);
    expect((await app.as(ian).get('/auth/sessions').expect(200)).body.items).toHaveLength(1);
  });
});

describe('a recovery code', () => {
  it('signs in once, and its owner hears how many are left', async () => {
    const [jana, { recoveryCodes }] = await withApp('jana');
    const [recoveryCode = ''] = recoveryCodes;
    const typed = `${recoveryCode.slice(0, 5)}-${recoveryCode.slice(5)}`.toLowerCase();
    await answer({ challenge: await challengeOf(jana), recoveryCode: typed }).expect(200);

    const again = await answer({ challenge: await challengeOf(jana), recoveryCode }).expect(401);

    expect(again.body.code).toBe('wrong_code');
    const { items } = (await app.as(jana).get('/users/me/security-notices').expect(200)).body;
    expect(items).toContainEqual(expect.objectContaining({ kind: 'recovery_code_used', remaining: 9 }));
  });

  it('is void once there are new ones', async () => {
    const [kim, { recoveryCodes }] = await withApp('kim');
    const { body } = await app.as(kim).post('/auth/recovery-codes').expect(200);

    const old = await answer({ challenge: await challengeOf(kim), recoveryCode: recoveryCodes[0] }).expect(401);
    expect(old.body.code).toBe('wrong_code');
    await answer({ challenge: await challengeOf(kim), recoveryCode: body.recoveryCodes[0] }).expect(200);
  });
});

describe('a device that is trusted', () => {
  const trusted = async (person: Person, authenticator: AuthenticatorApp): Promise<string> => {
    const challenge = await challengeOf(person);
    const code = authenticator.nextCode();
    return (await answer({ challenge, code, trustDevice: true }).expect(200)).body.deviceToken as string;
  };

  it('signs in with the password alone, others do not', async () => {
    const [leo, authenticator] = await withApp('leo');
    const deviceToken = await trusted(leo, authenticator);

    await logIn(leo, { deviceToken }).expect(200);
    await logIn(leo).expect(401);
  });

  it('is asked again once its owner signs out everywhere else', async () => {
    const [mia, authenticator] = await withApp('mia');
    const deviceToken = await trusted(mia, authenticator);
    await app.as(mia).delete('/auth/sessions').expect(204);

    await logIn(mia, { deviceToken }).expect(401);
  });
});

describe('an administrator', () => {
  it('takes the factors from somebody who lost them: they are signed out, and told', async () => {
    const [nora] = await withApp('nora');
    const reset = (by: Pick<Person, 'token'>) =>
      app.as(by).post(`/admin/users/${nora.id}/two-factor/reset`, { reason: 'Lost the phone.' });
    await reset(await app.person('omar', { isStaff: true })).expect(403);
    await reset(app.root).expect(204);

    await app.as(nora).get('/users/me').expect(401);
    const back = await app.signIn('nora');
    const { items } = (await app.as(back).get('/users/me/security-notices').expect(200)).body;
    expect(items.map(({ kind }: { kind: string }) => kind)).toContain('factor_reset');
  });

  it('sees who has one, and finds them by it', async () => {
    const [paul] = await withApp('paul');
    const quin = await app.person('quin');
    const ids = async (query: string) =>
      (await app.as(app.root).get(`/admin/users?limit=100&${query}`).expect(200)).body.items.map(
        ({ id, twoFactor }: { id: string; twoFactor: boolean }) => `${id} ${twoFactor}`,
      );

    expect(await ids('twoFactor=true')).toContain(`${paul.id} true`);
    expect(await ids('twoFactor=true')).not.toContain(`${quin.id} false`);
    expect(await ids('twoFactor=false')).toContain(`${quin.id} false`);
    expect(await ids('twoFactor=false')).not.toContain(`${paul.id} true`);
  });
});

describe('wrong codes', () => {
  it('count as wrong passwords do: the right one is refused for a while', async () => {
    const strict = await TestApp.start({ rateLimits: true });
    try {
      const rita = await strict.person('rita');
      await setUpApp(strict, rita);
      const login = { login: 'rita', password: rita.password };
      const { body } = await strict.anonymous().post('/auth/login', login).expect(401);
      for (let n = 1; n <= 5; n++)
        await strict.anonymous().post('/auth/second-factor', { challenge: body.challenge, code: wrong }).expect(401);

      await strict.anonymous().post('/auth/login', login).expect(429);
    } finally {
      await strict.stop();
    }
  });
});
