import { createHash, pbkdf2Sync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AnotherNode } from '../support/another-node.js';
import { Housekeeping } from '../../src/auth/housekeeping.js';
import { RevocationsPruner } from '../../src/core/security/revocations/revocations-pruner.js';
import { HashQueue } from '../../src/auth/passwords/hash-queue.js';
import { queriesDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

describe('sessions', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const me = (person: Pick<Person, 'token'>) => app.as(person).get('/users/me');
  const refresh = (refreshToken: string) => app.anonymous().post('/auth/refresh', { refreshToken });
  const hasEnded = (socket: Awaited<ReturnType<TestApp['socketOf']>>) => expect(socket.closeCode).toBe(4401);

  describe('signing in', () => {
    it('works with the username and with the e-mail address, in any case', async () => {
      const ana = await app.person('ana');

      for (const login of ['ana', 'ANA', ' ana ', 'ana@parley.example', 'Ana@Parley.Example']) {
        const { body } = await app.anonymous().post('/auth/login', { login, password: ana.password }).expect(200);
        expect(body).toMatchObject({ expiresIn: 900, user: { id: ana.id, lastLogin: expect.any(String) } });
      }
    });

    it('works with an address whose accents are composed differently, now or when it was stored', async () => {
      const [composed, decomposed] = ['zo\u00e9@parley.example', 'zoe\u0301@parley.example'];
      const password = 'correct-horse-battery';
      const zoe = { username: 'zoe', email: decomposed, password };
      await app.as(app.root).post('/admin/users', zoe).expect(201);
      for (const login of [composed, decomposed])
        await app.anonymous().post('/auth/login', { login, password }).expect(200);

      await app.database.query(`update users set email = $1 where username = 'zoe'`, [decomposed]);

      await app.anonymous().post('/auth/login', { login: decomposed, password }).expect(200);
    });

    it('answers alike for an unknown name, a wrong password and a deactivated account', async () => {
      const [ben, gone] = await app.people('ben', 'gone');
      await app.as(app.root).patch(`/admin/users/${gone.id}`, { isActive: false }).expect(200);

      const answers = await Promise.all(
        [
          { login: 'nobody-at-all', password: ben.password },
          { login: 'nobody@parley.example', password: ben.password },
          { login: ben.username, password: 'not-the-password' },
          { login: gone.username, password: gone.password },
          { login: gone.username, password: 'not-the-password' },
        ].map((request) => app.anonymous().post('/auth/login', request).expect(401)),
      );

      const bodies = answers.map(({ body }) => ({ ...body, requestId: '' }));
      expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
      expect(bodies[0]).toMatchObject({ code: 'invalid_credentials' });
      await app.signIn(ben.username);
    });

    it('hashes once whoever is named, so that the time tells nothing', async () => {
      const [known, gone] = await app.people('timed', 'timed.gone');
      await app.as(app.root).patch(`/admin/users/${gone.id}`, { isActive: false }).expect(200);
      const hashes = jest.spyOn(HashQueue.prototype, 'run');
      const hashesFor = async (login: string, password: string) => {
        hashes.mockClear();
        await app.anonymous().post('/auth/login', { login, password }).expect(401);
        return hashes.mock.calls.length;
      };

      const counts = [
        await hashesFor(known.username, 'not-the-password'),
        await hashesFor('unknown', 'not-the-password'),
        await hashesFor('unknown@parley.example', 'not-the-password'),
        await hashesFor(gone.username, 'not-the-password'),
        await hashesFor(gone.username, gone.password),
      ];

      hashes.mockRestore();
      expect(counts).toEqual([1, 1, 1, 1, 1]);
    });

    it('takes a password that came from Django, and keeps it as argon2id from then on', async () => {
      const imported = await app.person('imported');
      const key = pbkdf2Sync('the old password', 'seasalt', 1_000, 32, 'sha256').toString('base64');
      const stored = () =>
        app.database.query<{ password: string }>('select password from users where id = $1', [imported.id]);
      await app.database.query('update users set password = $2 where id = $1', [
        imported.id,
        `pbkdf2_sha256$1000$seasalt$${key}`,
      ]);

      await app.signIn('imported', 'the old password');

      expect((await stored())[0]?.password).toMatch(/^\$argon2id\$/);
      await app.signIn('imported', 'the old password');
    });
  });

  describe('staying signed in', () => {
    it('gives a new pair of tokens for the refresh token', async () => {
      const ana = await app.person('fresh');

      const { body } = await refresh(ana.refreshToken).expect(200);

      expect(body.refreshToken).not.toBe(ana.refreshToken);
      expect(body.user.id).toBe(ana.id);
      await me({ token: body.accessToken }).expect(200);
    });

    it('gives two tabs that refresh at once the same successor, and both go on', async () => {
      const ana = await app.person('tabs');

      const tabs = await Promise.all([1, 2, 3].map(() => refresh(ana.refreshToken).expect(200)));
      const late = await refresh(ana.refreshToken).expect(200);

      const successors = new Set([...tabs, late].map(({ body }) => body.refreshToken));
      expect(successors.size).toBe(1);
      for (const successor of successors) await refresh(successor).expect(200);
    });

    it('does not take the token before the newest after a minute', async () => {
      const ana = await app.person('slow');
      await refresh(ana.refreshToken).expect(200);
      await app.database.query(`update sessions set rotated_at = now() - interval '61 seconds' where user_id = $1`, [
        ana.id,
      ]);

      await refresh(ana.refreshToken).expect(401);
    });

    it('ends after 30 idle days, and after 90 in any case', async () => {
      const [idle, old] = await app.people('idle', 'old');
      await app.database.query(`update sessions set last_used_at = now() - interval '30 days' where user_id = $1`, [
        idle.id,
      ]);
      await app.database.query(`update sessions set created_at = now() - interval '90 days' where user_id = $1`, [
        old.id,
      ]);

      for (const { refreshToken } of [idle, old]) await refresh(refreshToken).expect(401);
    });

    it('refuses what is no refresh token, and keeps the session', async () => {
      const ana = await app.person('forged');
      const forged = ana.refreshToken.replace(/\.1\./, '.2.');

      for (const token of [forged, 'hello', ana.token]) await refresh(token.slice(0, 200)).expect(401);

      await refresh(ana.refreshToken).expect(200);
    });

    it('keeps nothing in the database with which somebody could sign in', async () => {
      const ana = await app.person('dumped');

      const [session] = await app.database.query('select * from sessions where user_id = $1', [ana.id]);
      const devices = await app.database.query('select * from known_devices where user_id = $1', [ana.id]);

      const signature = ana.refreshToken.split('.')[2] ?? '';
      const digest = createHash('sha256').update(signature).digest('hex');
      expect(JSON.stringify([session, devices])).not.toMatch(new RegExp(`${signature}|${digest}`));
    });
  });

  it('cost a request that is signed in no query of their own', async () => {
    const ana = await app.person('quick');
    await me(ana).expect(200);

    const queries = await queriesDuring(() => me(ana).expect(200));

    expect(queries.filter((text) => /\b(sessions|revocations)\b/.test(text))).toEqual([]);
    // Who I am, and which fields profiles have.
    expect(queries).toHaveLength(2);
  });

  it('leave the database some time after they ended', async () => {
    const [ended, idle, open] = await app.people('tidy.ended', 'tidy.idle', 'tidy.open');
    const monthAgo = `now() - interval '31 days'`;
    await app.database.query(`update sessions set ended_at = ${monthAgo} where user_id = $1`, [ended.id]);
    await app.database.query(`update sessions set last_used_at = ${monthAgo} where user_id = $1`, [idle.id]);
    await app.database.query(`update revocations set at = now() - interval '2 hours'`);

    await app.nest.get(Housekeeping).handle();
    await app.nest.get(RevocationsPruner).handle();

    const left = await app.database.query<{ user_id: string }>('select user_id from sessions where user_id = any($1)', [
      [ended.id, idle.id, open.id],
    ]);
    expect(left).toEqual([{ user_id: open.id }]);
    expect(await app.database.query('select id from revocations')).toEqual([]);
  });

  describe('in a browser', () => {
    const signInByCookie = async (username: string, headers: Record<string, string> = {}) => {
      const answer = await app
        .anonymous()
        .with(headers)
        .post('/auth/login', { login: username, password: 'correct-horse-battery', delivery: 'cookie' })
        .expect(200);
      return { body: answer.body, cookies: answer.headers.getSetCookie() };
    };
    const jar = (cookies: string[]) => ({ cookie: cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') });

    it('keep the refresh token where no script can read it', async () => {
      await app.person('browser');

      const { body, cookies } = await signInByCookie('browser');

      const { port } = new URL(app.url);
      const [cookie] = cookies.filter((line) => line.startsWith(`parley_refresh_${port}=`));
      expect(cookie).toMatch(/; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/);
      expect(body).not.toHaveProperty('refreshToken');
      expect(body).not.toHaveProperty('deviceToken');
    });

    it('go on by the cookie alone, and end with it', async () => {
      await app.person('returning');
      const { cookies } = await signInByCookie('returning');

      const refreshed = await app.anonymous().with(jar(cookies)).post('/auth/refresh').expect(200);
      const next = refreshed.headers.getSetCookie();
      const out = await app.as({ token: refreshed.body.accessToken }).with(jar(next)).post('/auth/logout').expect(204);

      expect(refreshed.body).not.toHaveProperty('refreshToken');
      expect(next).toEqual([
        expect.stringMatching(/^parley_refresh_\d+=[^;]/),
        expect.stringMatching(/^parley_files_\d+=[^;]/),
        expect.stringMatching(/^parley_files_\d+=[^;]/),
      ]);
      expect(out.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^parley_refresh_\d+=;.*(Max-Age=0|1970)/),
        expect.stringMatching(/^parley_files_\d+=;.*(Max-Age=0|1970)/),
        expect.stringMatching(/^parley_files_\d+=;.*(Max-Age=0|1970)/),
      ]);
      const gone = await app.anonymous().with(jar(next)).post('/auth/refresh').expect(401);
      expect(gone.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^parley_refresh_\d+=;/),
        expect.stringMatching(/^parley_files_\d+=;/),
        expect.stringMatching(/^parley_files_\d+=;/),
      ]);
      await app.anonymous().post('/auth/refresh').expect(401);
    });

    it('on a shared device leave nothing behind the browser, and end after 12 idle hours', async () => {
      const ana = await app.person('guest');
      const credentials = { login: 'guest', password: ana.password, delivery: 'cookie' };
      const signIn = await app
        .anonymous()
        .post('/auth/login', { ...credentials, shared: true })
        .expect(200);
      const cookies = signIn.headers.getSetCookie();
      const refreshed = await app.anonymous().with(jar(cookies)).post('/auth/refresh').expect(200);
      const next = refreshed.headers.getSetCookie();

      for (const set of [cookies, next]) {
        expect(set).toEqual([
          expect.stringMatching(/^parley_refresh_\d+=/),
          expect.stringMatching(/^parley_files_\d+=/),
          expect.stringMatching(/^parley_files_\d+=/),
        ]);
        for (const cookie of set) expect(cookie).not.toMatch(/Max-Age|Expires/i);
      }
      await app.database.query(
        `update sessions set last_used_at = now() - interval '12 hours' where user_id = $1 and is_shared`,
        [ana.id],
      );
      await app.anonymous().with(jar(next)).post('/auth/refresh').expect(401);
      // One's own device goes on.
      await refresh(ana.refreshToken).expect(200);
    });

    it('are refused to pages of other sites, wherever the cookie is set or read', async () => {
      const ana = await app.person('phished');
      const login = { login: 'phished', password: ana.password };
      const foreign = { origin: 'https://evil.example' };

      for (const [path, body] of [
        ['/auth/login', login],
        ['/auth/refresh', { refreshToken: ana.refreshToken }],
        ['/auth/register', {}],
        ['/setup', {}],
      ] as const) {
        const answer = await app.anonymous().with(foreign).post(path, body).expect(403);
        expect([path, answer.body.code]).toEqual([path, 'origin_refused']);
      }
      await app.as(ana).with(foreign).post('/auth/logout').expect(403);

      await app.anonymous().with({ origin: app.url }).post('/auth/login', login).expect(200);
      await app.as(ana).with({ origin: app.url }).post('/auth/logout').expect(204);
    });

    it('do not come from a form that another site could post', async () => {
      const answer = await app
        .anonymous()
        .raw('POST', '/auth/login', 'login=ana&password=x', 'application/x-www-form-urlencoded')
        .expect(415);

      expect(answer.body.code).toBe('unsupported_media_type');
    });
  });

  describe('ending', () => {
    it('one by signing out: its tokens are refused at once and its socket closes, the others go on', async () => {
      const laptop = await app.person('leaver');
      const phone = await app.signIn('leaver');
      const socket = await app.socketOf(laptop);
      await me(laptop).expect(200);

      await app.as(laptop).post('/auth/logout').expect(204);

      await me(laptop).expect(401);
      await refresh(laptop.refreshToken).expect(401);
      await eventually(() => hasEnded(socket));
      await me(phone).expect(200);
    });

    it('another of mine from the list of devices, and nobody else’s', async () => {
      const laptop = await app.person('devices');
      const phone = await app.signIn('devices');
      const stranger = await app.person('stranger');
      const { body } = await app.as(laptop).with({ 'user-agent': 'A browser' }).get('/auth/sessions').expect(200);
      const other = body.items.find((session: { current: boolean }) => !session.current);

      expect(body.items).toHaveLength(2);
      expect(body.items.filter((session: { current: boolean }) => session.current)).toHaveLength(1);
      const refused = await app.as(stranger).delete(`/auth/sessions/${other.id}`).expect(404);
      expect(refused.body.code).toBe('session_not_found');
      await me(phone).expect(200);
      await app.as(laptop).delete(`/auth/sessions/${other.id}`).expect(204);
      await me(phone).expect(401);
      await me(laptop).expect(200);
      await app.as(laptop).delete(`/auth/sessions/${other.id}`).expect(404);
    });

    it('all others by changing the password', async () => {
      const laptop = await app.person('careful');
      const phone = await app.signIn('careful');
      const socket = await app.socketOf(phone);
      const change = (currentPassword: string, newPassword: string) =>
        app.as(laptop).post('/auth/password', { currentPassword, newPassword });

      expect((await change('not-the-password', 'eight-herons-dance').expect(403)).body).toMatchObject({
        code: 'wrong_password',
        errors: [{ pointer: '/currentPassword' }],
      });
      expect((await change(laptop.password, 'careful-2026').expect(400)).body).toMatchObject({
        code: 'password_too_common',
        errors: [{ pointer: '/newPassword' }],
      });
      await me(phone).expect(200);
      await change(laptop.password, 'eight-herons-dance').expect(204);

      await me(laptop).expect(200);
      await refresh(laptop.refreshToken).expect(200);
      await me(phone).expect(401);
      await refresh(phone.refreshToken).expect(401);
      await eventually(() => hasEnded(socket));
      await app.anonymous().post('/auth/login', { login: 'careful', password: laptop.password }).expect(401);
      await app.signIn('careful', 'eight-herons-dance');
    });

    it('the one used longest ago, when somebody signs in for the hundred-and-first time', async () => {
      const oldest = await app.person('program');
      const second = await app.signIn('program');
      await app.database.query(
        `insert into sessions (id, user_id, rotated_at, user_agent, ip, created_at, last_used_at)
         select gen_random_uuid(), $1, now(), '', '', now(), now() from generate_series(1, 98)`,
        [oldest.id],
      );

      await app.signIn('program');

      await me(oldest).expect(401);
      await me(second).expect(200);
    });

    it('reaches other nodes', async () => {
      const elsewhere = await AnotherNode.beside(app);
      const ana = await app.person('everywhere');
      const socket = await elsewhere.socketOf(ana);
      await elsewhere.as(ana).get('/users/me').expect(200);

      await app.as(ana).post('/auth/logout').expect(204);
      await eventually(async () => {
        const { status } = await elsewhere.as(ana).get('/users/me');
        expect(status).toBe(401);
      });
      await eventually(() => hasEnded(socket));

      await elsewhere.stop();
    });
  });
});
