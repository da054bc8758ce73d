import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { answerAfter } from '../support/answer-after.js';
import type { Request } from '../support/caller.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

/** The answer to a request that waits for a change of an account. */
const answerAfterChange = (change: string, { id }: Pick<Person, 'id'>, ask: () => Request) =>
  answerAfter(app, [`update users set ${change} where id = $1`, id], ask);

describe('somebody who is demoted while their request waits', () => {
  const account = (username: string) => ({
    username,
    email: `${username}@parley.example`,
    password: 'seven-otters-sing',
  });

  it('makes no account', async () => {
    const staff = await app.person('demoted', { isStaff: true });

    const { status, body } = await answerAfterChange('is_staff = false', staff, () =>
      app.as(staff).post('/admin/users', account('made.late')),
    );

    expect([status, body.code]).toEqual([403, 'permission_denied']);
    await app.as(app.root).post('/admin/users', account('made.late')).expect(201);
  });

  it('changes no setting', async () => {
    const boss = await app.person('boss', { isSuperuser: true });
    const change = () => app.as(boss).patch('/admin/settings', { registration: 'open' });

    const { status, body } = await answerAfterChange('is_superuser = false', boss, change);

    expect([status, body.code]).toEqual([403, 'permission_denied']);
    expect((await app.as(app.root).get('/admin/settings')).body.registration).toBe('invite');
  });

  it('takes no invitation back', async () => {
    const staff = await app.person('recaller', { isStaff: true });
    const { id } = (await app.as(app.root).post('/admin/invites', {}).expect(201)).body;

    const { status } = await answerAfterChange('is_staff = false', staff, () =>
      app.as(staff).delete(`/admin/invites/${id}`),
    );

    expect(status).toBe(403);
    await app.as(app.root).delete(`/admin/invites/${id}`).expect(204);
  });
});

describe('while an administrator closes registration', () => {
  const closed = `with held as materialized (
      select pg_advisory_xact_lock(hashtextextended('setting registration', 0))
    )
    insert into settings (key, value, updated_at) select 'registration', '"closed"', now() from held
    on conflict on constraint settings_pkey do update set value = excluded.value`;

  beforeEach(() => app.as(app.root).patch('/admin/settings', { registration: 'open' }).expect(200));

  it('nobody who asks for an account gets one any more', async () => {
    const newcomer = { username: 'late.comer', email: 'late@parley.example', password: 'seven-otters-sing' };

    const { status, body } = await answerAfter(app, [closed], () => app.anonymous().post('/auth/register', newcomer));

    expect([status, body.code]).toEqual([403, 'registration_closed']);
    await app.as(app.root).patch('/admin/settings', { registration: 'open' }).expect(200);
    await app.anonymous().post('/auth/register', newcomer).expect(201);
  });

  it('nobody is invited any more', async () => {
    const { status, body } = await answerAfter(app, [closed], () => app.as(app.root).post('/admin/invites', {}));

    expect([status, body.code]).toEqual([403, 'registration_closed']);
  });
});

describe('somebody whose session ends while the body of their request is still coming', () => {
  it('writes nothing', async () => {
    const [cem, dan] = await app.people('cem', 'dan');
    const id = await app.conversation(cem, dan);
    const body = JSON.stringify({ clientId: randomUUID(), body: 'from beyond' });
    const request = httpRequest(`${app.url}/api/v1/conversations/${id}/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${cem.token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        expect: '100-continue',
      },
    });
    const answered = once(request, 'response') as Promise<[IncomingMessage]>;
    request.flushHeaders();
    await once(request, 'continue');
    await app.as(app.root).patch(`/admin/users/${cem.id}`, { isActive: false }).expect(200);
    request.end(body);

    const [answer] = await answered;
    answer.resume();

    expect(answer.statusCode).toBe(401);
    expect((await app.as(dan).get(`/conversations/${id}/messages`).expect(200)).body.items).toEqual([]);
  });
});

describe('somebody who changes a password with one that was replaced while they did', () => {
  it('does not get the account back', async () => {
    const [ana, ben] = await app.people('ana', 'ben');
    const [theirs] = await app.database.query<{ password: string }>('select password from users where id = $1', [
      ben.id,
    ]);

    const { status, body } = await answerAfterChange(`password = '${theirs?.password}'`, ana, () =>
      app.as(ana).post('/auth/password', { currentPassword: ana.password, newPassword: 'eight-herons-dance' }),
    );

    expect([status, body.code]).toEqual([403, 'wrong_password']);
    await app.anonymous().post('/auth/login', { login: 'ana', password: 'eight-herons-dance' }).expect(401);
    await app.signIn('ana');
  });
});

describe('leaving a group while its only other owner is changed', () => {
  const groupOfTwoOwners = async (one: Person, other: Person) => {
    const id = await app.conversation(one, other, app.root);
    await app.as(one).patch(`/conversations/${id}/members/${other.id}`, { role: 'owner' }).expect(204);
    return id;
  };

  it('is refused when they cannot sign in any more: the group keeps an owner who can', async () => {
    const [stays, goes] = await app.people('stays', 'goes');
    const group = await groupOfTwoOwners(stays, goes);
    const leave = () => app.as(stays).delete(`/conversations/${group}/members/${stays.id}`);

    const { status, body } = await answerAfterChange('is_active = false', goes, leave);

    expect([status, body.code]).toEqual([409, 'last_owner']);
  });

  it('is done when they still can', async () => {
    const [leaves, renamed] = await app.people('leaves', 'renamed');
    const group = await groupOfTwoOwners(leaves, renamed);
    const leave = () => app.as(leaves).delete(`/conversations/${group}/members/${leaves.id}`);

    expect((await answerAfterChange(`first_name = 'Ria'`, renamed, leave)).status).toBe(204);
  });
});

describe('adding people whose names are not at hand', () => {
  it('takes no connection while it holds one, so that many at once do not wait for each other', async () => {
    const owner = await app.person('owner');
    const groups = await Promise.all(Array.from({ length: 20 }, () => app.conversation(owner, app.root, owner)));
    const ids = groups.map(() => randomUUID());
    await app.database.query(
      `insert into users (id, username, email, first_name, last_name, password, is_active, is_staff, is_superuser,
         date_joined, folded_name)
       select id, 'p' || left(id::text, 8), id || '@x.example', '', '', '!', true, false, false, now(), '||'
       from unnest($1::uuid[]) id`,
      [ids],
    );

    const answers = await Promise.all(
      groups.map((id, n) => app.as(owner).post(`/conversations/${id}/members`, { userIds: [ids[n]] })),
    );

    expect(answers.map(({ status }) => status)).toEqual(groups.map(() => 204));
  });
});
