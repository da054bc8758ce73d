import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/core/database/unit-of-work.js';
import { EraseLateWrites } from '../../src/users/erase-late-writes.js';
import { AnotherNode } from '../support/another-node.js';
import { setUpApp } from '../support/authenticator-app.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let staff: Person;
beforeAll(async () => {
  app = await TestApp.start();
  staff = await app.person('staff', { isStaff: true });
});
afterAll(() => app.stop());

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();

const anonymise = (target: Person, actor: Person = staff, more: object = {}) =>
  app.as(actor).post(`/admin/users/${target.id}/anonymise`, { confirm: target.username, ...more });
const group = async (owner: Person, ...members: Person[]) => {
  const memberIds = members.map(({ id }) => id);
  const request = { kind: 'group', subject: 'Riverside pilot', memberIds };
  return (await app.as(owner).post('/conversations', request).expect(201)).body.id as string;
};
const ownersOf = async (id: string) =>
  (
    await app.database.query<{ username: string }>(
      `select u.username from conversation_members m join users u on u.id = m.user_id
       where m.conversation_id = $1 and m.role = 'owner' order by u.username`,
      [id],
    )
  ).map(({ username }) => username);
const isActive = async ({ id }: Pick<Person, 'id'>) =>
  (await app.as(app.root).get(`/admin/users/${id}`).expect(200)).body.isActive as boolean;

/** The record of what was done to somebody, and of what they did. */
const ENTRIES = `select action, actor_id, before, after, ip, user_agent, position, encode(hash, 'hex') as hash from audit_log
  where target_id = $1 or actor_id::text = $1 order by at, id`;
interface AuditRow {
  readonly action: string;
  readonly position: number | null;
  readonly hash: string | null;
}

