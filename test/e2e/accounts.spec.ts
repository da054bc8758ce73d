import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Caller } from '../support/caller.js';
import { TestApp } from '../support/test-app.js';

const PASSWORD = 'seven-otters-sing';
const account = (username: string, more: object = {}) => ({
  username,
  email: `${username}@parley.example`,
  password: PASSWORD,
  ...more,
});

describe('the first account', () => {
  let bare: Awaited<ReturnType<typeof TestApp.bare>>;
  let anybody: Caller;
  beforeAll(async () => {
    bare = await TestApp.bare();
    anybody = new Caller(bare.url);
  });
  afterAll(async () => {
    await bare.nest.close();
    await bare.database.drop();
  });

  it('is made with the token of the link only, once, and can do everything', async () => {
    expect((await anybody.get('/meta').expect(200)).body).toMatchObject({
      name: 'Parley',
      setupRequired: true,
      organisationName: null,
      registration: 'invite',
      features: { readReceipts: 'choice' },
      limits: { bodyLength: 20_000, subjectLength: 200 },
    });
    const refused = await anybody.post('/setup', account('mallory', { token: 'a-guess-at-the-token' })).expect(403);
    expect(refused.body.code).toBe('setup_token_invalid');

    const { setupToken: token } = bare.settings;
    const rivals = Array.from({ length: 8 }, (_, i) =>
      account(`rival-${i}`, { token, firstName: 'Rosa', organisationName: ' Northwind ' }),
    );
    const answers = await Promise.all(rivals.map((rival) => anybody.post('/setup', rival)));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
    const winner = answers.find(({ status }) => status === 201)?.body;
    expect(winner.user).toMatchObject({ isStaff: true, isSuperuser: true, isActive: true });
    await new Caller(bare.url, winner.accessToken).get('/admin/settings').expect(200);
    expect((await anybody.get('/meta').expect(200)).body).toMatchObject({
      setupRequired: false,
      organisationName: 'Northwind',
    });
    const again = await anybody.post('/setup', account('third', { token })).expect(409);
    expect(again.body.code).toBe('already_set_up');
    expect(await bare.database.query('select action from audit_log')).toEqual([
      { action: 'server.set-up' },
      { action: 'session.started' },
    ]);
  });
});

