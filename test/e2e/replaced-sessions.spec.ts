import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { TestApp } from '../support/test-app.js';

describe('sessions whose cookie a browser loses', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const me = (person: { readonly token: string }) => app.as(person).get('/users/me');
  const jar = (cookies: string[]) => ({ cookie: cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') });
  const signInByCookie = async (username: string, headers: Record<string, string> = {}) => {
    const credentials = { login: username, password: 'correct-horse-battery', delivery: 'cookie' };
    const answer = await app.anonymous().with(headers).post('/auth/login', credentials).expect(200);
    return { body: answer.body, cookies: answer.headers.getSetCookie() };
  };
  const tokenOf = async (cookies: string[]): Promise<Record<string, string>> =>
    (await app.anonymous().with(jar(cookies)).post('/auth/refresh')).body;

  it('end at once, with their sockets, when somebody signs in or registers in their place', async () => {
    await app.person('earlier');
    const first = await signInByCookie('earlier');
    const socket = await app.socketOf({ token: first.body.accessToken });
    await app.person('later');

    const second = await signInByCookie('later', jar(first.cookies));

    await me({ token: first.body.accessToken }).expect(401);
    await eventually(() => expect(socket.closeCode).toBe(4401));
    expect(socket.of('session.revoked')).toMatchObject([{ data: { reason: 'replaced' } }]);
    const late = await app.anonymous().with(jar(first.cookies)).post('/auth/refresh').expect(401);
    expect([late.body.reason, late.headers.getSetCookie()]).toEqual(['replaced', []]);
    await app.as(app.root).patch('/admin/settings', { registration: 'open' }).expect(200);
    const account = { username: 'new', email: 'new@parley.example', password: 'correct-horse-battery' };
    await app
      .anonymous()
      .with(jar(second.cookies))
      .post('/auth/register', { ...account, delivery: 'cookie' })
      .expect(201);
    await me({ token: second.body.accessToken }).expect(401);
  });

  it('go on when whoever signs in does not get a cookie, or sends one that nobody made', async () => {
    await app.person('neighbour');
    const { body, cookies } = await signInByCookie('neighbour');
    const credentials = { login: 'neighbour', password: 'correct-horse-battery' };

    await app.anonymous().with(jar(cookies)).post('/auth/login', credentials).expect(200);
    const invented = cookies.map((cookie) => cookie.replace(/\.[\w-]{43}/, `.${'A'.repeat(43)}`));
    await signInByCookie('neighbour', jar(invented));

    await me({ token: body.accessToken }).expect(200);
  });

  it('end with the session of a page that signs out, whichever that has', async () => {
    const page = await app.person('two-sessions');
    const { body, cookies } = await signInByCookie('two-sessions');

    await app.as(page).with(jar(cookies)).post('/auth/logout').expect(204);

    await me(page).expect(401);
    await me({ token: body.accessToken }).expect(401);
    await app.anonymous().with(jar(cookies)).post('/auth/refresh').expect(401);
  });

  it('say whether the device is shared, with each token', async () => {
    const { password } = await app.person('at-the-counter');
    const credentials = { login: 'at-the-counter', password, delivery: 'cookie', shared: true };
    const signedIn = await app.anonymous().post('/auth/login', credentials).expect(200);
    const own = await signInByCookie('at-the-counter');

    expect([signedIn.body.shared, own.body.shared]).toEqual([true, false]);
    expect(await tokenOf(signedIn.headers.getSetCookie())).toMatchObject({ shared: true });
    expect(await tokenOf(own.cookies)).toMatchObject({ shared: false });
  });
});
