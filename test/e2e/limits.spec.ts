import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ConversationsService } from '../../src/messages/conversations/conversations.service.js';
import { RateLimiter } from '../../src/core/http/rate-limit/rate-limiter.js';
import type { Answer } from '../support/caller.js';
import { eventually } from '../support/eventually.js';
import { TestApp } from '../support/test-app.js';

describe('limits on requests', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ rateLimits: true });
  });
  afterAll(() => app.stop());
  /** As if they came in one moment, however slow the machine is. */
  const refusedOf = async (requests: PromiseLike<Answer>[]) => {
    const clock = jest.spyOn(app.nest.get(RateLimiter, { strict: false }), 'now').mockReturnValue(performance.now());
    const answers = await Promise.all(requests);
    clock.mockRestore();
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.length - refused.length).toBeGreaterThan(0);
    return refused;
  };

  it('stop a person who sends without pause, and nobody else', async () => {
    const { token } = await app.signIn('root');
    const ben = await app.person('ben');

    const [refused] = await refusedOf(
      Array.from({ length: 120 }, () => app.as({ token }).patch('/users/me', { about: randomUUID() })),
    );

    expect(refused?.body.code).toBe('rate_limited');
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect(refused?.headers.get('ratelimit')).toBe('"send";r=0;t=1');
    await app.as(ben).patch('/users/me', { about: 'Calm.' }).expect(200);
  });

  it('let three hundred people of one address open the page at once', async () => {
    const { refreshToken } = await app.signIn('root');
    const clock = jest.spyOn(app.nest.get(RateLimiter, { strict: false }), 'now').mockReturnValue(performance.now());
    const looks = await Promise.all(Array.from({ length: 300 }, () => app.anonymous().get('/meta')));
    const nonsense = Array.from({ length: 100 }, () => app.anonymous().post('/auth/refresh', { refreshToken: 'no' }));
    const refused = (await Promise.all(nonsense)).filter(({ status }) => status === 429);
    const genuine = await app.anonymous().post('/auth/refresh', { refreshToken });
    clock.mockRestore();

    expect(looks.map(({ status }) => status)).toEqual(looks.map(() => 200));
    expect(refused.length).toBeGreaterThan(0);
    expect(genuine.status).toBe(200);
  });

  it('stop an address that asks without signing in', async () => {
    const refused = await refusedOf(Array.from({ length: 610 }, () => app.anonymous().get('/meta')));

    expect(refused.length).toBeGreaterThan(0);
  });

  it('stop an address whose requests are refused, and nobody who is signed in there', async () => {
    const kate = await app.person('kate');
    const wrong = app.as({ token: 'no-token-at-all' });

    const refused = await refusedOf(Array.from({ length: 220 }, () => wrong.get('/users/me')));

    expect(refused).toHaveLength(20);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    await app.as(kate).get('/users/me').expect(200);
    await app.signIn('kate');
  });

  it('stop an address that asks for what is not there', async () => {
    const refused = await refusedOf(Array.from({ length: 310 }, () => app.anonymous().get('/nothing')));

    expect(refused.length).toBeGreaterThan(100);
  });
});

describe('what one person asks at once', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ rateLimits: true });
  });
  afterAll(() => app.stop());

  it('is worked on four at a time, and the others are served meanwhile', async () => {
    const [ana, ben] = await app.people('ana', 'ben');
    const conversations = app.nest.get(ConversationsService);
    const list = conversations.list.bind(conversations);
    const gate = Promise.withResolvers<void>();
    const begun: string[] = [];
    jest.spyOn(conversations, 'list').mockImplementation(async (principal, ...query) => {
      begun.push(principal.userId);
      if (principal.userId === ana.id) await gate.promise;
      return list(principal, ...query);
    });

    const anas = Array.from({ length: 20 }, () => app.as(ana).get('/conversations').expect(200));
    await eventually(() => expect(begun).toHaveLength(4));
    await app.as(ben).get('/conversations').expect(200);
    expect(begun.filter((userId) => userId === ana.id)).toHaveLength(4);

    gate.resolve();
    await Promise.all(anas);
    expect(begun.filter((userId) => userId === ana.id)).toHaveLength(20);
  });
});

