import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { linksIn, MailServer } from '../support/mail-server.js';
import { type Person, TestApp } from '../support/test-app.js';

let mails: MailServer;
let app: TestApp;
beforeAll(async () => {
  mails = await MailServer.start();
  app = await TestApp.start({ publicUrl: 'https://parley.example.org', smtpUrl: mails.url });
});
afterAll(async () => {
  await app.stop();
  await mails.stop();
});

const NEW_PASSWORD = 'eight-herons-dance';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:149.0) Gecko/20100101 Firefox/149.0';

const noticesOf = async (person: Pick<Person, 'token'>) =>
  (await app.as(person).get('/users/me/security-notices').expect(200)).body.items as {
    kind: string;
    at: string;
    ip: string;
    userAgent: string;
  }[];
const kindsOf = async (person: Pick<Person, 'token'>) => (await noticesOf(person)).map(({ kind }) => kind);
/** Signs in with a browser, and answers the session with what names the device from now on. */
const signIn = async ({ username, password }: Pick<Person, 'username' | 'password'>, more: object = {}) => {
  const { body } = await app
    .anonymous()
    .with({ 'user-agent': FIREFOX })
    .post('/auth/login', { login: username, password, ...more })
    .expect(200);
  return { token: body.accessToken as string, deviceToken: body.deviceToken as string | undefined };
};
const subjectsTo = (username: string) => mails.to(`${username}@parley.example`).map(({ subject }) => subject);

describe('a sign-in from a device that was never used', () => {
  it('is told to whoever has the account, on their other devices and by mail', async () => {
    const ana = await app.person('ana', { firstName: 'Ana' });
    expect(await noticesOf(ana)).toEqual([]);
    const other = await signIn(ana);

    expect(await noticesOf(ana)).toMatchObject([{ kind: 'device_new', ip: '127.0.0.1', userAgent: FIREFOX }]);
    expect(await noticesOf(other)).toEqual([]);
    const { subject, text } = await mails.next('ana@parley.example');
    expect(subject).toBe('New sign-in to your account');
    expect(text).toMatch(/Hello Ana,/);
    expect(text).toMatch(/When: .+ UTC\nFirefox on Linux · 127\.0\.0\.1/);
    expect(linksIn({ text } as never).map(String)).toEqual(['https://parley.example.org/settings']);
  });

  it('is told once a day, and not at all where the device is known', async () => {
    const ben = await app.person('ben');
    const { deviceToken } = await signIn(ben);
    await signIn(ben);
    await app.database.query(`delete from security_notices where user_id = $1`, [ben.id]);

    await signIn(ben, { deviceToken });
    expect(await noticesOf(ben)).toEqual([]);
    await signIn(ben);
    expect(await kindsOf(ben)).toEqual(['device_new']);
  });

  it('is told of a device that others use too, unless it was used before', async () => {
    const carl = await app.person('carl');
    const { deviceToken } = await signIn(carl);
    await app.database.query(`delete from security_notices where user_id = $1`, [carl.id]);

    await signIn(carl, { shared: true, deviceToken });
    expect(await noticesOf(carl)).toEqual([]);
    await signIn(carl, { shared: true });
    expect(await kindsOf(carl)).toEqual(['device_new']);
  });
});

describe('whoever has an account hears', () => {
  it('that its password was changed, but not where they did it', async () => {
    const dina = await app.person('dina');
    const passwords = { currentPassword: dina.password, newPassword: NEW_PASSWORD };
    await app.as(dina).post('/auth/password', passwords).expect(204);
    const other = await app.signIn('dina', NEW_PASSWORD);

    expect(await kindsOf(other)).toContain('password_changed');
    expect(await kindsOf(dina)).not.toContain('password_changed');
    await eventually(() => expect(subjectsTo('dina')).toContain('Your password was changed'), 15_000);
  });

  it('that it was changed by a link', async () => {
    const emil = await app.person('emil');
    const { body } = await app.as(app.root).post(`/admin/users/${emil.id}/password-link`).expect(201);
    const token = new URL(body.url).searchParams.get('token');
    await app.anonymous().post('/auth/password/reset', { token, newPassword: NEW_PASSWORD }).expect(204);

    expect(await kindsOf(await app.signIn('emil', NEW_PASSWORD))).toContain('password_changed');
  });

  it('that its address was changed, also where they read until then', async () => {
    const fay = await app.person('fay');
    await app.as(app.root).patch(`/admin/users/${fay.id}`, { email: 'fay.new@parley.example' }).expect(200);

    expect(await noticesOf(fay)).toMatchObject([{ kind: 'email_changed', ip: '', userAgent: '' }]);
    expect((await mails.next('fay@parley.example')).text).toContain('By an administrator');
    expect((await mails.next('fay.new@parley.example')).subject).toBe('Your email address was changed');
  });

  it('that its address was changed once at the new one, though nobody takes mail at the former one', async () => {
    const finn = await app.person('finn');
    mails.refused.set('finn@parley.example', 451);
    await app.as(app.root).patch(`/admin/users/${finn.id}`, { email: 'finn.new@parley.example' }).expect(200);
    await mails.next('finn.new@parley.example');
    await eventually(async () => {
      const waiting = `select data from jobs.job where name = 'security-notice.mail' and state = 'retry'`;
      const rows = await app.database.query(waiting);
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain('finn');
    }, 15_000);
    mails.refused.clear();
    await app.database.query(`update jobs.job set start_after = now() where state = 'retry'`);

    expect((await mails.next('finn@parley.example')).subject).toBe('Your email address was changed');
    expect(mails.to('finn.new@parley.example')).toHaveLength(1);
  });

  it('that its roles were changed, each time', async () => {
    const gil = await app.person('gil');
    const patch = (isStaff: boolean) => app.as(app.root).patch(`/admin/users/${gil.id}`, { isStaff }).expect(200);
    await patch(true);
    await patch(false);
    const { body } = await app.as(app.root).get('/admin/roles').expect(200);
    const auditor = body.items.find(({ key }: { key: string }) => key === 'auditor').id as string;
    await app.as(app.root).put(`/admin/users/${gil.id}/roles/${auditor}`).expect(204);

    expect(await kindsOf(gil)).toEqual(['roles_changed', 'roles_changed', 'roles_changed']);
    await eventually(() => expect(subjectsTo('gil')).toHaveLength(3), 15_000);
  });
});

describe('what was seen', () => {
  it('is gone on all devices, and what came later is not', async () => {
    const hana = await app.person('hana');
    const other = await app.signIn('hana');
    const change = () =>
      app.as(app.root).patch(`/admin/users/${hana.id}`, { email: `hana${Math.random()}@parley.example` });
    await change().expect(200);
    const [newest] = await noticesOf(hana);
    await change().expect(200);

    await app.as(hana).post('/users/me/security-notices/seen', { until: newest?.at }).expect(204);

    expect(await kindsOf(other)).toEqual(['email_changed']);
    expect(await kindsOf(hana)).toEqual(['email_changed']);
  });

  it('is a moment', async () => {
    const { body } = await app.as(app.root).post('/users/me/security-notices/seen', { until: 'now' }).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/until' }]);
  });

  it('is nobody else’s', async () => {
    const [ida, jan] = await app.people('ida', 'jan');
    await app.as(app.root).patch(`/admin/users/${ida.id}`, { isStaff: true }).expect(200);
    await app.as(jan).post('/users/me/security-notices/seen', { until: new Date().toISOString() }).expect(204);

    expect(await kindsOf(jan)).toEqual([]);
    expect(await kindsOf(ida)).toEqual(['roles_changed']);
  });
});
