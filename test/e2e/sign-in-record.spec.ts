import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { TestApp } from '../support/test-app.js';

interface Act {
  action: string;
  ip: string;
  target_id: string;
}

describe('on record', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ rateLimits: true, trustProxy: ['127.0.0.1'] });
  });
  afterAll(() => app.stop());

  const PASSWORD = 'correct-horse-battery';
  const acts = (targetId: string) =>
    app.database.query<Act>(
      'select action, actor_id, after, ip, user_agent from audit_log where target_id = $1 order by id',
      [targetId],
    );
  const actsOf = (actorId: string) =>
    app.database.query<Act>('select action, target_id, after from audit_log where actor_id = $1 order by id', [
      actorId,
    ]);
  const sessionIdOf = async (person: { token: string }) =>
    (await app.as(person).get('/auth/sessions')).body.items.find(({ current }: { current: boolean }) => current).id;
  const from = (ip: string, userAgent = 'Otter/1.0') =>
    app.anonymous().with({ 'x-forwarded-for': ip, 'user-agent': userAgent });

  it('is a sign-in and a sign-out, with address and browser', async () => {
    const ana = await app.person('ana');
    const { body } = await from('203.0.113.1').post('/auth/login', { login: 'ana', password: PASSWORD }).expect(200);
    const mine = { token: body.accessToken };
    const sessionId = await sessionIdOf(mine);
    await app.as(mine).with({ 'user-agent': 'Otter/1.0' }).post('/auth/logout').expect(204);

    expect(await acts(sessionId)).toMatchObject([
      { action: 'session.started', actor_id: ana.id, ip: '203.0.113.1', user_agent: 'Otter/1.0' },
      { action: 'session.ended', actor_id: ana.id, after: { reason: 'signed_out' }, user_agent: 'Otter/1.0' },
    ]);
  });

  it('is the first failed sign-in of a source at an account, and not every one', async () => {
    const ben = await app.person('ben');
    for (let i = 0; i < 3; i++) {
      await from('203.0.113.2').post('/auth/login', { login: 'ben', password: 'a-wrong-password' }).expect(401);
    }
    await from('203.0.113.3').post('/auth/login', { login: 'ben', password: 'a-wrong-password' }).expect(401);

    const failed = (await acts(ben.id)).filter(({ action }) => action === 'sign-in.failed');

    expect(failed.map(({ ip }) => ip)).toEqual(['203.0.113.2', '203.0.113.3']);
  });

  it('is a failed sign-in with an unknown name, without what was typed or a hash that can be guessed', async () => {
    await from('203.0.113.4').post('/auth/login', { login: 'hunter2-hunter2', password: 'x' }).expect(401);

    const rows = await app.database.query<{ row: string }>(
      `select a::text as row from audit_log a where ip = '203.0.113.4'
       union all select f::text from sign_in_failures f where source_key = 'address 203.0.113.4'`,
    );

    expect(rows).toHaveLength(2);
    for (const typed of ['hunter2', 'hunter2-hunter2', 'login hunter2-hunter2']) {
      for (const trace of [typed, createHash('sha256').update(typed).digest('hex')]) {
        expect(rows.map(({ row }) => row).join()).not.toContain(trace);
      }
    }
  });

  it('is a refresh token that was used again, as a theft', async () => {
    const cy = await app.person('carl');
    const sessionId = await sessionIdOf(cy);
    const { body: second } = await app.anonymous().post('/auth/refresh', { refreshToken: cy.refreshToken }).expect(200);
    await app.anonymous().post('/auth/refresh', { refreshToken: second.refreshToken }).expect(200);

    const { body } = await from('203.0.113.5').post('/auth/refresh', { refreshToken: cy.refreshToken }).expect(401);

    expect(body).toMatchObject({ code: 'session_ended', reason: 'token_reused' });
    expect((await acts(sessionId)).at(-1)).toMatchObject({
      action: 'session.token-reused',
      actor_id: null,
      after: { userId: cy.id },
      ip: '203.0.113.5',
    });
  });

  it('is a password that changed, and one that was refused', async () => {
    const di = await app.person('dina');
    const change = (currentPassword: string) =>
      app.as(di).post('/auth/password', { currentPassword, newPassword: 'eight-herons-dance' });
    await change('a-wrong-password').expect(403);
    await change(PASSWORD).expect(204);

    const actions = (await actsOf(di.id)).map(({ action }) => action);

    expect(actions.filter((action) => action.startsWith('password.'))).toEqual([
      'password.refused',
      'password.changed',
    ]);
  });

  it('is a denied access to administration, once for each permission or account', async () => {
    const eve = await app.person('eve');
    for (let i = 0; i < 3; i++) await app.as(eve).get('/admin/users').expect(403);
    await app.as(eve).get('/admin/settings').expect(403);
    const sid = await app.person('sid', { isStaff: true });
    await app.as(sid).patch(`/admin/users/${app.root.id}`, { firstName: 'X' }).expect(403);
    await app.as(sid).post(`/admin/users/${app.root.id}/password-link`).expect(403);
    await app.as(sid).patch(`/admin/users/${eve.id}`, { isSuperuser: true }).expect(403);

    // Each is written by itself, so their order is nobody's promise.
    const denied = async (who: string) =>
      (await actsOf(who)).filter(({ action }) => action === 'access.denied').map(({ target_id }) => target_id);
    await eventually(async () => expect((await denied(eve.id)).sort()).toEqual(['settings.manage', 'user.read']));
    await eventually(async () => expect((await denied(sid.id)).sort()).toEqual([app.root.id, eve.id].sort()));
    expect((await actsOf(sid.id)).filter(({ target_id }) => target_id === eve.id)).toMatchObject([
      { after: { reason: 'role_grant_denied' } },
    ]);
  });
});

