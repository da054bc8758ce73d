import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { Passwords } from '../../src/auth/passwords/passwords.js';
import { setUpApp } from '../support/authenticator-app.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const NEW_PASSWORD = 'eight-herons-dance';
const challengeOf = async ({ username, password }: Person) =>
  (await app.anonymous().post('/auth/login', { login: username, password }).expect(401)).body.challenge as string;
const answer = (body: object) => app.anonymous().post('/auth/second-factor', body);
/** Does this once the next password was compared, before anything follows from that. */
const afterNextComparison = (act: () => PromiseLike<unknown>) => {
  const passwords = app.nest.get(Passwords, { strict: false });
  const verify = passwords.verify.bind(passwords);
  jest.spyOn(passwords, 'verify').mockImplementationOnce(async (...args) => {
    const verdict = await verify(...args);
    await act();
    return verdict;
  });
};

describe('of two at once', () => {
  it('one signs in with a recovery code', async () => {
    const ana = await app.person('ana');
    const { recoveryCodes } = await setUpApp(app, ana);
    const [recoveryCode] = recoveryCodes;
    const challenges = [await challengeOf(ana), await challengeOf(ana)];

    const answers = await Promise.all(challenges.map((challenge) => answer({ challenge, recoveryCode })));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('one answers a challenge, and the code of the other is not spent', async () => {
    const ben = await app.person('ben');
    const { recoveryCodes } = await setUpApp(app, ben);
    const challenge = await challengeOf(ben);

    const answers = await Promise.all(
      recoveryCodes.slice(0, 4).map((recoveryCode) => answer({ challenge, recoveryCode })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
    expect((await app.as(ben).get('/auth/second-factor').expect(200)).body.recoveryCodesLeft).toBe(9);
  });

  it('signing all other devices out waits for what is under way with the account', async () => {
    const dora = await app.person('dora');
    const other = new Client(app.database.url);
    await other.connect();
    await other.query('begin');
    await other.query('select from users where id = $1 for no key update', [dora.id]);

    const ended = Promise.resolve(app.as(dora).delete('/auth/sessions').expect(204));
    await eventually(async () => {
      const waiting = await app.database.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(waiting).toHaveLength(1);
    });
    await other.query('rollback');
    await other.end();

    await ended;
  });

  it('one session is confirmed by a code', async () => {
    const carl = await app.person('carl');
    const sessions = [carl, await app.signIn('carl')];
    const authenticator = await setUpApp(app, carl);
    const code = authenticator.nextCode();

    const answers = await Promise.all(sessions.map((session) => app.as(session).post('/auth/confirm', { code })));

    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
  });
});

describe('a password that is replaced while it is compared', () => {
  const replace = (person: Person) =>
    app.as(person).post('/auth/password', { currentPassword: person.password, newPassword: NEW_PASSWORD }).expect(204);

  it('confirms nothing, in the session that replaced it neither', async () => {
    const dina = await app.person('dina');
    await app.database.query(`update sessions set confirmed_at = now() - interval '1 hour' where user_id = $1`, [
      dina.id,
    ]);
    afterNextComparison(() => replace(dina));

    const { body } = await app.as(dina).post('/auth/confirm', { password: dina.password }).expect(403);

    expect(body.code).toBe('wrong_password');
    expect((await app.as(dina).post('/auth/totp').expect(403)).body.code).toBe('confirmation_required');
  });

  it('takes no authenticator app away', async () => {
    const emil = await app.person('emil');
    const { recoveryCodes } = await setUpApp(app, emil);
    afterNextComparison(() => replace(emil));

    const removal = JSON.stringify({ password: emil.password, code: recoveryCodes[0] });
    const { body } = await app.as(emil).raw('DELETE', '/auth/totp', removal).expect(403);

    expect(body.code).toBe('wrong_password');
    expect((await app.as(emil).get('/auth/second-factor').expect(200)).body.totp).not.toBeNull();
  });

  it('opens no challenge', async () => {
    const fay = await app.person('fay');
    await setUpApp(app, fay);
    afterNextComparison(() => replace(fay));

    const { body } = await app.anonymous().post('/auth/login', { login: 'fay', password: fay.password }).expect(401);

    expect(body.code).toBe('invalid_credentials');
  });
});

describe('a factor that is added while a password is compared', () => {
  it('is asked for', async () => {
    const gil = await app.person('gil');
    afterNextComparison(() => setUpApp(app, gil));

    const { body } = await app.anonymous().post('/auth/login', { login: 'gil', password: gil.password }).expect(401);

    expect(body.code).toBe('second_factor_required');
  });
});