describe('accounts', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const allow = (registration: string) => app.as(app.root).patch('/admin/settings', { registration }).expect(200);
  const invite = async (terms: object = {}) =>
    (await app.as(app.root).post('/admin/invites', terms).expect(201)).body as {
      id: string;
      token: string;
      url: string;
    };

  describe('that people make for themselves', () => {
    it('are refused while registration is closed, but to those who were invited before', async () => {
      await allow('invite');
      const { token } = await invite();
      await allow('closed');

      const uninvited = await app.anonymous().post('/auth/register', account('closed.one')).expect(403);
      await app.anonymous().get(`/invites/${token}`).expect(200);
      await app
        .anonymous()
        .post('/auth/register', account('closed.one', { inviteToken: token }))
        .expect(201);
      const another = await app.as(app.root).post('/admin/invites', {}).expect(403);

      expect([uninvited, another].map(({ body }) => body.code)).toEqual(['registration_closed', 'registration_closed']);
    });

    it('begin in the conversation with whoever invited them, which both have and nobody wrote in', async () => {
      await allow('invite');
      const { token } = await invite();

      const { body } = await app
        .anonymous()
        .post('/auth/register', account('welcome.one', { inviteToken: token }))
        .expect(201);

      for (const person of [{ token: body.accessToken }, app.root]) {
        const conversation = await app.as(person).get(`/conversations/${body.conversationId}`).expect(200);
        expect(conversation.body).toMatchObject({ kind: 'direct', unreadCount: 0, lastMessage: null });
      }
    });

    it('see who invites them to what, and why an invitation is no longer good', async () => {
      await allow('invite');
      await app.as(app.root).patch('/admin/settings', { organisationName: 'Northwind' }).expect(200);
      const [good, used, expired, withdrawn] = [await invite(), await invite(), await invite(), await invite()];
      await app
        .anonymous()
        .post('/auth/register', account('reason.one', { inviteToken: used.token }))
        .expect(201);
      await app.database.query(`update invites set expires_at = now() where id = $1`, [expired.id]);
      await app.as(app.root).delete(`/admin/invites/${withdrawn.id}`).expect(204);
      const codeOf = async (token: string) =>
        (await app.anonymous().get(`/invites/${token}`).expect(404)).body.code as string;

      expect((await app.anonymous().get(`/invites/${good.token}`).expect(200)).body).toMatchObject({
        invitedBy: 'root',
        organisationName: 'Northwind',
        email: null,
      });
      expect(await codeOf(used.token)).toBe('invite_used');
      expect(await codeOf(expired.token)).toBe('invite_expired');
      expect(await codeOf(withdrawn.token)).toBe('invite_withdrawn');
      expect(await codeOf('A'.repeat(43))).toBe('invite_not_found');
    });

    it.each([
      ['is deactivated', { isActive: false }],
      ['is no longer staff', { isStaff: false }],
    ])('stay outside when whoever invited them %s', async (_case, loss) => {
      await allow('invite');
      const name = `inviter.${Object.keys(loss)[0]}`.toLowerCase();
      const inviter = await app.person(name, { isStaff: true });
      const { body: kept } = await app.as(inviter).post('/admin/invites', {}).expect(201);
      const newcomer = account(`${name}.guest`, { inviteToken: kept.token });

      await app.as(app.root).patch(`/admin/users/${inviter.id}`, loss).expect(200);

      await app.anonymous().get(`/invites/${kept.token}`).expect(404);
      await app
        .anonymous()
        .post('/auth/register', { ...newcomer, username: 'void.guest' })
        .expect(403);
      const { body: listed } = await app.as(app.root).get('/admin/invites?limit=1').expect(200);
      expect(listed.items).toMatchObject([{ id: kept.id, state: 'revoked', inviter: { username: name } }]);
      await app.as(app.root).patch(`/admin/users/${inviter.id}`, { isActive: true, isStaff: true }).expect(200);
      await app.anonymous().get(`/invites/${kept.token}`).expect(404);
      const { body: renewed } = await app.as(app.root).post('/admin/invites', {}).expect(201);
      await app.anonymous().get(`/invites/${renewed.token}`).expect(200);
    });

    it('are welcome when registration is open, and signed in at once', async () => {
      await allow('open');

      const { body } = await app
        .anonymous()
        .post('/auth/register', account('Open.One', { firstName: 'Olga' }))
        .expect(201);

      expect(body).toMatchObject({
        expiresIn: 900,
        user: { username: 'open.one', displayName: 'Olga', isStaff: false },
      });
      const me = await app.as({ token: body.accessToken }).get('/users/me').expect(200);
      expect(me.body).toEqual({ ...body.user, fields: [] });
    });

    it('need an invitation when only the invited may come', async () => {
      await allow('invite');
      const { token, url } = await invite();
      expect(url).toBe(`/register?invite=${token}`);

      const without = await app.anonymous().post('/auth/register', account('invited.one')).expect(403);
      const madeUp = await app
        .anonymous()
        .post('/auth/register', account('invited.one', { inviteToken: 'A'.repeat(43) }))
        .expect(403);
      await app.anonymous().get(`/invites/${token}`).expect(200);
      await app
        .anonymous()
        .post('/auth/register', account('invited.one', { inviteToken: token }))
        .expect(201);
      const again = await app
        .anonymous()
        .post('/auth/register', account('invited.two', { inviteToken: token }))
        .expect(403);

      expect([without, madeUp, again].map(({ body }) => body.code)).toEqual([
        'registration_closed',
        'invite_invalid',
        'invite_invalid',
      ]);
      await app.anonymous().get(`/invites/${token}`).expect(404);
    });

    it('come in once with an invitation for one, though two try at the same moment', async () => {
      await allow('invite');
      const { token } = await invite();

      const both = await Promise.all(
        ['race.one', 'race.two'].map((name) =>
          app.anonymous().post('/auth/register', account(name, { inviteToken: token })),
        ),
      );

      expect(both.map(({ status }) => status).sort()).toEqual([201, 403]);
      const made = await app.database.query(`select username from users where username like 'race.%'`);
      expect(made).toHaveLength(1);
    });

    it('must have the invited address when the invitation names one', async () => {
      await allow('invite');
      const { token } = await invite({ email: 'Named.One@parley.example' });

      const other = await app
        .anonymous()
        .post('/auth/register', account('named.two', { inviteToken: token }))
        .expect(400);
      await app
        .anonymous()
        .post('/auth/register', account('named.one', { inviteToken: token }))
        .expect(201);

      expect(other.body.errors).toMatchObject([{ pointer: '/email', code: 'not_the_invited' }]);
    });

    it('stay outside with an invitation that was revoked or has expired', async () => {
      await allow('invite');
      const [revoked, expired] = [await invite(), await invite()];

      await app.as(app.root).delete(`/admin/invites/${revoked.id}`).expect(204);
      await app.database.query(`update invites set expires_at = now() where id = $1`, [expired.id]);

      for (const { token } of [revoked, expired]) {
        await app.anonymous().get(`/invites/${token}`).expect(404);
        await app
          .anonymous()
          .post('/auth/register', account('late.one', { inviteToken: token }))
          .expect(403);
      }
    });

    it('leave nothing behind when they are refused', async () => {
      await allow('invite');
      const { id, token } = await invite();

      await app
        .anonymous()
        .post('/auth/register', account('root', { inviteToken: token }))
        .expect(409);

      expect(await app.database.query('select uses from invites where id = $1', [id])).toEqual([{ uses: 0 }]);
    });
  });

  it('have a name and an address of their own, in any case', async () => {
    await allow('open');
    await app.anonymous().post('/auth/register', account('unique.one')).expect(201);

    const name = await app
      .anonymous()
      .post('/auth/register', account('UNIQUE.one', { email: 'x@parley.example' }))
      .expect(409);
    const email = await app
      .anonymous()
      .post('/auth/register', account('unique.two', { email: 'Unique.ONE@parley.example' }))
      .expect(409);

    expect(name.body).toMatchObject({ code: 'username_taken', errors: [{ pointer: '/username' }] });
    expect(email.body).toMatchObject({ code: 'email_taken', errors: [{ pointer: '/email' }] });
  });

  it('do not get a password that anybody would try', async () => {
    await allow('open');

    for (const password of ['password123', 'weak.one-2026', 'qwertyuiop', 'zzzzzzzzzzzz']) {
      const { body } = await app.anonymous().post('/auth/register', account('weak.one', { password })).expect(400);
      expect(body).toMatchObject({ code: 'password_too_common', errors: [{ pointer: '/password' }] });
    }
    await app.anonymous().post('/auth/register', account('weak.one')).expect(201);
  });

  describe('of oneself', () => {
    it('change what is sent and keep the rest', async () => {
      const ana = await app.person('ana.me', { firstName: 'Ana', lastName: 'Berg' });

      await app
        .as(ana)
        .patch('/users/me', { title: ' Head of logistics ', locale: 'en-GB', timeZone: 'Europe/Berlin' })
        .expect(200);
      const { body } = await app.as(ana).patch('/users/me', { firstName: 'Anna', locale: null }).expect(200);

      expect(body).toMatchObject({
        username: 'ana.me',
        firstName: 'Anna',
        lastName: 'Berg',
        displayName: 'Anna Berg',
        title: 'Head of logistics',
        locale: null,
        timeZone: 'Europe/Berlin',
      });
      expect((await app.as(ana).get('/users/me').expect(200)).body).toEqual(body);
    });

    it('have their time zone under its present name, whichever was sent', async () => {
      const kim = await app.person('kim.zone');

      for (const [sent, name] of [
        ['Asia/Calcutta', 'Asia/Kolkata'],
        ['Europe/Kyiv', 'Europe/Kyiv'],
      ]) {
        const { body } = await app.as(kim).patch('/users/me', { timeZone: sent }).expect(200);
        expect(body.timeZone).toBe(name);
      }
    });

    it('lose from their names what would turn the text around them', async () => {
      const cy = await app.person('cy.names');

      const { body } = await app.as(cy).patch('/users/me', { firstName: '\u202eCy\u202c', lastName: 'Re\u0301' });

      expect(body.displayName).toBe('Cy R\u00e9');
    });

    it('keep their address, and are not told whether another is taken', async () => {
      const dan = await app.person('dan.me');
      const currentPassword = 'correct-horse-battery';

      for (const email of ['ROOT@parley.example', 'free@parley.example']) {
        const { body } = await app.as(dan).patch('/users/me', { email, currentPassword }).expect(403);
        expect(body).toMatchObject({ code: 'email_managed', errors: [{ pointer: '/email' }] });
      }
      await app.as(dan).patch('/users/me', { email: 'dan.me@parley.example', title: 'Sailor' }).expect(200);
    });

    it('cannot take any right', async () => {
      const ben = await app.person('ben.me');

      for (const field of ['isStaff', 'isSuperuser', 'isActive', 'username', 'password']) {
        const { body } = await app
          .as(ben)
          .patch('/users/me', { [field]: true })
          .expect(400);
        expect(body.errors).toMatchObject([{ pointer: `/${field}`, code: 'unknown_field' }]);
      }
    });
  });

  describe('in the directory', () => {
    it('are found by every word of a name or username, a page at a time, without their addresses', async () => {
      await app.person('dir.one', { firstName: 'Dora', lastName: 'Quist' });
      await app.person('dir.two', { firstName: 'Dora', lastName: 'Quill' });
      const seeker = await app.person('dir.seeker');
      const find = async (query: string) => (await app.as(seeker).get(`/users?${query}`).expect(200)).body;

      const first = await find('search=qui%20DORA&limit=1');
      const second = await find(`search=qui%20DORA&limit=1&cursor=${first.nextCursor}`);

      expect(first.items).toMatchObject([{ username: 'dir.one', displayName: 'Dora Quist' }]);
      expect(second.items).toMatchObject([{ username: 'dir.two' }]);
      expect(second.nextCursor).toBeNull();
      expect(JSON.stringify([first, second])).not.toContain('@');
      expect((await find('search=parley.example')).items).toEqual([]);
      expect((await find('search=%25')).items).toEqual([]);
    });

    it('are listed while they are active, and found by id for ever', async () => {
      const gone = await app.person('dir.gone');
      const seeker = await app.person('dir.seeker2');

      await app.as(app.root).patch(`/admin/users/${gone.id}`, { isActive: false }).expect(200);

      expect((await app.as(seeker).get('/users?search=dir.gone').expect(200)).body.items).toEqual([]);
      expect((await app.as(seeker).get(`/users/${gone.id}`).expect(200)).body).toMatchObject({ isActive: false });
      const nobody = await app.as(seeker).get('/users/0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071').expect(404);
      expect(nobody.body.code).toBe('user_not_found');
    });

    it('are for people who are signed in', async () => {
      await app.anonymous().get('/users').expect(401);
      await app.anonymous().get(`/users/${app.root.id}`).expect(401);
    });
  });
});