describe('why a session ended is told to its socket, and to whoever refreshes it', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const reasonAfter = async (
    username: string,
    end: (me: { token: string; id: string }, other: { token: string }) => PromiseLike<unknown>,
  ) => {
    const other = await app.person(username);
    const me = await app.signIn(username);
    const socket = await app.socketOf(me);
    await end(me, other);
    expect(await socket.closed()).toBe(4401);
    const { body } = await app.anonymous().post('/auth/refresh', { refreshToken: me.refreshToken }).expect(401);
    return [(socket.of('session.revoked')[0]?.data as { reason: string }).reason, body.reason];
  };
  const both = (reason: string) => [reason, reason];

  it('signed out here', async () => {
    expect(await reasonAfter('fay', (me) => app.as(me).post('/auth/logout').expect(204))).toEqual(both('signed_out'));
  });

  it('signed out from another device', async () => {
    const end = async (me: { token: string }, other: { token: string }) => {
      const { items } = (await app.as(me).get('/auth/sessions')).body;
      const { id } = items.find(({ current }: { current: boolean }) => current);
      await app.as(other).delete(`/auth/sessions/${id}`).expect(204);
    };

    expect(await reasonAfter('gus', end)).toEqual(both('signed_out_elsewhere'));
  });

  it('the password changed', async () => {
    const passwords = { currentPassword: 'correct-horse-battery', newPassword: 'eight-herons-dance' };

    expect(await reasonAfter('hal', (_, other) => app.as(other).post('/auth/password', passwords).expect(204))).toEqual(
      both('password_changed'),
    );
  });

  it('deactivated by an administrator', async () => {
    const end = ({ id }: { id: string }) =>
      app.as(app.root).patch(`/admin/users/${id}`, { isActive: false }).expect(200);

    expect(await reasonAfter('ida', end)).toEqual(both('deactivated'));
  });

  it('expired', async () => {
    const jo = await app.person('joan');
    await app.database.query(`update sessions set created_at = now() - interval '91 days' where user_id = $1`, [jo.id]);

    const { body } = await app.anonymous().post('/auth/refresh', { refreshToken: jo.refreshToken }).expect(401);

    expect(body.reason).toBe('expired');
  });
});
