import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setUpApp } from '../support/authenticator-app.js';
import { type Person, TestApp } from '../support/test-app.js';

const WRONG = '000000';

describe('guesses at a second factor', () => {
  let app: TestApp;
  beforeAll(async () => {
    // One proxy is trusted, so that each guess can come from where it likes.
    app = await TestApp.start({ rateLimits: true, trustProxy: ['127.0.0.1'] });
  });
  afterAll(() => app.stop());

  const from = (ip: string) => app.anonymous().with({ 'x-forwarded-for': ip });
  const challengeAt = async ({ username, password }: Person, ip: string) =>
    (await from(ip).post('/auth/login', { login: username, password })).body.challenge as string | undefined;

  it('are ten from wherever they come, however many challenges there are', async () => {
    const ana = await app.person('ana');
    await setUpApp(app, ana);
    const opened = await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        const ip = `198.51.100.${n}`;
        return { ip, challenge: await challengeAt(ana, ip) };
      }),
    );
    const statuses: number[] = [];
    for (const { ip, challenge } of opened) {
      statuses.push((await from(ip).post('/auth/second-factor', { challenge, code: WRONG })).status);
    }

    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(new Set(statuses.slice(10))).toEqual(new Set([429]));
  });

  it('are ten in all sessions together', async () => {
    const ben = await app.person('ben');
    const sessions = [];
    for (let n = 0; n < 8; n++) {
      const login = { login: 'ben', password: ben.password };
      sessions.push((await from(`203.0.113.${n}`).post('/auth/login', login).expect(200)).body.accessToken as string);
    }
    await setUpApp(app, ben);
    const statuses: number[] = [];
    for (const token of [...sessions, ...sessions]) {
      statuses.push((await app.as({ token }).post('/auth/confirm', { code: WRONG })).status);
    }

    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    expect(statuses.at(-1)).toBe(429);
  });
});
