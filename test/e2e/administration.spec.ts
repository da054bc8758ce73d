import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { AnotherNode } from '../support/another-node.js';
import { expectWaiting } from '../support/answer-after.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

describe('administration', () => {
  let app: TestApp;
  let staff: Person;
  let member: Person;
  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.person('staff', { isStaff: true });
    member = await app.person('member');
  });
  afterAll(() => app.stop());

  const account = (username: string, more: object = {}) => ({
    username,
    email: `${username}@parley.example`,
    password: 'seven-otters-sing',
    ...more,
  });
  const change = (who: Person, target: Pick<Person, 'id'>, changes: object) =>
    app.as(who).patch(`/admin/users/${target.id}`, changes);
  const codeOf = async (answer: ReturnType<typeof change>, status: number) =>
    (await answer.expect(status)).body.code as string;
  const recorded = (targetId: string) =>
    app.database.query(
      'select action, actor_id, before, after, ip, request_id is not null as traced from audit_log where target_id = $1 order by id',
      [targetId],
    );

  describe('of accounts', () => {
    it('makes one that can sign in at once, and puts it on record', async () => {
      const { body } = await app
        .as(staff)
        .post('/admin/users', account('made.one', { firstName: 'Mia' }))
        .expect(201);

      expect(body).toMatchObject({ username: 'made.one', isActive: true, isStaff: false, lastLogin: null });
      await app.signIn('made.one', 'seven-otters-sing');
      expect(await recorded(body.id)).toMatchObject([
        { action: 'user.created', actor_id: staff.id, after: { username: 'made.one' }, ip: '127.0.0.1', traced: true },
      ]);
    });

    it('is for staff and superusers only', async () => {
      for (const [method, path] of [
        ['get', '/admin/users'],
        ['get', `/admin/users/${member.id}`],
        ['get', '/admin/invites'],
        ['get', '/admin/settings'],
      ] as const) {
        const { body } = await app.as(member)[method](path).expect(403);
        expect(body.code).toBe('permission_denied');
        await app.anonymous()[method](path).expect(401);
        await app.as(app.root)[method](path).expect(200);
      }
      await app.as(member).post('/admin/users', account('nope')).expect(403);
      await change(member, member, { isStaff: true }).expect(403);
    });

    it('leaves settings and flags to superusers', async () => {
      await app.as(staff).get('/admin/settings').expect(403);
      await app.as(staff).patch('/admin/settings', { registration: 'open' }).expect(403);
      const made = await app
        .as(staff)
        .post('/admin/users', account('flagged', { isSuperuser: true }))
        .expect(403);

      expect(made.body).toMatchObject({ code: 'role_grant_denied', errors: [{ pointer: '/isSuperuser' }] });
      expect(await codeOf(change(staff, member, { isStaff: true }), 403)).toBe('role_grant_denied');
      await app.as(app.root).patch('/admin/settings', { registration: 'invite' }).expect(200);
      await app
        .as(app.root)
        .post('/admin/users', account('flagged', { isSuperuser: true }))
        .expect(201);
    });

    it('lets staff change members, but neither staff nor superusers', async () => {
      const colleague = await app.person('colleague', { isStaff: true });

      await change(staff, member, { firstName: 'Max' }).expect(200);

      for (const target of [colleague, app.root, staff]) {
        expect(await codeOf(change(staff, target, { firstName: 'Max' }), 403)).toBe('account_protected');
      }
      await change(app.root, colleague, { firstName: 'Cleo' }).expect(200);
    });

    it('changes only what is sent, names a conflict, and records before and after', async () => {
      const target = await app.person('changing', { firstName: 'Ina' });

      await change(staff, target, { lastName: 'Moor', firstName: 'Ina' }).expect(200);
      const conflict = await change(staff, target, { email: 'ROOT@parley.example' }).expect(409);
      await change(staff, target, {}).expect(200);

      expect(conflict.body).toMatchObject({ code: 'email_taken', errors: [{ pointer: '/email' }] });
      expect((await recorded(target.id)).slice(1)).toMatchObject([
        { action: 'user.updated', before: { lastName: '' }, after: { lastName: 'Moor' } },
      ]);
    });

    it('signs a deactivated person out on every node, and lets them in again later', async () => {
      const elsewhere = await AnotherNode.beside(app);
      const leaver = await app.person('leaver');
      const [here, there] = [await app.socketOf(leaver), await elsewhere.socketOf(leaver)];
      await elsewhere.as(leaver).get('/users/me').expect(200);

      await change(staff, leaver, { isActive: false }).expect(200);
      await app.as(leaver).get('/users/me').expect(401);
      await app.anonymous().post('/auth/refresh', { refreshToken: leaver.refreshToken }).expect(401);
      await eventually(async () => {
        expect((await elsewhere.as(leaver).get('/users/me')).status).toBe(401);
      });
      await eventually(() => expect([here.closeCode, there.closeCode]).toEqual([4401, 4401]));
      await app.anonymous().post('/auth/login', { login: 'leaver', password: leaver.password }).expect(401);

      await change(staff, leaver, { isActive: true }).expect(200);
      await app.as(leaver).get('/users/me').expect(401);
      const back = await app.signIn('leaver');
      await app.as(back).get('/users/me').expect(200);
      await elsewhere.stop();
    });

    it('gives and takes rights from the next request on', async () => {
      const rising = await app.person('rising');
      await app.as(rising).get('/admin/users').expect(403);

      await change(app.root, rising, { isStaff: true }).expect(200);
      await app.as(rising).get('/admin/users').expect(200);
      await change(app.root, rising, { isStaff: false }).expect(200);
      await app.as(rising).get('/admin/users').expect(403);
    });

    it('never lets anybody deactivate themselves', async () => {
      expect(await codeOf(change(app.root, app.root, { isActive: false }), 409)).toBe('own_deactivation');
    });

    it('finds accounts by name, username or address, by status, in pages with a total', async () => {
      for (const name of ['listed.a', 'listed.b', 'listed.c']) await app.person(name, { isStaff: name === 'listed.b' });
      const gone = await app.person('listed.gone');
      await change(app.root, gone, { isActive: false }).expect(200);
      const list = async (query: string) => (await app.as(staff).get(`/admin/users?${query}`).expect(200)).body;
      const names = (page: { items: Person[] }) => page.items.map(({ username }) => username);

      const first = await list('search=listed&limit=3');
      const second = await list(`search=listed&limit=3&cursor=${first.nextCursor}`);

      expect([names(first), first.total]).toEqual([['listed.a', 'listed.b', 'listed.c'], 4]);
      expect([names(second), second.total, second.nextCursor]).toEqual([['listed.gone'], 4, null]);
      expect(names(await list('search=listed&status=staff'))).toEqual(['listed.b']);
      expect(names(await list('search=LISTED&status=inactive'))).toEqual(['listed.gone']);
      expect(names(await list('search=listed&status=active'))).toEqual(['listed.a', 'listed.b', 'listed.c']);
      expect(names(await list('search=listed.a%40parley'))).toEqual(['listed.a']);
      expect((await list('limit=1')).items[0]).toMatchObject({ email: expect.stringContaining('@') });
    });
  });

  describe('of invitations', () => {
    it('shows a token once, keeps only its hash, lists and revokes', async () => {
      const { body: made } = await app
        .as(staff)
        .post('/admin/invites', { email: 'guest@parley.example', maxUses: 3, expiresInDays: 2 })
        .expect(201);

      const { body: listed } = await app.as(staff).get('/admin/invites?limit=1').expect(200);
      const [row] = await app.database.query('select * from invites where id = $1', [made.id]);
      const { token, url, ...invite } = made;
      expect(listed.items).toEqual([invite]);
      expect(url).toContain(token);
      expect(invite).toMatchObject({ state: 'open', uses: 0, maxUses: 3, createdBy: staff.id });
      expect(Date.parse(invite.expiresAt) - Date.parse(invite.createdAt)).toBe(2 * 24 * 60 * 60 * 1_000);
      expect(Buffer.from(token, 'base64url')).toHaveLength(32);
      expect(JSON.stringify(row)).not.toContain(token);

      await app.as(staff).delete(`/admin/invites/${made.id}`).expect(204);
      const again = await app.as(staff).delete(`/admin/invites/${made.id}`).expect(404);
      expect(again.body.code).toBe('invite_not_found');
      expect((await app.as(staff).get('/admin/invites?limit=1').expect(200)).body.items).toMatchObject([
        { state: 'revoked' },
      ]);
      expect((await recorded(made.id)).map((entry) => (entry as { action: string }).action)).toEqual([
        'invite.created',
        'invite.revoked',
      ]);
    });

    it('invites several people at once, each with a link of their own', async () => {
      const emails = ['one@parley.example', 'two@parley.example', 'ONE@parley.example'];

      const { body } = await app.as(staff).post('/admin/invites', { emails }).expect(201);

      expect(body.items.map(({ email }: { email: string }) => email)).toEqual([
        'ONE@parley.example',
        'two@parley.example',
      ]);
      expect(new Set(body.items.map(({ token }: { token: string }) => token)).size).toBe(2);
      for (const { token } of body.items) await app.anonymous().get(`/invites/${token}`).expect(200);
      await app.as(staff).post('/admin/invites', { emails, email: 'three@parley.example' }).expect(400);
    });

    it('lists them newest first in pages', async () => {
      const made: string[] = [];
      for (let i = 0; i < 3; i++) made.unshift((await app.as(staff).post('/admin/invites', {}).expect(201)).body.id);

      const first = (await app.as(staff).get('/admin/invites?limit=2').expect(200)).body;
      const second = (await app.as(staff).get(`/admin/invites?limit=1&cursor=${first.nextCursor}`).expect(200)).body;

      expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(made);
    });
  });

  describe('of settings', () => {
    it('names the organisation, for everybody, and takes the name back', async () => {
      for (const organisationName of ['Northwind', null]) {
        await app.as(app.root).patch('/admin/settings', { organisationName }).expect(200);
        expect((await app.anonymous().get('/meta').expect(200)).body.organisationName).toBe(organisationName);
      }
    });

    it('changes who can register, for everybody at once, and puts it on record', async () => {
      await app.as(app.root).patch('/admin/settings', { registration: 'open' }).expect(200);

      expect((await app.anonymous().get('/meta').expect(200)).body.registration).toBe('open');
      expect((await app.as(app.root).get('/admin/settings').expect(200)).body).toMatchObject({
        registration: 'open',
        profileFields: [],
        secondFactorGraceDays: 7,
        secondFactorRequiredRoles: [],
        readReceipts: 'choice',
        organisationName: null,
        uploadBytes: 104_857_600,
        quotaBytes: 5_368_709_120,
        deleteWindow: '48h',
        editWindow: 'unlimited',
        newcomerGroups: [],
      });
      expect((await recorded('registration')).at(-1)).toMatchObject({
        action: 'settings.updated',
        before: { registration: 'invite' },
        after: { registration: 'open' },
      });
    });

    it('does what each of two asks at the same moment, and records what it really changed', async () => {
      const second = await app.person('second.owner', { isSuperuser: true });
      const set = (who: Person, registration: string) => app.as(who).patch('/admin/settings', { registration });
      await set(app.root, 'invite').expect(200);
      const other = new Client(app.database.url);
      await other.connect();
      await other.query('begin; lock table audit_log in exclusive mode');

      const opened = set(app.root, 'open');
      await eventually(() => expectWaiting(app, 1));
      const back = set(second, 'invite');
      await eventually(() => expectWaiting(app, 2)).finally(() => other.end());
      await Promise.all([opened.expect(200), back.expect(200)]);

      expect((await app.as(app.root).get('/admin/settings')).body.registration).toBe('invite');
      expect((await recorded('registration')).slice(-2)).toMatchObject([
        { before: { registration: 'invite' }, after: { registration: 'open' } },
        { actor_id: second.id, before: { registration: 'open' }, after: { registration: 'invite' } },
      ]);
    });
  });
});

