import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BUILT_IN_ROLES } from '../../src/admin/roles/built-in-roles.js';
import { MAX_ROLES } from '../../src/admin/roles/roles.limits.js';
import { AnotherNode } from '../support/another-node.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

describe('roles', () => {
  let app: TestApp;
  let staff: Person;
  let member: Person;
  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.person('staff', { isStaff: true });
    member = await app.person('member');
  });
  afterAll(() => app.stop());

  const idOf = (key: string) => BUILT_IN_ROLES.find((role) => role.key === key)?.id ?? '';
  const make = async (key: string, permissions: string[], who = app.root) => {
    const { body } = await app
      .as(who)
      .post('/admin/roles', { key, name: `Role ${key}`, permissions })
      .expect(201);
    return body as { id: string; version: number };
  };
  const grant = (who: Person, person: Pick<Person, 'id'>, roleId: string) =>
    app.as(who).put(`/admin/users/${person.id}/roles/${roleId}`);
  const take = (who: Person, person: Pick<Person, 'id'>, roleId: string) =>
    app.as(who).delete(`/admin/users/${person.id}/roles/${roleId}`);
  const permissionsOf = async (person: Person) =>
    (await app.as(person).get('/users/me').expect(200)).body.permissions as string[];
  const recorded = (targetId: string) =>
    app.database.query('select action, actor_id, before, after from audit_log where target_id = $1 order by id', [
      targetId,
    ]);

  describe('that come with Parley', () => {
    it('are listed first, with how many have them', async () => {
      const { items } = (await app.as(staff).get('/admin/roles').expect(200)).body;

      expect(items.slice(0, 5)).toMatchObject([
        { key: 'member', builtIn: true, permissions: [], members: expect.any(Number) },
        { key: 'staff', members: 2 },
        { key: 'superuser', members: 1 },
        { key: 'auditor', members: 0 },
        { key: 'support', permissions: expect.arrayContaining(['session.manage', 'user.read']) },
      ]);
    });

    it('are not changed and not deleted, and nobody is made or unmade a member', async () => {
      const refusals = [
        app.as(app.root).patch(`/admin/roles/${idOf('support')}`, { name: 'Mine' }),
        app.as(app.root).delete(`/admin/roles/${idOf('auditor')}`),
        grant(app.root, member, idOf('member')),
        take(app.root, member, idOf('member')),
      ];

      for (const refusal of refusals) expect((await refusal.expect(409)).body.code).toBe('role_built_in');
    });

    it('are the flags of an account, where they are staff and superuser', async () => {
      const rising = await app.person('rising');

      await grant(staff, rising, idOf('staff')).expect(403);
      await grant(app.root, rising, idOf('staff')).expect(204);
      const flagged = (await app.as(rising).get('/users/me').expect(200)).body;
      await take(app.root, rising, idOf('staff')).expect(204);

      expect(flagged.isStaff).toBe(true);
      expect((await app.as(rising).get('/users/me').expect(200)).body.isStaff).toBe(false);
      expect((await take(app.root, app.root, idOf('superuser')).expect(409)).body.code).toBe('last_superuser');
    });

    it('let support help who is locked out, and do nothing else', async () => {
      const helper = await app.person('helper');
      const locked = await app.person('locked');
      await app.as(helper).post(`/admin/users/${locked.id}/password-link`).expect(403);

      await grant(app.root, helper, idOf('support')).expect(204);

      await app.as(helper).get('/admin/users').expect(200);
      await app.as(helper).post(`/admin/users/${locked.id}/password-link`).expect(201);
      await app.as(helper).delete(`/admin/users/${locked.id}/sessions`).expect(204);
      await app.as(helper).patch(`/admin/users/${locked.id}`, { isActive: false }).expect(403);
      await app.as(helper).get('/admin/settings').expect(403);
      for (const above of [staff, app.root]) {
        const refused = await app.as(helper).post(`/admin/users/${above.id}/password-link`).expect(403);
        expect(refused.body.code).toBe('account_protected');
      }
    });
  });

  describe('of the organisation', () => {
    it('are made, granted, changed, taken and deleted, and all of it is on record', async () => {
      const clerk = await app.person('clerk');
      const role = await make('front-desk', ['invite.manage']);
      await app.as(clerk).get('/admin/invites').expect(403);

      await grant(app.root, clerk, role.id).expect(204);
      await grant(app.root, clerk, role.id).expect(204);
      await app.as(clerk).get('/admin/invites').expect(200);
      const changed = await app
        .as(app.root)
        .patch(`/admin/roles/${role.id}`, { permissions: ['user.read'], ifVersion: role.version })
        .expect(200);
      await app.as(clerk).get('/admin/invites').expect(403);
      await app.as(clerk).get('/admin/users').expect(200);
      await app.as(app.root).delete(`/admin/roles/${role.id}`).expect(204);
      await app.as(clerk).get('/admin/users').expect(403);

      expect(changed.body).toMatchObject({ permissions: ['user.read'], members: 1, version: role.version + 1 });
      expect(await recorded(clerk.id)).toMatchObject([
        { action: 'user.created' },
        { action: 'user.role-granted', actor_id: app.root.id, after: { role: 'front-desk' } },
      ]);
      expect(await recorded(role.id)).toMatchObject([
        { action: 'role.created', after: { key: 'front-desk', permissions: ['invite.manage'] } },
        { action: 'role.updated', before: { permissions: ['invite.manage'] }, after: { permissions: ['user.read'] } },
        { action: 'role.deleted', before: { key: 'front-desk', members: 1 } },
      ]);
    });

    it('end on every node within a second, with what rested on them', async () => {
      const elsewhere = await AnotherNode.beside(app);
      const host = await app.person('host');
      const role = await make('hosts', ['invite.manage']);
      await grant(app.root, host, role.id).expect(204);
      const invite = await app.as(host).post('/admin/invites', {}).expect(201);
      await eventually(async () => expect((await elsewhere.as(host).get('/admin/invites')).status).toBe(200));

      await take(app.root, host, role.id).expect(204);

      await app.as(host).get('/admin/invites').expect(403);
      await eventually(async () => expect((await elsewhere.as(host).get('/admin/invites')).status).toBe(403));
      const { items } = (await app.as(app.root).get('/admin/invites').expect(200)).body;
      expect(items.find(({ id }: { id: string }) => id === invite.body.id)).toMatchObject({ state: 'revoked' });
      await elsewhere.stop();
    });

    it('hold only what who makes, changes or grants them holds', async () => {
      const lead = await app.person('lead');
      const managing = await make('role-lead', ['role.manage', 'user.read', 'invite.manage']);
      const beyond = await make('beyond', ['settings.manage']);
      await grant(app.root, lead, managing.id).expect(204);

      const own = await make('own', ['invite.manage'], lead);
      await grant(lead, member, own.id).expect(204);
      const refusals = [
        app.as(lead).post('/admin/roles', { key: 'more', name: 'More', permissions: ['settings.manage'] }),
        app.as(lead).patch(`/admin/roles/${own.id}`, { permissions: ['user.manage'] }),
        app.as(lead).patch(`/admin/roles/${beyond.id}`, { permissions: [] }),
        app.as(lead).delete(`/admin/roles/${beyond.id}`),
        grant(lead, member, beyond.id),
      ];

      for (const refusal of refusals) expect((await refusal.expect(403)).body.code).toBe('permission_not_held');
      expect((await grant(lead, staff, own.id).expect(403)).body.code).toBe('account_protected');
      expect(await permissionsOf(member)).toEqual(expect.arrayContaining(['invite.manage']));
    });

    it('name what is missing where somebody gives more than they hold, the roles that come with Parley among it', async () => {
      const foreman = await app.person('foreman');
      await grant(app.root, foreman, (await make('role-foreman', ['role.manage', 'user.read'])).id).expect(204);
      const settings = await make('settings-keeper', ['settings.manage']);
      const apprentice = await app.person('apprentice');

      expect((await grant(foreman, apprentice, settings.id).expect(403)).body).toMatchObject({
        code: 'permission_not_held',
        missing: ['settings.manage'],
      });
      for (const key of ['staff', 'superuser'])
        expect((await grant(foreman, apprentice, idOf(key)).expect(403)).body).toMatchObject({
          code: 'permission_not_held',
          detail: expect.stringContaining('user.manage'),
          missing: expect.arrayContaining(['user.manage', 'invite.manage']),
        });
    });

    it('are not called like those that come with Parley', async () => {
      const named = (name: string) => app.as(app.root).post('/admin/roles', { key: 'copy', name, permissions: [] });
      const own = await make('night-desk', []);

      for (const name of ['Admin', 'owner', 'SUPPORT', 'superuser'])
        expect((await named(name).expect(409)).body).toMatchObject({
          code: 'role_key_taken',
          errors: [{ pointer: '/name', code: 'role_key_taken' }],
        });
      await app.as(app.root).patch(`/admin/roles/${own.id}`, { name: 'Auditor' }).expect(409);
      await named('Admins of the harbour').expect(201);
    });

    it('are as many as there may be, also when several people make them at once', async () => {
      const makers = await Promise.all(
        ['one', 'two', 'three', 'four'].map((name) => app.person(`maker-${name}`, { isSuperuser: true })),
      );
      const { items } = (await app.as(app.root).get('/admin/roles').expect(200)).body;
      for (let n = items.length; n < MAX_ROLES - 1; n++) await make(`filler-${n}`, []);

      const answers = await Promise.all(
        makers.map((maker, n) =>
          app.as(maker).post('/admin/roles', { key: `last-${n}`, name: 'Last', permissions: [] }),
        ),
      );

      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('too_many_roles');
      await app.database.query(`delete from roles where key like 'filler-%' or key like 'last-%'`);
    });

    it('refuse what is wrong, each field named', async () => {
      const taken = await make('taken', []);
      const post = (fields: object) =>
        app.as(app.root).post('/admin/roles', { key: 'fine', name: 'Fine', permissions: [], ...fields });

      expect((await post({ key: 'taken' }).expect(409)).body).toMatchObject({
        code: 'role_key_taken',
        errors: [{ pointer: '/key' }],
      });
      for (const [fields, pointer] of [
        [{ key: 'Not fine' }, '/key'],
        [{ key: '' }, '/key'],
        [{ name: '' }, '/name'],
        [{ name: 'x'.repeat(101) }, '/name'],
        [{ description: 'x'.repeat(501) }, '/description'],
        [{ permissions: ['no.such'] }, '/permissions'],
        [{ permissions: ['user.read', 'user.read'] }, '/permissions'],
        [{ permissions: null }, '/permissions'],
      ] as const) {
        const { body } = await post(fields).expect(400);
        expect([body.code, body.errors[0].pointer]).toEqual(['validation_failed', pointer]);
      }
      for (const fields of [{ name: null }, { description: null }, { permissions: null }, { ifVersion: null }]) {
        const { body } = await app.as(app.root).patch(`/admin/roles/${taken.id}`, fields).expect(400);
        expect(body.errors[0].pointer).toBe(`/${Object.keys(fields)[0]}`);
      }
      const stale = await app.as(app.root).patch(`/admin/roles/${taken.id}`, { name: 'New', ifVersion: 9 }).expect(409);
      expect(stale.body).toMatchObject({ code: 'stale', current: { name: 'Role taken', version: 1 } });
      await app.as(app.root).get('/admin/roles/0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071').expect(404);
      await grant(app.root, member, '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071').expect(404);
      await grant(app.root, { id: '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071' }, taken.id).expect(404);
    });
  });

  it('say what somebody may do, and which role says so', async () => {
    const seen = await app.person('seen', { isStaff: true });
    const role = await make('two-fold', ['invite.manage', 'settings.manage']);
    await grant(app.root, seen, role.id).expect(204);

    const { roles, items } = (await app.as(staff).get(`/admin/users/${seen.id}/permissions`).expect(200)).body;

    expect(roles).toEqual(['member', 'staff', 'two-fold']);
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ permission: 'message.send', roles: ['member', 'staff'].slice(0, 1) }),
        expect.objectContaining({ permission: 'invite.manage', roles: ['staff', 'two-fold'] }),
        expect.objectContaining({ permission: 'settings.manage', roles: ['two-fold'] }),
      ]),
    );
    expect(items.some(({ permission }: { permission: string }) => permission === 'role.manage')).toBe(false);
  });
});
