import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let staff: Person;
beforeAll(async () => {
  app = await TestApp.start({ publicUrl: 'https://parley.example.org' });
  staff = await app.person('staff', { isStaff: true });
});
afterAll(() => app.stop());

const NEW_PASSWORD = 'eight-herons-dance';
const recordOf = async (targetId: string) =>
  (
    await app.database.query<{ action: string }>('select action from audit_log where target_id = $1 order by id', [
      targetId,
    ])
  ).map(({ action }) => action);

describe('a password link', () => {
  const linkFor = async (target: Pick<Person, 'id'>, maker: Person = staff) => {
    const { body } = await app.as(maker).post(`/admin/users/${target.id}/password-link`).expect(201);
    return { ...body, token: new URL(body.url).searchParams.get('token') ?? '' };
  };
  const look = (token: string) => app.anonymous().get(`/auth/password/reset/${token}`);
  const reset = (token: string, newPassword = NEW_PASSWORD) =>
    app.anonymous().post('/auth/password/reset', { token, newPassword });

  it('lets somebody who is locked out choose another password, once, and ends all their sessions', async () => {
    const ana = await app.person('ana');
    const socket = await app.socketOf(ana);
    const { url, token, expiresAt } = await linkFor(ana);

    await reset(token).expect(204);

    expect(url).toBe(`https://parley.example.org/reset-password?token=${token}`);
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(24 * 60 * 60 * 1_000);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await socket.closed()).toBe(4401);
    await app.as(ana).get('/users/me').expect(401);
    await app.anonymous().post('/auth/login', { login: 'ana', password: ana.password }).expect(401);
    await app.signIn('ana', NEW_PASSWORD);
    expect((await reset(token, 'nine-newts-nap').expect(404)).body.code).toBe('password_link_invalid');
    expect(await recordOf(ana.id)).toEqual(expect.arrayContaining(['user.password-link-created', 'password.reset']));
  });

  it('is not spent by looking, nor by a password that is too easy', async () => {
    const ben = await app.person('ben', { firstName: 'Ben', lastName: 'Cole' });
    const { token } = await linkFor(ben);

    expect((await look(token).expect(200)).body).toMatchObject({ username: 'ben', displayName: 'Ben Cole' });
    expect((await reset(token, 'september2026').expect(400)).body.errors).toMatchObject([{ pointer: '/newPassword' }]);
    await look(token).expect(200);
    await reset(token).expect(204);
  });

  it('is spent once, though two use it at the same moment', async () => {
    const carl = await app.person('carl');
    const { token } = await linkFor(carl);

    const answers = await Promise.all([reset(token), reset(token, 'nine-newts-nap')]);

    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  });

  it('ends after a day, with a newer link, and when the password was changed meanwhile', async () => {
    const dina = await app.person('dina');
    const replaced = await linkFor(dina);
    const outrun = await linkFor(dina);
    await look(replaced.token).expect(404);
    const passwords = { currentPassword: dina.password, newPassword: NEW_PASSWORD };
    await app.as(dina).post('/auth/password', passwords).expect(204);
    await look(outrun.token).expect(404);
    const late = await linkFor(dina);
    await app.database.query(`update password_links set expires_at = now() where user_id = $1`, [dina.id]);

    await look(late.token).expect(404);
    await reset(late.token).expect(404);
    expect(
      (await app.database.query('select * from password_links')).every(
        (row) => !JSON.stringify(row).includes(late.token),
      ),
    ).toBe(true);
  });

  it.each([
    ['who made it is no longer staff', 'maker', { isStaff: false }, { isStaff: true }],
    ['who made it is deactivated', 'maker', { isActive: false }, { isActive: true }],
    ['the account is made staff', 'account', { isStaff: true }, { isStaff: false }],
    ['the account is deactivated', 'account', { isActive: false }, { isActive: true }],
  ] as const)('ends when %s, and stays so when that is undone', async (_case, who, change, undo) => {
    const name = `${who}.${Object.keys(change)[0]}`.toLowerCase();
    const account = await app.person(`of.${name}`);
    const maker = await app.person(`by.${name}`, { isStaff: true });
    const unconcerned = await linkFor(await app.person(`beside.${name}`));
    const { token } = await linkFor(account, maker);
    const { id } = who === 'maker' ? maker : account;

    for (const changes of [change, undo]) await app.as(app.root).patch(`/admin/users/${id}`, changes).expect(200);

    await look(token).expect(404);
    await reset(token).expect(404);
    await look(unconcerned.token).expect(200);
  });

  it('stays good when who made it keeps the right', async () => {
    const maker = await app.person('maker.kept', { isStaff: true, isSuperuser: true });
    const { token } = await linkFor(await app.person('account.kept'), maker);

    await app.as(app.root).patch(`/admin/users/${maker.id}`, { isSuperuser: false }).expect(200);

    await look(token).expect(200);
  });

  it('ends with the right of who made it', async () => {
    const eve = await app.person('eve');
    const maker = await app.person('maker', { isStaff: true });
    const { token } = await linkFor(eve, maker);
    await look(token).expect(200);

    await app.as(app.root).patch(`/admin/users/${maker.id}`, { isStaff: false }).expect(200);

    await look(token).expect(404);
    await reset(token).expect(404);
  });

  it('is made by those who hold every right of the account, and for nobody’s own', async () => {
    const codeFor = async (maker: Person, target: Pick<Person, 'id'>, status: number) =>
      (await app.as(maker).post(`/admin/users/${target.id}/password-link`).expect(status)).body.code;
    const member = await app.person('member');
    const gone = await app.person('gone');
    await app.as(app.root).patch(`/admin/users/${gone.id}`, { isActive: false }).expect(200);

    expect(await codeFor(staff, app.root, 403)).toBe('account_protected');
    expect(await codeFor(member, staff, 403)).toBe('permission_denied');
    expect(await codeFor(app.root, app.root, 409)).toBe('own_password_link');
    expect(await codeFor(staff, gone, 409)).toBe('account_inactive');
    expect(await codeFor(staff, { id: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' }, 404)).toBe('user_not_found');
    await linkFor(staff, app.root);
  });
});

describe('signing others out', () => {
  it('ends all their sessions and sockets, and they can sign in again', async () => {
    const fay = await app.person('fay');
    const other = await app.signIn('fay');
    const sockets = await Promise.all([app.socketOf(fay), app.socketOf(other)]);

    await app.as(staff).delete(`/admin/users/${fay.id}/sessions`).expect(204);

    for (const socket of sockets) {
      expect(await socket.closed()).toBe(4401);
      expect(socket.of('session.revoked')[0]?.data).toEqual({ reason: 'ended_by_administrator' });
    }
    await app.as(fay).get('/users/me').expect(401);
    await app.signIn('fay');
    expect(await recordOf(fay.id)).toContain('user.signed-out');
  });

  it('on one device leaves the others', async () => {
    const gus = await app.person('gus');
    const other = await app.signIn('gus');
    const { items } = (await app.as(staff).get(`/admin/users/${gus.id}/sessions`).expect(200)).body;
    expect(items.map(({ current }: { current: boolean }) => current)).toEqual([false, false]);
    const [newest] = items;

    await app.as(staff).delete(`/admin/users/${gus.id}/sessions/${newest.id}`).expect(204);

    await app.as(other).get('/users/me').expect(401);
    await app.as(gus).get('/users/me').expect(200);
    await app.as(staff).delete(`/admin/users/${gus.id}/sessions/${newest.id}`).expect(404);
    expect(await recordOf(newest.id)).toEqual(['session.started', 'session.ended']);
  });

  it('is not for staff where a superuser is meant, nor for members', async () => {
    const member = await app.person('hal');

    await app.as(staff).delete(`/admin/users/${app.root.id}/sessions`).expect(403);
    await app.as(member).delete(`/admin/users/${staff.id}/sessions`).expect(403);
    await app.as(member).get(`/admin/users/${staff.id}/sessions`).expect(403);
  });

  it('begins with seeing their devices, which is for the same people', async () => {
    const member = await app.person('jon');
    const codeFor = async (target: Pick<Person, 'id'>) =>
      (await app.as(staff).get(`/admin/users/${target.id}/sessions`).expect(403)).body.code;

    expect(await codeFor(app.root)).toBe('account_protected');
    expect(await codeFor(await app.person('kim', { isStaff: true }))).toBe('account_protected');
    await app.as(staff).get(`/admin/users/${member.id}/sessions`).expect(200);
    await app.as(app.root).get(`/admin/users/${staff.id}/sessions`).expect(200);
  });

  it('of oneself ends all sessions but the one that asks', async () => {
    const ida = await app.person('ida');
    const other = await app.signIn('ida');

    await app.as(ida).delete('/auth/sessions').expect(204);

    await app.as(other).get('/users/me').expect(401);
    await app.as(ida).get('/users/me').expect(200);
    const { body } = await app.anonymous().post('/auth/refresh', { refreshToken: other.refreshToken }).expect(401);
    expect(body.reason).toBe('signed_out_elsewhere');
  });
});