describe('the last superuser', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  const superusers = async () =>
    (await app.database.query('select id from users where is_superuser and is_active')).length;

  it('stays one', async () => {
    const { body } = await app.as(app.root).patch(`/admin/users/${app.root.id}`, { isSuperuser: false }).expect(409);

    expect(body.code).toBe('last_superuser');
    expect(await superusers()).toBe(1);
  });

  it('is the last one who can sign in, whatever others are called', async () => {
    const unable = await app.person('unable', { isSuperuser: true });
    await app.database.query(`update users set password = '!unusable' where id = $1`, [unable.id]);

    const gone = await app.person('gone.superuser', { isSuperuser: true });
    await app.as(app.root).patch(`/admin/users/${gone.id}`, { isActive: false }).expect(200);

    await app.as(app.root).patch(`/admin/users/${app.root.id}`, { isSuperuser: false }).expect(409);
    await app.as(app.root).patch(`/admin/users/${unable.id}`, { isSuperuser: false }).expect(200);
  });

  it('is always left, when all give it up at the same moment', async () => {
    const others = [];
    for (const name of ['second', 'third', 'fourth']) others.push(await app.person(name, { isSuperuser: true }));

    const answers = await Promise.all(
      [app.root, ...others].map((person) =>
        app.as(person).patch(`/admin/users/${person.id}`, { isSuperuser: false, isStaff: true }),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 409]);
    expect(await superusers()).toBe(1);
  });

  it('is always left, when two take it from each other at the same moment', async () => {
    await app.database.query(`update users set is_superuser = username in ('second', 'third')`);
    const [second, third] = [await app.signIn('second'), await app.signIn('third')];

    const answers = await Promise.all([
      app.as(second).patch(`/admin/users/${third.id}`, { isSuperuser: false, isActive: false }),
      app.as(third).patch(`/admin/users/${second.id}`, { isSuperuser: false, isActive: false }),
    ]);

    expect(answers.map(({ status }) => status).sort()[0]).toBe(200);
    expect(await superusers()).toBe(1);
  });
});
