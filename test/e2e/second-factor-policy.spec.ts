import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AnotherNode } from '../support/another-node.js';
import { setUpApp } from '../support/authenticator-app.js';
import { eventually } from '../support/eventually.js';
import { TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const require = (roles: string[], days: number) =>
  app
    .as(app.root)
    .patch('/admin/settings', { secondFactorRequiredRoles: roles, secondFactorGraceDays: days })
    .expect(200);
afterEach(() => app.database.query(`delete from settings where key like 'secondFactor%'`));

describe('an organisation that asks for second factors', () => {
  it('says until when somebody may go on without, and lets them until then', async () => {
    const ana = await app.person('ana', { isStaff: true });
    await require(['staff'], 7);

    const { body } = await app.as(ana).get('/auth/second-factor').expect(200);

    expect(body.required).toBe(true);
    const days = (new Date(body.requiredBy).getTime() - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    await app.as(ana).get('/admin/users').expect(200);
  });

  it('asks of roles that exist only, and goes on asking of one that existed', async () => {
    const { body: role } = await app
      .as(app.root)
      .post('/admin/roles', { key: 'keepers', name: 'Keepers', description: '', permissions: [] })
      .expect(201);
    await require(['keepers'], 7);

    const misspelt = { secondFactorRequiredRoles: ['keepers', 'staf'] };
    const { body } = await app.as(app.root).patch('/admin/settings', misspelt).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/secondFactorRequiredRoles/1', code: 'role_not_found' }]);
    await app.as(app.root).delete(`/admin/roles/${role.id}`).expect(204);
    await require(['keepers', 'staff'], 7);
  });

  it('leaves those alone of whom it asks none', async () => {
    const ben = await app.person('ben');
    await require(['staff'], 0);

    expect((await app.as(ben).get('/auth/second-factor').expect(200)).body).toMatchObject({
      required: false,
      requiredBy: null,
    });
    await app.as(ben).get('/conversations').expect(200);
  });

  it('lets those whose time is over set one up and nothing else, over sockets too, and then everything', async () => {
    const carl = await app.person('carl', { isStaff: true });
    await require(['staff'], 0);
    expect((await app.as(carl).get('/conversations').expect(403)).body.code).toBe('second_factor_setup_required');
    await app.as(carl).get('/users/me').expect(200);
    const stranger = await app.strangerSocket();
    const closed = new Promise((resolve) => stranger.socket.once('close', (code) => resolve(code)));
    stranger.socket.send(JSON.stringify({ type: 'hello', token: carl.token }));
    expect(await closed).toBe(4403);

    await setUpApp(app, carl);

    await app.as(carl).get('/conversations').expect(200);
    await app.socketOf(carl);
  });

  it('waits no longer once the time is over', async () => {
    const dina = await app.person('dina', { isStaff: true });
    await require(['staff'], 7);
    await app.as(dina).get('/conversations').expect(200);
    await app.database.query(`update second_factor_duties set since = since - interval '7 days' where user_id = $1`, [
      dina.id,
    ]);
    const back = await app.signIn('dina');

    expect((await app.as(back).get('/conversations').expect(403)).body.code).toBe('second_factor_setup_required');
  });

  it('gives nobody more time for having had a factor in between', async () => {
    const emil = await app.person('emil', { isStaff: true });
    await require(['staff'], 7);
    const dueAt = async () => (await app.as(emil).get('/auth/second-factor').expect(200)).body.requiredBy as string;
    const before = await dueAt();
    const { recoveryCodes } = await setUpApp(app, emil);
    expect(await dueAt()).toBeNull();
    const removal = { password: emil.password, code: recoveryCodes[0] };
    await app.as(emil).raw('DELETE', '/auth/totp', JSON.stringify(removal)).expect(204);

    expect(await dueAt()).toBe(before);
  });

  it('renews no socket of somebody whose time is over', async () => {
    const fay = await app.person('fay', { isStaff: true });
    const socket = await app.socketOf(fay);
    await require(['staff'], 0);
    socket.send({ type: 'hello', token: fay.token });

    expect(await socket.closed()).toBe(4403);
  });

  it('asks on every node', async () => {
    const gil = await app.person('gil', { isStaff: true });
    const elsewhere = await AnotherNode.beside(app);
    try {
      await elsewhere.as(gil).get('/conversations').expect(200);
      await require(['staff'], 0);

      await eventually(() => elsewhere.as(gil).get('/conversations').expect(403));
    } finally {
      await elsewhere.stop();
    }
  });

  it('shuts no owner out: they sign in and set one up', async () => {
    await require(['member'], 0);
    const owner = await app.signIn('root');
    await app.as(owner).get('/admin/settings').expect(403);

    await setUpApp(app, owner);

    await app.as(owner).get('/admin/settings').expect(200);
  });
});
