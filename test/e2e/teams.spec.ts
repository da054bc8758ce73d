import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_TEAM_MEMBERS, MAX_TEAMS_OF_PERSON } from '../../src/teams/teams.limits.js';
import { AnotherNode } from '../support/another-node.js';
import { type Person, TestApp } from '../support/test-app.js';

describe('teams', () => {
  let app: TestApp;
  let staff: Person;
  let ana: Person;
  let ben: Person;
  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.person('staff', { isStaff: true });
    [ana, ben] = await app.people('ana', 'ben');
  });
  afterAll(() => app.stop());

  let made = 0;
  const freshKey = () => `team-${made++}`;
  const make = async (team: object = {}) => {
    const { body } = await app
      .as(staff)
      .post('/admin/teams', { key: freshKey(), name: 'A team', ...team })
      .expect(201);
    return body as { id: string; key: string; version: number; members: number; people: { username: string }[] };
  };
  const change = (id: string, changes: object) => app.as(staff).patch(`/admin/teams/${id}`, changes);
  const managed = async (id: string) => (await app.as(staff).get(`/admin/teams/${id}`).expect(200)).body;
  const seenBy = async (person: Person, id: string) =>
    (await app.as(person).get('/teams').expect(200)).body.items.find((team: { id: string }) => team.id === id);
  const recorded = (targetId: string) =>
    app.database.query<{ action: string; before: object | null; after: object | null }>(
      'select action, before, after from audit_log where target_id = $1 order by id',
      [targetId],
    );
  const account = (username: string) => ({
    username,
    email: `${username}@parley.example`,
    password: 'correct-horse-battery',
  });

  describe('as everybody sees them', () => {
    it('have a key, a name, how many are in them, and since when one is oneself', async () => {
      const { id, key } = await make({ name: 'Support', description: 'Answers.', userIds: [ana.id] });

      const facts = { id, key, name: 'Support', description: 'Answers.', members: 1 };
      expect(await seenBy(ana, id)).toEqual({ ...facts, joinedAt: expect.any(String) });
      expect(await seenBy(ben, id)).toEqual({ ...facts, joinedAt: null });
      expect((await app.as(ben).get(`/teams/${id}`).expect(200)).body).toEqual({ ...facts, joinedAt: null });
    });

    it('show their people a page at a time, by username', async () => {
      const { id } = await make({ userIds: [ben.id, ana.id] });

      const first = (await app.as(ben).get(`/teams/${id}/members?limit=1`).expect(200)).body;
      const second = (await app.as(ben).get(`/teams/${id}/members?limit=1&cursor=${first.nextCursor}`)).body;

      expect(first.items).toMatchObject([{ id: ana.id, username: 'ana', isActive: true }]);
      expect(second).toMatchObject({ items: [{ id: ben.id }], nextCursor: null });
    });

    it('are not there once they are deleted', async () => {
      const { id, key } = await make();

      await app.as(staff).delete(`/admin/teams/${id}`).expect(204);

      expect(await seenBy(ana, id)).toBeUndefined();
      expect((await app.as(ana).get(`/teams/${id}`).expect(404)).body.code).toBe('team_not_found');
      await app.as(ana).get(`/teams/${id}/members`).expect(404);
      expect((await make({ key })).key).toBe(key);
    });

    it('are told of on every node when they change', async () => {
      const node = await AnotherNode.beside(app);
      try {
        const sockets = [await app.socketOf(ana), await node.socketOf(ben)];

        await make();

        for (const socket of sockets) expect((await socket.next('teams.updated')).data).toEqual({});
      } finally {
        await node.stop();
      }
    });
  });

  describe('are kept by staff', () => {
    it('and by nobody without the permission', async () => {
      const { id } = await make();

      for (const refused of [
        app.as(ana).get('/admin/teams'),
        app.as(ana).post('/admin/teams', { key: 'mine', name: 'Mine' }),
        app.as(ana).patch(`/admin/teams/${id}`, { name: 'Mine' }),
        app.as(ana).delete(`/admin/teams/${id}`),
        app.as(ana).put(`/admin/teams/${id}/members/${ana.id}`),
      ]) {
        await refused.expect(403);
      }
      await app.as(app.root).get(`/admin/teams/${id}`).expect(200);
    });

    it('who change any of it, and find it on record with who came and who went', async () => {
      const { id, key } = await make({ name: 'Support', userIds: [ana.id] });

      const changed = (await change(id, { key: `${key}-b`, name: 'Help', userIds: [ben.id], ifVersion: 1 }).expect(200))
        .body;

      expect(changed).toMatchObject({ key: `${key}-b`, name: 'Help', version: 2, people: [{ username: 'ben' }] });
      expect((await recorded(id)).at(-1)).toEqual({
        action: 'team.updated',
        before: { key, name: 'Support' },
        after: { key: `${key}-b`, name: 'Help', added: [ben.id], removed: [ana.id] },
      });
    });

    it('and a change that changes nothing is none', async () => {
      const { id } = await make({ name: 'Same', userIds: [ana.id] });

      const { body } = await change(id, { name: 'Same', userIds: [ana.id] }).expect(200);

      expect(body.version).toBe(1);
      expect(await recorded(id)).toHaveLength(1);
    });

    it('who put people in and take them out one by one', async () => {
      const { id } = await make();

      await app.as(staff).put(`/admin/teams/${id}/members/${ana.id}`).expect(204);
      await app.as(staff).put(`/admin/teams/${id}/members/${ana.id}`).expect(204);
      const { items } = (await app.as(staff).get(`/admin/users/${ana.id}/teams`).expect(200)).body;
      await app.as(staff).delete(`/admin/teams/${id}/members/${ana.id}`).expect(204);

      expect(items).toContainEqual(expect.objectContaining({ id, members: 1, version: 2 }));
      expect(await managed(id)).toMatchObject({ members: 0, people: [], version: 3 });
      expect((await recorded(id)).map(({ after }) => after).slice(1)).toEqual([
        { added: [ana.id] },
        { removed: [ana.id] },
      ]);
    });

    it('and an older version of one changes nothing, and is answered with what it is now', async () => {
      const { id } = await make({ name: 'First' });
      await change(id, { name: 'Second', userIds: [ana.id], ifVersion: 1 }).expect(200);

      const refused = (await change(id, { name: 'Third', ifVersion: 1 }).expect(409)).body;

      expect(refused).toMatchObject({
        code: 'stale',
        current: { name: 'Second', version: 2, people: [{ id: ana.id }] },
      });
      expect((await managed(id)).name).toBe('Second');
    });
  });

  describe('refuse', () => {
    it.each(['', 'Über', '-a', 'a-', 'a b', 'a.b', 'a'.repeat(33), 'everyone', 'here', 'all'])(
      'the key "%s" beside its field',
      async (key) => {
        const { body } = await app.as(staff).post('/admin/teams', { key, name: 'A team' }).expect(400);

        expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain('/key');
      },
    );

    it('a key that another team has', async () => {
      const [first, second] = [await make(), await make()];

      expect((await change(second.id, { key: first.key }).expect(409)).body).toMatchObject({
        code: 'team_key_taken',
        errors: [{ pointer: '/key' }],
      });
      await change(second.id, { key: freshKey() }).expect(200);
    });

    it('a key that is somebody’s username, and a username that is the key of a team', async () => {
      const { key } = await make();

      const asKey = await app.as(staff).post('/admin/teams', { key: 'ana', name: 'Ana' }).expect(409);
      const asUsername = await app.as(app.root).post('/admin/users', account(key)).expect(409);

      expect(asKey.body.code).toBe('team_key_taken');
      expect(asUsername.body).toMatchObject({ code: 'username_taken', errors: [{ pointer: '/username' }] });
    });

    it('one of the two when a team and a person would take a name at the same time', async () => {
      for (let n = 0; n < 6; n++) {
        const key = freshKey();

        const answers = await Promise.all([
          app.as(staff).post('/admin/teams', { key, name: 'A team' }),
          app.as(app.root).post('/admin/users', account(key)),
        ]);

        expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      }
    });

    it('a username of an import that is the key of a team', async () => {
      const { key } = await make();
      const csv = `username,email\n${key},${key}@parley.example\nzoe,zoe@parley.example\n`;
      const { body } = await app.as(app.root).upload('/admin/imports', csv, 'people.csv', 'text/csv').expect(201);

      const mapping = { username: 'username', email: 'email' };
      const checked = await app
        .as(app.root)
        .patch(`/admin/imports/${body.id}`, { mapping, mode: 'create' })
        .expect(200);

      const { checked: counts, errors } = checked.body;
      expect(counts).toMatchObject({ create: 1, refused: 1 });
      expect(errors).toMatchObject([{ line: 2, field: 'username', code: 'username_taken' }]);
    });

    it('people who do not exist, by their places, and adds nobody', async () => {
      const { id } = await make({ userIds: [ana.id] });

      const { body } = await change(id, { userIds: [ben.id, randomUUID()] }).expect(400);

      expect(body).toMatchObject({ code: 'unknown_people', errors: [{ pointer: '/userIds/1' }] });
      expect((await managed(id)).people).toMatchObject([{ id: ana.id }]);
    });

    it('somebody in more teams than one may be in, by their place', async () => {
      const zack = await app.person('zack');
      await app.database.query(
        `with made as (
           insert into teams (id, key, name, description, version, created_at)
           select gen_random_uuid(), 'many-' || n, 'Many', '', 1, now() from generate_series(1, $2::int) n returning id
         ) insert into team_members (user_id, team_id, joined_at) select $1, id, now() from made`,
        [zack.id, MAX_TEAMS_OF_PERSON],
      );
      const { id } = await make();

      const { body } = await change(id, { userIds: [ben.id, zack.id] }).expect(409);

      expect(body).toMatchObject({ code: 'in_too_many_teams', errors: [{ pointer: '/userIds/1' }] });
      await change(id, { userIds: [ben.id] }).expect(200);
    });
  });

  it('have as many people as a team may have, sent at once, and nobody more', async () => {
    const people = await app.database.query<{ id: string }>(
      `insert into users (id, username, email, password, about, title, date_joined, folded_name)
       select gen_random_uuid(), 'large-' || n, 'large-' || n || '@x.example', '!', '', '', now(), '||large|'
       from generate_series(1, $1::int) n returning id`,
      [MAX_TEAM_MEMBERS],
    );
    const { id } = await make();

    await change(id, { userIds: people.map((one) => one.id) }).expect(200);

    expect((await managed(id)).members).toBe(MAX_TEAM_MEMBERS);
    const { body } = await app.as(app.root).put(`/admin/teams/${id}/members/${ana.id}`).expect(409);
    expect(body.code).toBe('team_full');
  });

  describe('and people who leave', () => {
    it('keep those whose accounts are deactivated', async () => {
      const kim = await app.person('kim');
      const { id } = await make({ userIds: [kim.id] });

      await app.as(app.root).patch(`/admin/users/${kim.id}`, { isActive: false }).expect(200);

      expect((await managed(id)).people).toMatchObject([{ id: kim.id, isActive: false }]);
    });

    it('lose those whose names are taken away, who do not come back', async () => {
      const kai = await app.person('kai');
      const { id } = await make({ userIds: [kai.id] });

      await app.as(app.root).post(`/admin/users/${kai.id}/anonymise`, { confirm: 'kai' }).expect(200);

      expect(await managed(id)).toMatchObject({ members: 0, people: [] });
      expect((await change(id, { userIds: [kai.id] }).expect(400)).body.code).toBe('unknown_people');
    });
  });

  it('filter the list of accounts, the file of it, and whom an act is for', async () => {
    const { key } = await make({ userIds: [ana.id, ben.id] });

    const { body } = await app.as(app.root).get(`/admin/users?team=${key}`).expect(200);
    const file = await app.as(app.root).get(`/admin/users/export?format=csv&team=${key}`).expect(200);
    const bulk = await app
      .as(app.root)
      .post('/admin/users/bulk', { action: 'end_sessions', filter: { team: key }, dryRun: true });

    expect(body).toMatchObject({ total: 2, items: [{ username: 'ana' }, { username: 'ben' }] });
    expect((file.body as string).trim().split('\n')).toHaveLength(3);
    expect(bulk.body.count).toBe(2);
    expect((await app.as(app.root).get('/admin/users?team=nobody').expect(200)).body.total).toBe(0);
  });
});
