import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

describe('a refresh token that was used up', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const me = (person: Pick<Person, 'token'>) => app.as(person).get('/users/me');
  const refresh = (refreshToken: string) => app.anonymous().post('/auth/refresh', { refreshToken });
  const jar = (cookies: string[]) => ({ cookie: cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') });
  const signInByCookie = async (login: string, headers: Record<string, string> = {}) => {
    const credentials = { login, password: 'correct-horse-battery', delivery: 'cookie' };
    const answer = await app.anonymous().with(headers).post('/auth/login', credentials).expect(200);
    return answer.headers.getSetCookie();
  };
  /** A browser whose first cookie has two successors. */
  const browserOf = async (person: Person) => {
    const oldest = await signInByCookie(person.username);
    const next = await app.anonymous().with(jar(oldest)).post('/auth/refresh').expect(200);
    const last = await app.anonymous().with(jar(next.headers.getSetCookie())).post('/auth/refresh').expect(200);
    return { oldest, newest: last.headers.getSetCookie(), token: last.body.accessToken };
  };
  const expectTheft = async (person: Person, newest: string[]) => {
    const refused = await app.anonymous().with(jar(newest)).post('/auth/refresh').expect(401);
    expect(refused.body.reason).toBe('token_reused');
    const acts = await app.database.query(
      `select action, actor_id from audit_log where target_type = 'session' and after ->> 'userId' = $1`,
      [person.id],
    );
    expect(acts).toEqual([{ action: 'session.token-reused', actor_id: null }]);
  };

  it('ends the session when it is used again', async () => {
    const ana = await app.person('copied');
    const { body: second } = await refresh(ana.refreshToken).expect(200);
    const { body: third } = await refresh(second.refreshToken).expect(200);
    const socket = await app.socketOf({ token: third.accessToken });

    const stolen = await refresh(ana.refreshToken).expect(401);

    expect(stolen.body.code).toBe('session_ended');
    await refresh(third.refreshToken).expect(401);
    await me({ token: third.accessToken }).expect(401);
    await eventually(() => expect(socket.closeCode).toBe(4401));
  });

  it('ends the session as stolen when somebody signs in over it', async () => {
    const [ana, next] = await app.people('copied.in', 'next');
    const { oldest, newest } = await browserOf(ana);

    await signInByCookie(next.username, jar(oldest));

    await expectTheft(ana, newest);
  });

  it('ends the session as stolen when a page signs out with it', async () => {
    const ana = await app.person('copied.out');
    const { oldest, newest, token } = await browserOf(ana);

    await app.as({ token }).with(jar(oldest)).post('/auth/logout').expect(204);

    await expectTheft(ana, newest);
  });

  it('is none of those that are ahead of the session since the database was put back', async () => {
    const ana = await app.person('put-back');
    const { body: second } = await refresh(ana.refreshToken).expect(200);
    const { body: third } = await refresh(second.refreshToken).expect(200);
    await app.database.query('update sessions set generation = 1 where user_id = $1', [ana.id]);

    const { body: fourth } = await refresh(third.refreshToken).expect(200);

    await me({ token: fourth.accessToken }).expect(200);
    await refresh(fourth.refreshToken).expect(200);
    const copied = await refresh(third.refreshToken).expect(401);
    expect(copied.body.reason).toBe('token_reused');
  });
});
