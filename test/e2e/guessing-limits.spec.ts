import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { RateLimiter } from '../../src/core/http/rate-limit/rate-limiter.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
import { TestApp } from '../support/test-app.js';

describe('limits on guessing', () => {
  let app: TestApp;
  beforeAll(async () => {
    // One proxy is trusted, so that each test can come from where it likes.
    app = await TestApp.start({ rateLimits: true, trustProxy: ['127.0.0.1'] });
    await app.people('victim', 'neighbour');
  });
  afterAll(() => app.stop());
  let laterMs = 0;
  beforeEach(async () => {
    await app.database.query('delete from sign_in_failures');
    // What one test was refused is not remembered in the next.
    laterMs += 1_000;
    const clock = () => performance.now() + laterMs;
    jest.spyOn(app.nest.get(RateLimiter, { strict: false }), 'now').mockImplementation(clock);
  });

  const PASSWORD = 'correct-horse-battery';
  const logIn = (login: string, password: string, ip: string, deviceToken?: string) =>
    app.anonymous().with({ 'x-forwarded-for': ip }).post('/auth/login', { login, password, deviceToken });
  const guess = (login: string, ip: string) => logIn(login, 'a-wrong-password', ip);
  const guesses = async (times: number, login: string, ip: string) => {
    for (let i = 0; i < times; i++) await guess(login, ip).expect(401);
  };
  /** From as many places as it takes: what every stranger has together is used up. */
  const attackedFromEverywhere = async (login: string) => {
    for (let i = 0; i < 10; i++) await guess(login, `198.51.100.${i}`).expect(401);
    await guess(login, '198.51.100.250').expect(429);
  };

  it('hold the sixth failure for one account from one address up, the right password too, and nobody else', async () => {
    await guesses(5, 'victim', '203.0.113.1');

    const { body, headers } = await logIn('victim', PASSWORD, '203.0.113.1').expect(429);

    expect(body.code).toBe('rate_limited');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(900);
    expect(headers.get('ratelimit')).toMatch(/^"guesses";r=0;t=\d+$/);
    await logIn('victim', PASSWORD, '203.0.113.2').expect(200);
    await logIn('neighbour', PASSWORD, '203.0.113.1').expect(200);
  });

  it('answer who goes on guessing without the database, but not a device that signed in before', async () => {
    const { deviceToken } = (await logIn('neighbour', PASSWORD, '203.0.113.1').expect(200)).body;
    await guesses(5, 'neighbour', '203.0.113.1');
    jest.spyOn(app.nest.get(RateLimiter, { strict: false }), 'now').mockReturnValue(performance.now() + laterMs);
    await guess('neighbour', '203.0.113.1').expect(429);

    const asked = await queriesDuring(async () => {
      const { headers } = await guess('Neighbour', '203.0.113.1').expect(429);
      expect(headers.get('ratelimit')).toMatch(/^"guesses";r=0;t=\d{3}$/);
    });

    expect(asked).toEqual([]);
    await logIn('neighbour', PASSWORD, '203.0.113.1', deviceToken).expect(200);
  });

  it('end after a quarter of an hour', async () => {
    await guesses(5, 'victim', '203.0.113.1');

    await app.database.query(`update sign_in_failures set at = at - interval '15 minutes'`);

    await logIn('victim', PASSWORD, '203.0.113.1').expect(200);
  });

  it('do not count what succeeds', async () => {
    for (let i = 0; i < 8; i++) await logIn('victim', PASSWORD, '203.0.113.1').expect(200);
  });

  it('are the same for a name that nobody has', async () => {
    await guesses(5, 'nobody-at-all', '203.0.113.1');

    await guess('nobody-at-all', '203.0.113.1').expect(429);
  });

  it('count also what a proxy hands on that is no address, however long', async () => {
    await app.person('yasmin');
    const { body } = await logIn('yasmin', PASSWORD, 'no address '.repeat(9)).expect(200);
    const { body: devices } = await app.as({ token: body.accessToken }).get('/auth/sessions').expect(200);

    expect(devices.items[0].ip).toBe('no address '.repeat(9).slice(0, 45));
  });

  it('take a site of IPv6 networks for one address', async () => {
    for (let i = 0; i < 5; i++) await guess('victim', `2001:db8:1:${i}::1`).expect(401);

    await guess('victim', '2001:db8:1:ffff::1').expect(429);
    await logIn('victim', PASSWORD, '2001:db8:2::1').expect(200);
  });

  it('count an account once, by its name in any case and by its e-mail address', async () => {
    for (let i = 0; i < 4; i++) await guess('Victim', `203.0.113.${i}`).expect(401);
    for (let i = 4; i < 8; i++) await guess('victim@parley.example', `203.0.113.${i}`).expect(401);
    for (let i = 8; i < 10; i++) await guess('VICTIM@parley.example', `203.0.113.${i}`).expect(401);

    await guess('victim', '203.0.113.10').expect(429);
  });

  it('keep the last three tries of an account for those who have not failed', async () => {
    await guesses(5, 'victim', '203.0.113.1');
    await guesses(2, 'victim', '203.0.113.2');

    await guess('victim', '203.0.113.2').expect(429);
    await logIn('victim', PASSWORD, '203.0.113.3').expect(200);
  });

  it('let ten guesses in all through when they come at once from everywhere, by every name', async () => {
    const logins = ['victim', 'VICTIM', 'victim@parley.example'];
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => guess(logins[i % 3] ?? '', `203.0.113.${i}`)),
    );

    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30);
  });

  it('leave the database to everybody else, however many wait for each other at one account', async () => {
    const [victim] = await app.database.query<{ id: string }>(`select id from users where username = 'victim'`);
    const neighbour = await app.signIn('neighbour');
    const other = new Client(app.database.url);
    await other.connect();
    await other.query('begin');
    await other.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      createHash('sha256').update(`user ${victim?.id}`).digest('hex'),
    ]);
    const guessed = Promise.all(Array.from({ length: 40 }, (_, i) => guess('victim', `203.0.113.${i}`)));
    const waiting = () =>
      app.database.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
      );
    await eventually(async () => expect(await waiting()).not.toEqual([]));

    await app.as(neighbour).get('/conversations').expect(200);
    expect((await waiting()).length).toBeLessThanOrEqual(4);

    await other.end();
    expect((await guessed).filter(({ status }) => status === 401)).toHaveLength(10);
  });

  it('do not stop many who sign in with the right password from one address at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => logIn('victim', PASSWORD, '203.0.113.1')));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(12);
  });

  it('hold an address up that tries one account after the other', async () => {
    for (let i = 0; i < 30; i++) await guess(`somebody-${i}`, '203.0.113.3').expect(401);

    await guess('somebody-else', '203.0.113.3').expect(429);
    await guess('somebody-else', '203.0.113.4').expect(401);
  });

  it('judge of a burst of names from one address no more than thirty and what the node takes on at once', async () => {
    const answers = await Promise.all(Array.from({ length: 150 }, (_, i) => guess(`burst-${i}`, '203.0.113.3')));

    const judged = answers.filter(({ status }) => status === 401).length;
    expect(judged).toBeGreaterThanOrEqual(30);
    // 50 wait for a core, and as many as there are connections are on their way there.
    expect(judged).toBeLessThanOrEqual(30 + availableParallelism() + 50 + 16);
    await guess('burst-over', '203.0.113.3').expect(429);
  });

  it('answer an address that tries ever new names without the database, and its known devices as ever', async () => {
    const { deviceToken } = (await logIn('victim', PASSWORD, '203.0.113.3').expect(200)).body;
    for (let i = 0; i < 30; i++) await guess(`somebody-${i}`, '203.0.113.3').expect(401);
    jest.spyOn(app.nest.get(RateLimiter, { strict: false }), 'now').mockReturnValue(performance.now() + laterMs);
    await guess('somebody-else', '203.0.113.3').expect(429);

    const asked = await queriesDuring(async () => {
      for (let i = 0; i < 3; i++) await guess(`anybody-${i}`, '203.0.113.3').expect(429);
    });

    expect(asked).toEqual([]);
    await logIn('victim', PASSWORD, '203.0.113.3', deviceToken).expect(200);
    await guess('anybody', '203.0.113.4').expect(401);
  });

  it('let no more through when many try at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess('victim', '203.0.113.5')));

    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('are counted for all nodes together', async () => {
    const elsewhere = await AnotherNode.beside(app);
    await guesses(5, 'victim', '203.0.113.6');

    await elsewhere
      .anonymous()
      .with({ 'x-forwarded-for': '203.0.113.6' })
      .post('/auth/login', { login: 'victim', password: PASSWORD })
      .expect(429);

    await elsewhere.stop();
  });

  describe('while an account is attacked from everywhere', () => {
    it('hold strangers up, but not a device that signed in before', async () => {
      const { deviceToken } = (await logIn('victim', PASSWORD, '203.0.113.7').expect(200)).body;
      await attackedFromEverywhere('victim');

      const stranger = await logIn('victim', PASSWORD, '203.0.113.8').expect(429);
      await logIn('victim', PASSWORD, '203.0.113.8', deviceToken).expect(200);
      await logIn('neighbour', PASSWORD, '203.0.113.8').expect(200);

      expect(Number(stranger.headers.get('retry-after'))).toBeGreaterThan(60);
    });

    it('know a browser by its cookie', async () => {
      const browser = app.anonymous().with({ 'x-forwarded-for': '203.0.113.7' });
      const credentials = { login: 'victim', password: PASSWORD, delivery: 'cookie' };
      const cookies = (await browser.post('/auth/login', credentials).expect(200)).headers.getSetCookie();
      const cookie = cookies.map((line) => line.split(';', 1)[0]).join('; ');
      await attackedFromEverywhere('victim');

      await browser.with({ cookie }).post('/auth/login', credentials).expect(200);
      await browser.post('/auth/login', credentials).expect(429);
    });

    it('are not fooled by another account’s device or an invented one', async () => {
      const { deviceToken } = (await logIn('neighbour', PASSWORD, '203.0.113.7').expect(200)).body;
      await attackedFromEverywhere('victim');

      for (const token of [deviceToken, 'an-invented-device-token']) {
        await logIn('victim', PASSWORD, '203.0.113.8', token).expect(429);
      }
    });

    it('let a known device fail ten times, and no more', async () => {
      const { deviceToken } = (await logIn('victim', PASSWORD, '203.0.113.7').expect(200)).body;
      for (let i = 0; i < 10; i++)
        await logIn('victim', 'a-wrong-password', `203.0.113.1${i}`, deviceToken).expect(401);

      await logIn('victim', PASSWORD, '203.0.113.20', deviceToken).expect(429);
    });
  });

  it('of a neighbour at the same address do not keep a known device out', async () => {
    const { deviceToken } = (await logIn('victim', PASSWORD, '203.0.113.30').expect(200)).body;
    const neighbour = app.anonymous().with({ 'x-forwarded-for': '203.0.113.30' });
    await Promise.all(Array.from({ length: 60 }, () => neighbour.post('/auth/refresh', { refreshToken: 'nonsense' })));
    for (let i = 0; i < 40; i++) await guess(`nobody-${i}`, '203.0.113.30');

    await logIn('neighbour', PASSWORD, '203.0.113.30').expect(429);
    await logIn('victim', PASSWORD, '203.0.113.30', deviceToken).expect(200);
    await neighbour.get('/meta').expect(200);
  });

  it('hold up who guesses the password of a session that was left open', async () => {
    const { accessToken: token } = (await logIn('neighbour', PASSWORD, '203.0.113.9').expect(200)).body;
    const change = (currentPassword: string) =>
      app.as({ token }).post('/auth/password', { currentPassword, newPassword: 'eight-herons-dance' });

    for (let i = 0; i < 5; i++) await change(`a-wrong-password-${i}`).expect(403);

    await change(PASSWORD).expect(429);
    await logIn('neighbour', PASSWORD, '203.0.113.9').expect(200);
  });

  it('look for a known device whatever the token and the name, so that the time tells nothing', async () => {
    const { deviceToken } = (await logIn('victim', PASSWORD, '203.0.113.7').expect(200)).body;
    const { deviceToken: another } = (await logIn('neighbour', PASSWORD, '203.0.113.7').expect(200)).body;
    const queriesFor = (login: string, token: string | undefined, ip: string) =>
      queriesDuring(async () => void (await logIn(login, 'a-wrong-password', ip, token).expect(401)));

    const known = await queriesFor('victim', deviceToken, '203.0.113.8');

    expect(known.length).toBeGreaterThan(0);
    expect(await queriesFor('victim', another, '203.0.113.9')).toEqual(known);
    expect(await queriesFor('victim', 'A'.repeat(43), '203.0.113.10')).toEqual(known);
    expect(await queriesFor('victim', undefined, '203.0.113.11')).toEqual(known);
    expect(await queriesFor('nobody-at-all', deviceToken, '203.0.113.12')).toEqual(known);
    expect(await queriesFor('nobody-at-all', undefined, '203.0.113.13')).toEqual(known);
  });
});
