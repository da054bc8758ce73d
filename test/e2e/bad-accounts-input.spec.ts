import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../support/test-app.js';

const ABSENT = '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071';
const NUL = 'a\0b';
const HALF = 'a\ud83d';

interface Operation {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  /** What would be accepted. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What is wrong with a field, by its value. */
  readonly wrong: Readonly<Record<string, readonly unknown[]>>;
  readonly asRoot?: true;
}

const LONG_NAME = 'n'.repeat(151);
const USERNAMES = ['ab', 'x'.repeat(33), 'ana berg', 'ána', 'ana@berg', 5, null, ['ana'], undefined];
const EMAILS = ['"a b"@example.org', '', 'ana', 'ana@', 'ana@x', `${'a'.repeat(250)}@example.org`, 5, null, {}];
const PASSWORDS = ['seven c', 'x'.repeat(201), 5, null, ['seven-otters-sing'], undefined];
const NAMES = [LONG_NAME, 5, null, 'two\nlines', ['Ana']];
const newAccount = { username: 'ana', email: 'ana@example.org', password: 'seven-otters-sing' };
const wrongAccount = { username: USERNAMES, email: EMAILS, password: PASSWORDS, firstName: NAMES, lastName: NAMES };
const DELIVERIES = ['post', 5, null];

const OPERATIONS: readonly Operation[] = [
  {
    method: 'POST',
    path: '/setup',
    body: { ...newAccount, token: 'the-set-up-token-of-tests' },
    wrong: { ...wrongAccount, token: ['', 'x'.repeat(201), 5, null, undefined], delivery: DELIVERIES },
  },
  {
    method: 'POST',
    path: '/auth/register',
    body: newAccount,
    wrong: { ...wrongAccount, inviteToken: ['', 'x'.repeat(101), 5, null], delivery: DELIVERIES },
  },
  {
    method: 'POST',
    path: '/auth/login',
    body: { login: 'root', password: 'correct-horse-battery' },
    wrong: {
      login: ['', 'x'.repeat(255), 5, null, undefined],
      password: ['', 'x'.repeat(1_025), 5, null, undefined],
      delivery: DELIVERIES,
      deviceToken: ['', 'x'.repeat(101), 5, null],
    },
  },
  { method: 'POST', path: '/auth/refresh', body: {}, wrong: { refreshToken: ['', 'x'.repeat(201), 5, null] } },
  {
    method: 'POST',
    path: '/auth/password',
    asRoot: true,
    body: { currentPassword: 'correct-horse-battery', newPassword: 'seven-otters-sing' },
    wrong: { currentPassword: ['', 5, null, undefined], newPassword: PASSWORDS },
  },
  {
    method: 'PATCH',
    path: '/users/me',
    asRoot: true,
    body: {},
    wrong: {
      firstName: NAMES,
      lastName: NAMES,
      title: NAMES,
      email: EMAILS,
      currentPassword: ['', 5, null],
      about: ['x'.repeat(1_001), 5, null],
      locale: ['not a tag', 'x'.repeat(36), 5],
      timeZone: ['Mars/Olympus', 5, 'x'.repeat(65)],
      readReceipts: ['no', 0, null],
    },
  },
  {
    method: 'POST',
    path: '/admin/users',
    asRoot: true,
    body: newAccount,
    wrong: { ...wrongAccount, isStaff: ['true', 1, null], isSuperuser: ['true', 1, null] },
  },
  {
    method: 'PATCH',
    path: `/admin/users/${ABSENT}`,
    asRoot: true,
    body: {},
    wrong: { firstName: NAMES, lastName: NAMES, email: EMAILS, isActive: ['no', 0, null], isStaff: ['no', 0, null] },
  },
  {
    method: 'POST',
    path: '/admin/invites',
    asRoot: true,
    body: {},
    wrong: {
      email: EMAILS,
      emails: [[], ['no'], 'a@b.example', [5], null],
      expiresInDays: [0, 91, 1.5, '7', null],
      maxUses: [0, 1_001, '1', null],
    },
  },
  {
    method: 'POST',
    path: '/auth/password/reset',
    body: { token: 'A'.repeat(43), newPassword: 'seven-otters-sing' },
    wrong: { token: ['', 5, null, 'x'.repeat(101)], newPassword: ['short', 5, null, 'x'.repeat(201)] },
  },
  {
    method: 'PATCH',
    path: '/admin/settings',
    asRoot: true,
    body: {},
    wrong: {
      registration: ['maybe', 5, null, ''],
      readReceipts: ['maybe', true, null, ''],
      organisationName: ['', 5, 'x'.repeat(81)],
    },
  },
];