describe('anonymising somebody', () => {
  /** What is done some minutes later. */
  const eraseLate = ({ id }: Person) =>
    app.nest
      .get(UnitOfWork, { strict: false })
      .run((tx) => app.nest.get(EraseLateWrites, { strict: false }).handleIn(tx, { userId: id }));
  const rowsOf = async (table: string, column: string, { id }: Person) =>
    (await app.database.query(`select 1 from ${table} where ${column} = $1`, [id])).length;

  it('takes what they proved themselves with', async () => {
    const person = await app.person('proven');
    await setUpApp(app, person);
    await anonymise(person).expect(200);

    for (const table of ['totp_secrets', 'recovery_codes', 'passkeys', 'sign_in_challenges', 'second_factor_duties'])
      expect([table, await rowsOf(table, 'user_id', person)]).toEqual([table, 0]);
  });

  it('takes everything that says who it was, signs them out on every node, and leaves what they wrote', async () => {
    const elsewhere = await AnotherNode.beside(app);
    const [person, friend] = await app.people('wiped', 'wiped.friend');
    const names = { firstName: 'Wilma', lastName: 'Iped', title: 'Welder', about: 'Welds.', pronouns: 'she' };
    await app.as(person).patch('/users/me', names).expect(200);
    await app
      .as(person)
      .patch('/users/me', { status: { text: 'Welding', emoji: '🔥' } })
      .expect(200);
    const id = await app.conversation(friend, person);
    await app.say(person, id, 'The seam holds.');
    const mine = await app.socketOf(person);
    const theirs = await elsewhere.socketOf(friend);

    const { body } = await anonymise(person).expect(200);

    expect(body).toMatchObject({
      ...{ id: person.id, firstName: '', lastName: '', displayName: 'Former member', avatarUrl: null },
      ...{ title: '', about: '', pronouns: '', status: null, isActive: false },
    });
    expect(body.username).toMatch(/^deleted-[0-9a-f]{12}$/);
    expect(await mine.closed()).toBe(4401);
    const told = await theirs.next('user.updated', ({ data }) => (data as { id: string }).id === person.id);
    expect(told['data']).toMatchObject({ displayName: 'Former member' });
    const { body: history } = await app.as(friend).get(`/conversations/${id}/messages`).expect(200);
    expect(history.items.at(-1)).toMatchObject({ body: 'The seam holds.' });
    const answers = JSON.stringify([
      history,
      (await app.as(friend).get(`/users/${person.id}`)).body,
      (await app.as(app.root).get(`/admin/users/${person.id}`)).body,
    ]);
    for (const word of ['Wilma', 'Iped', 'wiped"', 'wiped@', 'Weld']) expect(answers).not.toContain(word);
    await app.anonymous().post('/auth/login', { login: 'wiped', password: person.password }).expect(401);
    await app.anonymous().post('/auth/login', { login: body.username, password: person.password }).expect(401);
    const [row] = await app.database.query('select * from users where id = $1', [person.id]);
    expect(JSON.stringify(row)).not.toMatch(/wiped|Wilma|Weld|argon2/i);
    await app.person('wiped');
    await elsewhere.stop();
  });

  it('deletes what was theirs alone: drafts, saved and scheduled messages, preferences, files that were not sent', async () => {
    const [person, friend] = await app.people('hoarder', 'hoarder.friend');
    const id = await app.conversation(friend, person);
    const { seq } = await app.say(friend, id, 'Keep this.');
    await app.as(person).put(`/conversations/${id}/draft`, { body: 'I think' }).expect(200);
    await app
      .as(person)
      .put(`/drafts/compose/${randomUUID()}`, { body: 'Dear all', to: [friend.id] })
      .expect(200);
    await app.as(person).put(`/conversations/${id}/messages/${seq}/save`).expect(204);
    const kept = await app.upload(person, 'held for later');
    const later = { clientId: randomUUID(), body: 'soon', sendAt: TOMORROW, attachmentIds: [kept.id] };
    await app.as(person).post(`/conversations/${id}/messages`, later).expect(202);
    await app
      .as(person)
      .patch('/users/me/preferences', { values: { theme: 'dark' } })
      .expect(200);
    await app.signIn('hoarder');
    await app.upload(person, 'never sent');
    const sent = await app.upload(person, 'sent');
    await app.say(person, id, 'See the file.', { attachmentIds: [sent.id] });
    const counts = () =>
      Promise.all([
        rowsOf('drafts', 'user_id', person),
        rowsOf('compose_drafts', 'user_id', person),
        rowsOf('saved_messages', 'user_id', person),
        rowsOf('scheduled_messages', 'author_id', person),
        rowsOf('user_preferences', 'user_id', person),
        rowsOf('security_notices', 'user_id', person),
        rowsOf('attachments', 'owner_id', person),
        rowsOf('files', 'owner_id', person),
      ]);
    expect(await counts()).toEqual([1, 1, 1, 1, 1, 1, 3, 3]);

    await anonymise(person).expect(200);

    expect(await counts()).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
    const { body } = await app.as(friend).get(`/conversations/${id}/messages`).expect(200);
    expect(body.items.at(-1).attachments).toMatchObject([{ id: sent.id }]);
  });

  it('forgets from which devices and addresses they signed in', async () => {
    const person = await app.person('traveller');
    const again = await app.signIn('traveller');
    await app.as(again).post('/auth/logout').expect(204);
    expect(await rowsOf('sessions', 'user_id', person)).toBeGreaterThan(1);
    expect(await rowsOf('known_devices', 'user_id', person)).toBeGreaterThan(0);

    await anonymise(person).expect(200);

    const origins = await app.database.query(
      `select distinct ip || user_agent as origin from sessions where user_id = $1`,
      [person.id],
    );
    expect(origins).toEqual([{ origin: '' }]);
    expect(await rowsOf('known_devices', 'user_id', person)).toBe(0);
  });

  it('deletes later what a request kept that was on its way', async () => {
    const [person, friend] = await app.people('hasty', 'hasty.friend');
    const id = await app.conversation(friend, person);
    await app.as(person).put(`/conversations/${id}/draft`, { body: 'I think' }).expect(200);
    const draft = await app.database.query('select * from drafts where user_id = $1', [person.id]);
    await anonymise(person).expect(200);
    await app.database.query('insert into drafts select * from json_populate_recordset(null::drafts, $1)', [
      JSON.stringify(draft),
    ]);

    await eraseLate(person);

    expect(await rowsOf('drafts', 'user_id', person)).toBe(0);
    const waiting = await app.database.query(
      `select 1 from jobs.job where name = 'personal-data.erase' and data ->> 'userId' = $1 and state = 'created'`,
      [person.id],
    );
    expect(waiting).toHaveLength(1);
  });

  it('ends their roles, invitations and password links', async () => {
    const person = await app.person('inviter', { isStaff: true });
    const { body: roles } = await app.as(app.root).get('/admin/roles').expect(200);
    const auditor = roles.items.find(({ key }: { key: string }) => key === 'auditor');
    await app.as(app.root).put(`/admin/users/${person.id}/roles/${auditor.id}`).expect(204);
    await app.as(person).post('/admin/invites', {}).expect(201);
    await app.as(app.root).post(`/admin/users/${person.id}/password-link`).expect(201);

    await anonymise(person, app.root).expect(200);

    const { body } = await app.as(app.root).get(`/admin/users/${person.id}`).expect(200);
    expect(body).toMatchObject({ roles: ['member'], isStaff: false, anonymisedAt: expect.any(String), sessions: 0 });
    expect(await rowsOf('user_roles', 'user_id', person)).toBe(0);
    expect(await rowsOf('password_links', 'user_id', person)).toBe(0);
    const invites = await app.database.query('select revoked_at from invites where created_by = $1', [person.id]);
    expect(invites).toEqual([{ revoked_at: expect.any(Date) }]);
  });

  it('forgets that somebody was invited under their address, and lets nobody else in by that', async () => {
    const [person] = await app.people('invited.once');
    const email = 'Invited.Once@parley.example';
    const { body } = await app.as(staff).post('/admin/invites', { email }).expect(201);
    const [other] = await app.people('invited.other');
    await app.as(staff).post('/admin/invites', { email: 'invited.other@parley.example' }).expect(201);

    await anonymise(person).expect(200);

    const rows = await app.database.query(`select email from invites where email ilike 'invited.%' order by email`);
    expect(rows).toEqual([{ email: `${other.username}@parley.example` }]);
    const token = new URL(body.url, 'http://localhost').searchParams.get('invite') ?? '';
    await app.anonymous().get(`/invites/${token}`).expect(404);
  });

  it('hands over their groups, to who is named', async () => {
    const [owner, first, named] = await app.people('anon.owner', 'anon.first', 'anon.named');
    const id = await group(owner, first, named);

    await anonymise(owner, staff, { heirs: { [id]: named.id } }).expect(200);

    expect(await ownersOf(id)).toContain('anon.named');
  });

  it('is on record without what was taken', async () => {
    const person = await app.person('recorded', { firstName: 'Rita' });

    const { body } = await anonymise(person).expect(200);

    const [act] = await app.database.query(
      `select actor_id, before, after from audit_log where target_id = $1 and action = 'user.anonymised'`,
      [person.id],
    );
    expect(act).toEqual({ actor_id: staff.id, before: null, after: { username: body.username } });
  });

  it('takes from the record what says who they were, and leaves the chain whole', async () => {
    const person = await app.person('erased', { firstName: 'Ewa' });
    const own = app.as(person).with({ 'user-agent': 'Browser of Ewa' });
    await own.patch('/users/me', { firstName: 'Eva' }).expect(200);
    await own.get('/admin/users').expect(403);
    await app.as(staff).patch(`/admin/users/${person.id}`, { lastName: 'Eriksen' }).expect(200);
    await app.signIn('erased');
    const other = await app.person('erased.not', { firstName: 'Nils' });
    await app.as(staff).patch(`/admin/users/${other.id}`, { lastName: 'Nilsen' }).expect(200);
    await anonymise(person).expect(200);
    const entriesOf = ({ id }: Person) => app.database.query<AuditRow>(ENTRIES, [id]);
    await eventually(async () => expect((await entriesOf(person)).every(({ position }) => position)).toBe(true));
    const before = await entriesOf(person);
    const ofOther = await entriesOf(other);
    expect(JSON.stringify(before)).toMatch(/Eriksen/);
    expect(before.find(({ action }) => action === 'access.denied')).toMatchObject({ user_agent: 'Browser of Ewa' });

    await eraseLate(person);

    const after = await entriesOf(person);
    expect(JSON.stringify(after)).not.toMatch(/erased"|Ewa|Eva|Eriksen/);
    const facts = ({ action, hash }: AuditRow) => ({ action, hash });
    expect(after.map(facts)).toEqual(before.map(facts));
    expect(after.find(({ action }) => action === 'session.started')).toMatchObject({ ip: null, user_agent: null });
    expect(after.find(({ action }) => action === 'user.anonymised')).toMatchObject({ ip: expect.any(String) });
    expect(await entriesOf(other)).toEqual(ofOther);
    const verified = await app.as(app.root).get('/admin/audit/verify').expect(200);
    expect(verified.body).toMatchObject({ ok: true });
    const { body } = await app.as(app.root).get(`/admin/audit?target=${person.id}&action=user.updated`).expect(200);
    expect(body.items[0]).toMatchObject({ isErased: true, before: null, after: null, actor: staff.id });
  });

  it('asks for the username, and does nothing without it', async () => {
    const [person] = await app.people('typed.wrong');

    const { body } = await anonymise(person, staff, { confirm: 'typed.right' }).expect(400);

    expect(body).toMatchObject({ code: 'not_confirmed', errors: [{ pointer: '/confirm' }] });
    expect(await isActive(person)).toBe(true);
    await anonymise(person).expect(200);
  });

  it('cannot be undone: no change, no role, no password link, not once more', async () => {
    const [person] = await app.people('for.good');
    const { body: roles } = await app.as(app.root).get('/admin/roles').expect(200);
    const auditor = roles.items.find(({ key }: { key: string }) => key === 'auditor');
    const { body } = await anonymise(person).expect(200);
    const root = app.as(app.root);
    const path = `/admin/users/${person.id}`;

    const refused = [
      await root.patch(path, { isActive: true }),
      await root.patch(path, { firstName: 'Ana' }),
      await root.patch(path, { isStaff: true }),
      await root.post(`${path}/password-link`),
      await root.put(`${path}/roles/${auditor.id}`),
      await root.post(`${path}/anonymise`, { confirm: body.username }),
    ];

    expect(refused.map((answer) => [answer.status, answer.body.code])).toEqual(
      refused.map(() => [409, 'account_anonymised']),
    );
  });

  it('is refused for oneself, for those above, and to plain users', async () => {
    const [plain, other] = await app.people('plain', 'plain.other');

    expect((await anonymise(staff).expect(409)).body.code).toBe('own_anonymisation');
    expect((await anonymise(app.root, app.root).expect(409)).body.code).toBe('own_anonymisation');
    expect((await anonymise(app.root).expect(403)).body.code).toBe('account_protected');
    expect((await anonymise(other, plain).expect(403)).body.code).toBe('permission_denied');
    await app.anonymous().post(`/admin/users/${plain.id}/anonymise`, { confirm: 'plain' }).expect(401);
    expect(await isActive(app.root)).toBe(true);
    await anonymise(other).expect(200);
  });

  it('is not done to the last superuser who can sign in', async () => {
    const second = await app.person('second.root', { isSuperuser: true });
    const third = await app.person('third.root', { isSuperuser: true });
    // Whoever is signed in and has no password any more could not come back.
    await app.database.query(`update users set password = '!' where id = any($1::uuid[])`, [[app.root.id, second.id]]);

    expect((await anonymise(third, second).expect(409)).body.code).toBe('last_superuser');

    await app.database.query(`update users set password = (select password from users where id = $1) where id = $2`, [
      ...[staff.id, app.root.id],
    ]);
    await anonymise(third, second).expect(200);
    await anonymise(second, app.root).expect(200);
  });

  it('leaves one of two superusers who do it to each other at once', async () => {
    for (let n = 0; n < 5; n++) {
      const one = await app.person(`duel.one${n}`, { isSuperuser: true });
      const two = await app.person(`duel.two${n}`, { isSuperuser: true });

      const answers = await Promise.all([anonymise(one, two), anonymise(two, one)]);

      const [done, refused] = answers.map(({ status }) => status).sort();
      expect(done).toBe(200);
      // Whose session ended before they were judged is not known any more.
      expect([401, 403]).toContain(refused);
      expect([await isActive(one), await isActive(two)].filter(Boolean)).toHaveLength(1);
    }
  });
});