describe('behind a proxy that speaks https', () => {
  it('cookies are secure exactly when the person came by https', async () => {
    const app = await TestApp.start({ trustProxy: ['127.0.0.1'], publicUrl: 'https://parley.example.org' });
    const logIn = async (headers: Record<string, string>) => {
      const credentials = { login: 'root', password: 'correct-horse-battery', delivery: 'cookie' };
      const answer = await app.anonymous().with(headers).post('/auth/login', credentials).expect(200);
      return answer.headers.getSetCookie();
    };
    const proxy = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'parley.example.org' };

    const secure = await logIn({ ...proxy, origin: 'https://parley.example.org' });
    const plain = await logIn({});

    expect(secure).toEqual([
      expect.stringMatching(/^__Secure-parley_refresh_443=.*; Secure/),
      expect.stringMatching(/^__Secure-parley_files_443=.*; Secure/),
      expect.stringMatching(/^__Secure-parley_files_443=.*; Secure/),
      expect.stringMatching(/^__Secure-parley_device_443=.*; Secure/),
    ]);
    expect(plain.join()).not.toContain('Secure');
    await app.stop();
  });

  it('cookies are secure for an https page though nobody said whom to trust as a proxy', async () => {
    const app = await TestApp.start({ publicUrl: 'https://parley.example.org' });
    const credentials = { login: 'root', password: 'correct-horse-battery', delivery: 'cookie' };
    const logIn = async (origin: string) => {
      const answer = await app.anonymous().with({ origin }).post('/auth/login', credentials).expect(200);
      return answer.headers.getSetCookie();
    };

    const secure = await logIn('https://parley.example.org');
    const plain = await logIn(app.url);
    const cookie = secure[0]?.split(';')[0] ?? '';

    expect(secure).toEqual(Array(4).fill(expect.stringMatching(/^__Secure-parley_.*; Secure/)));
    expect(plain.join()).not.toContain('Secure');
    await app.anonymous().with({ origin: 'https://parley.example.org', cookie }).post('/auth/refresh').expect(200);
    await app.stop();
  });

  it('a cookie of the earlier name goes on under the new one', async () => {
    const app = await TestApp.start({ trustProxy: ['127.0.0.1'] });
    const { refreshToken } = await app.signIn('root');
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'parley.example.org' };

    const earlier = { ...headers, cookie: `parley_refresh_443=${refreshToken}` };
    const { headers: answered } = await app.anonymous().with(earlier).post('/auth/refresh').expect(200);

    expect(answered.getSetCookie()).toEqual([
      expect.stringMatching(/^__Secure-parley_refresh_443=\w/),
      expect.stringMatching(/^parley_refresh_443=;.*(Max-Age=0|1970)/),
      expect.stringMatching(/^__Secure-parley_files_443=\w/),
      expect.stringMatching(/^__Secure-parley_files_443=\w/),
    ]);
    await app.stop();
  });

  it.each(['/auth/login', '/auth/logout'])('%s ends the sessions of both names of a cookie', async (path) => {
    const app = await TestApp.start({ trustProxy: ['127.0.0.1'] });
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'parley.example.org' };
    const [one, other, asking] = [await app.signIn('root'), await app.signIn('root'), await app.signIn('root')];
    const cookie = `__Secure-parley_refresh_443=${one.refreshToken}; parley_refresh_443=${other.refreshToken}`;
    const browser = app.anonymous().with({ ...headers, cookie, authorization: `Bearer ${asking.token}` });
    const rotated = await browser.post('/auth/refresh').expect(200);
    expect(rotated.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Secure-parley_refresh_443=\w/),
      expect.stringMatching(/^__Secure-parley_files_443=\w/),
      expect.stringMatching(/^__Secure-parley_files_443=\w/),
    ]);

    await browser.post(path, { login: 'root', password: 'correct-horse-battery', delivery: 'cookie' });

    for (const { refreshToken } of [one, other])
      await app.anonymous().post('/auth/refresh', { refreshToken }).expect(401);
    await app.stop();
  });
});