describe('bad input about accounts', () => {
  let app: TestApp;
  let before: unknown;
  beforeAll(async () => {
    app = await TestApp.start();
    before = await everything();
  });
  afterAll(() => app.stop());

  const everything = async () => [
    await app.database.query('select * from users'),
    await app.database.query('select * from invites'),
    await app.database.query('select * from settings'),
    await app.database.query('select id from audit_log'),
    await app.database.query('select id from sessions'),
  ];
  const call = ({ method, path, asRoot }: Operation, body: string) =>
    (asRoot ? app.as(app.root) : app.anonymous()).raw(method, path, body);

  it.each(OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
    '%s names every wrong field',
    async (_name, operation) => {
      const cases = Object.entries(operation.wrong).flatMap(([field, values]) =>
        values.map((value) => [field, value] as const),
      );
      for (const [field, value] of [...cases, ['nonsense', 1], ['__proto__x', {}]] as const) {
        const { body } = await call(operation, JSON.stringify({ ...operation.body, [field]: value })).expect(400);
        expect({
          field,
          value,
          code: body.code,
          pointers: body.errors.map((error: { pointer: string }) => error.pointer),
        }).toEqual({
          field,
          value,
          code: 'validation_failed',
          pointers: [`/${field}`],
        });
      }
    },
  );

  it.each(OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
    '%s refuses text that cannot be stored, and bodies that are no object',
    async (_name, operation) => {
      const [field = ''] = Object.keys(operation.wrong);
      for (const text of [NUL, HALF]) {
        const { body } = await call(operation, JSON.stringify({ ...operation.body, [field]: text })).expect(400);
        expect(body).toMatchObject({ code: 'invalid_text', errors: [{ pointer: `/${field}` }] });
      }
      for (const text of ['null', '[]', '"text"', '5']) {
        expect((await call(operation, text).expect(400)).body.code).toBe('validation_failed');
      }
      for (const text of ['{', '{"a":}', '{} {}']) {
        expect((await call(operation, text).expect(400)).body.code).toBe('malformed_request');
      }
      const prototype = await call(operation, '{"__proto__":{"isSuperuser":true}}');
      expect(prototype.status).toBe(400);
      expect(prototype.body.errors).toMatchObject([{ pointer: '/__proto__', code: 'invalid_key' }]);
    },
  );

  it('names several wrong fields at once', async () => {
    const { body } = await app.anonymous().post('/auth/register', { username: 'x', email: 'y' }).expect(400);

    expect(body.errors).toMatchObject([
      { pointer: '/username', code: 'invalid_username' },
      { pointer: '/email', code: 'invalid_email' },
      { pointer: '/password', code: 'not_a_string' },
    ]);
  });

  it.each([
    ['/users?limit=0', '/limit'],
    ['/users?limit=201', '/limit'],
    ['/users?limit=many', '/limit'],
    ['/users?limit=1&limit=2', '/limit'],
    ['/users?cursor=forged', '/cursor'],
    [`/users?cursor=${'x'.repeat(501)}`, '/cursor'],
    ['/users?cursor=WzFd', '/cursor'],
    ['/users?search=%00', '/search'],
    ['/users?search=a&search=b', '/search'],
    ['/users?who=ana', '/who'],
    ['/admin/users?status=asleep', '/status'],
    ['/admin/users?cursor=e30', '/cursor'],
    ['/admin/invites?cursor=WyJ4Il0', '/cursor'],
    ['/admin/invites?limit=-1', '/limit'],
    ['/users/ana', '/id'],
    ['/admin/users/1', '/id'],
  ])('GET %s names %s', async (path, pointer) => {
    const { body } = await app.as(app.root).get(path).expect(400);

    expect(body.errors).toMatchObject([{ pointer }]);
  });

  it.each([
    ['NUL', '%00', 400, 'invalid_text'],
    ['half a character', '%ff', 400, 'malformed_request'],
    ['nothing that exists', 'x'.repeat(90), 404, 'invite_not_found'],
  ])('an invitation called by %s is refused', async (_case, token, status, code) => {
    const { body } = await app.anonymous().get(`/invites/${token}`).expect(status);

    expect(body.code).toBe(code);
  });

  it('is a name with nothing to see, in every field that people are shown by', async () => {
    for (const blank of ['\u200b', '\u2800', '\u3164', '\u00ad', '\ufffc', '\u{1d159}', '\u202e']) {
      const changes = { firstName: blank, lastName: blank, title: blank, about: blank, status: { text: blank } };
      const { body } = await app.as(app.root).patch('/users/me', changes).expect(400);

      expect(body.code).toBe('invalid_text');
      expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(
        ['/about', '/firstName', '/lastName', '/status/text', '/title'].sort(),
      );
    }
  });

  it('what is absent is 404, whoever asks for it', async () => {
    const root = app.as(app.root);

    await root.get(`/users/${ABSENT}`).expect(404);
    await root.get(`/admin/users/${ABSENT}`).expect(404);
    await root.patch(`/admin/users/${ABSENT}`, { firstName: 'X' }).expect(404);
    await root.delete(`/admin/invites/${ABSENT}`).expect(404);
    await root.delete(`/auth/sessions/${ABSENT}`).expect(404);
  });

  it.each([
    ['without a token', 'Bearer'],
    ['of another kind', 'Basic cm9vdDpyb290'],
    ['that is no JWT', 'Bearer x'],
    ['that looks like one', 'Bearer a.b.c'],
    ['that is endless', `Bearer ${'x'.repeat(5_000)}`],
  ])('an authorization %s is nobody’s', async (_case, authorization) => {
    const { body } = await app.anonymous().with({ authorization }).get('/users/me').expect(401);

    expect(body.code).toBe('unauthenticated');
  });

  it('changed nothing', async () => {
    expect(await everything()).toEqual(before);
  });
});
