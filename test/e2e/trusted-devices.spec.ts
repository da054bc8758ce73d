import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setUpApp } from '../support/authenticator-app.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start({ publicUrl: 'https://parley.example.org' });
});
afterAll(() => app.stop());

const NEW_PASSWORD = 'eight-herons-dance';
const logIn = (username: string, password: string, more: object = {}) =>
  app.anonymous().post('/auth/login', { login: username, password, ...more });
/** Somebody with an authenticator app, and the token of the device that they trust. */
const trusting = async (name: string, more: object = {}) => {
  const person = await app.person(name);
  const authenticator = await setUpApp(app, person);
  const { challenge } = (await logIn(name, person.password, more).expect(401)).body;
  const answer = { challenge, code: authenticator.nextCode(), trustDevice: true };
  const { body } = await app.anonymous().post('/auth/second-factor', answer).expect(200);
  return { person, authenticator, deviceToken: body.deviceToken as string };
};
const asksFor = async (person: Person, deviceToken: string, password = person.password) => {
  const { status, body } = await logIn(person.username, password, { deviceToken });
  return status === 200 ? 'nothing' : (body.code as string);
};

describe('trust in a device', () => {
  it('lasts thirty days', async () => {
    const { person, deviceToken } = await trusting('ana');
    const passes = (days: number) =>
      app.database.query(
        `update known_devices set trusted_until = trusted_until - make_interval(days => $2) where user_id = $1`,
        [person.id, days],
      );
    await passes(29);
    expect(await asksFor(person, deviceToken)).toBe('nothing');

    await passes(1);

    expect(await asksFor(person, deviceToken)).toBe('second_factor_required');
  });

  it('ends with another password', async () => {
    const { person, deviceToken } = await trusting('ben');
    const passwords = { currentPassword: person.password, newPassword: NEW_PASSWORD };
    await app.as(person).post('/auth/password', passwords).expect(204);

    expect(await asksFor(person, deviceToken, NEW_PASSWORD)).toBe('second_factor_required');
  });

  it('ends with a password that was chosen by a link', async () => {
    const { person, deviceToken } = await trusting('carl');
    const { body } = await app.as(app.root).post(`/admin/users/${person.id}/password-link`).expect(201);
    await app
      .anonymous()
      .post('/auth/password/reset', { token: new URL(body.url).searchParams.get('token'), newPassword: NEW_PASSWORD })
      .expect(204);

    expect(await asksFor(person, deviceToken, NEW_PASSWORD)).toBe('second_factor_required');
  });

  it('ends with the factor, and stays so when there is another one', async () => {
    const { person, authenticator, deviceToken } = await trusting('dina');
    const { password } = person;
    const [code] = authenticator.recoveryCodes;
    await app.as(person).raw('DELETE', '/auth/totp', JSON.stringify({ password, code })).expect(204);
    await setUpApp(app, person);

    expect(await asksFor(person, deviceToken)).toBe('second_factor_required');
  });

  it('ends with a reset, and stays so when there is another factor', async () => {
    const { person, deviceToken } = await trusting('emil');
    const reset = { reason: 'Lost the phone.' };
    await app.as(app.root).post(`/admin/users/${person.id}/two-factor/reset`, reset).expect(204);
    await setUpApp(app, await app.signIn('emil'));

    expect(await asksFor(person, deviceToken)).toBe('second_factor_required');
  });

  it('is given to none that others use too', async () => {
    const { person, deviceToken } = await trusting('fay', { shared: true });

    expect(deviceToken).toBeUndefined();
    const trusted = await app.database.query(
      'select 1 from known_devices where user_id = $1 and trusted_until is not null',
      [person.id],
    );
    expect(trusted).toEqual([]);
  });

  it('is of one person: another who signs in there is asked', async () => {
    const { deviceToken } = await trusting('gil');
    const hana = await app.person('hana');
    await setUpApp(app, hana);

    expect(await asksFor(hana, deviceToken)).toBe('second_factor_required');
  });
});
