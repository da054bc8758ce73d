import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { OverseenGroups1763946750000 } from '../../migrations/1763946750000-overseen-groups.js';
import { migrations } from '../../migrations/index.js';
import { AnotherNode } from '../support/another-node.js';
import { pagesReadBy } from '../support/statement-costs.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let node: AnotherNode;
let ana: Person;
let ben: Person;
let cem: Person;
let keeper: Person;

beforeAll(async () => {
  app = await TestApp.start();
  node = await AnotherNode.beside(app);
  [ana, ben, cem, keeper] = await app.people('ana', 'ben', 'cem', 'keeper');
  const role = { key: 'keeper', name: 'Keeper of groups', permissions: ['conversation.manage'] };
  const { body } = await app.as(app.root).post('/admin/roles', role).expect(201);
  await app.as(app.root).put(`/admin/users/${keeper.id}/roles/${body.id}`).expect(204);
  keeper = await app.signIn('keeper');
});
afterAll(async () => {
  await node.stop();
  await app.stop();
});

const list = async (query: string) => (await app.as(keeper).get(`/admin/conversations?${query}`).expect(200)).body;
const names = async (query: string): Promise<string[]> =>
  (await list(query)).items.map(({ subject }: { subject: string }) => subject);
const searched = (q: string) => names(`q=${encodeURIComponent(q)}`);
const look = async (id: string) => (await app.as(keeper).get(`/admin/conversations/${id}`).expect(200)).body;
const takeOver = (id: string, { id: userId }: Pick<Person, 'id'>) =>
  app.as(keeper).put(`/admin/conversations/${id}/owner`, { userId });
const remove = (id: string, confirm: string, person = keeper) =>
  app.as(person).raw('DELETE', `/admin/conversations/${id}`, JSON.stringify({ confirm }));
const setActive = (person: Person, isActive: boolean) =>
  app.database.query(`update users set is_active = $2 where id = $1`, [person.id, isActive]);
/** As it was after earlier versions, or a restore: by the API nobody leaves a group without an owner. */
const withoutOwner = async (group: string) =>
  void (await app.database.query(`update conversation_members set role = 'member' where conversation_id = $1`, [
    group,
  ]));

let count = 0;
/** A group of Ana's with a name of its own. */
async function aGroup(subject = `Group ${++count}`, members: Person[] = [ben], maker = ana): Promise<string> {
  const memberIds = members.map(({ id }) => id);
  const { body } = await app.as(maker).post('/conversations', { kind: 'group', subject, memberIds }).expect(201);
  return body.id as string;
}

describe('the list of groups', () => {
  it('shows names and numbers, and nothing of what is said', async () => {
    const id = await aGroup('Riverside pilot');
    await app.say(ben, id, 'a secret between us');

    const { items } = await list('q=riverside');

    expect(items).toEqual([
      {
        ...{ id, subject: 'Riverside pilot', memberCount: 2, messageCount: 2, listed: false, ownerless: false },
        ...{ createdAt: expect.any(String), lastActivityAt: expect.any(String), ownerCount: 1 },
        owners: [expect.objectContaining({ id: ana.id, username: 'ana' })],
      },
    ]);
    const all = JSON.stringify([items, await look(id)]);
    expect(all).not.toContain('secret');
  });

  it('does not have the conversations of two people', async () => {
    const direct = await app.conversation(ana, cem);

    expect((await list('limit=200')).items.map(({ id }: { id: string }) => id)).not.toContain(direct);
    await app.as(keeper).get(`/admin/conversations/${direct}`).expect(404);
    expect((await takeOver(direct, ana).expect(404)).body.code).toBe('group_not_found');
    expect((await remove(direct, 'ana').expect(404)).body.code).toBe('group_not_found');
    await app.as(ana).get(`/conversations/${direct}`).expect(200);
  });

  it('finds them by any part of the name, in any script and case, accents aside, and by the id', async () => {
    await aGroup('Łódź Büro');
    const id = await aGroup('Команда поддержки');
    await aGroup('東京 オフィス');

    expect(await searched('lodz')).toEqual(['Łódź Büro']);
    expect(await searched('BURO łó')).toEqual(['Łódź Büro']);
    expect(await searched('поддерж')).toEqual(['Команда поддержки']);
    expect(await searched('京')).toEqual(['東京 オフィス']);
    expect(await searched(id.toUpperCase())).toEqual(['Команда поддержки']);
    expect(await searched('lodz nothing')).toEqual([]);
    expect(await searched('%')).toEqual([]);
  });

  it('finds groups from before, whose names were not kept to be searched', async () => {
    await aGroup('Škoda Ægir');
    const { database } = app;
    const dataSource = await new DataSource({ type: 'postgres', url: database.url, migrations }).initialize();
    const from = migrations.indexOf(OverseenGroups1763946750000);
    for (const _ of migrations.slice(from)) await dataSource.undoLastMigration();
    await dataSource.runMigrations();
    await dataSource.destroy();

    expect(await searched('skoda aegir')).toEqual(['Škoda Ægir']);
  });

  it('finds one by its new name once it was renamed', async () => {
    const id = await aGroup('Before the change');
    await app.as(ana).patch(`/conversations/${id}`, { subject: 'Plötzlich anders' }).expect(200);

    expect(await searched('plotzlich')).toEqual(['Plötzlich anders']);
    expect(await searched('before the')).toEqual([]);
  });

  it.each(['name', 'created', 'members', 'activity'])(
    'comes by %s in pages that together are the whole',
    async (key) => {
      for (const sort of [key, `-${key}`]) {
        const all = (await list(`sort=${sort}&limit=200`)) as { items: { id: string }[]; total: number };
        const walked: string[] = [];
        for (let cursor: string | null = ''; cursor !== null;) {
          const page = await list(`sort=${sort}&limit=3${cursor && `&cursor=${cursor}`}`);
          walked.push(...page.items.map(({ id }: { id: string }) => id));
          cursor = page.nextCursor;
        }

        expect(walked).toEqual(all.items.map(({ id }) => id));
        expect(new Set(walked).size).toBe(all.total);
      }
    },
  );

  it('refuses a cursor of another order', async () => {
    const { nextCursor } = await list('sort=name&limit=1');

    const { body } = await app.as(keeper).get(`/admin/conversations?sort=created&cursor=${nextCursor}`).expect(400);

    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/cursor', code: 'invalid_cursor' })]);
  });

  it('has those alone of which no owner can sign in, when that is asked for', async () => {
    const [kept, orphan, empty] = [await aGroup(), await aGroup('Orphan', [ben], cem), await aGroup('All have left')];
    await app.as(ana).delete(`/conversations/${empty}/members/${ben.id}`).expect(204);
    await app.as(ana).delete(`/conversations/${empty}/members/${ana.id}`).expect(204);
    expect(await names('ownerless=true')).toEqual(['All have left']);

    await setActive(cem, false);
    const without = await names('ownerless=true');
    await setActive(cem, true);

    expect(without).toEqual(['All have left', 'Orphan']);
    expect(await look(orphan)).toMatchObject({ takeOver: 'no' });
    expect(await look(kept)).toMatchObject({ takeOver: 'no' });
  });

  it('is closed to whoever does not hold the permission, staff too', async () => {
    const staff = await app.person('stella', { isStaff: true });
    const id = await aGroup('Closed');
    for (const person of [ana, staff]) {
      await app.as(person).get('/admin/conversations').expect(403);
      await app.as(person).get(`/admin/conversations/${id}`).expect(403);
      await app.as(person).get(`/admin/conversations/${id}/members`).expect(403);
      await app.as(person).put(`/admin/conversations/${id}/owner`, { userId: ben.id }).expect(403);
      await remove(id, 'Closed', person).expect(403);
    }
    expect(await searched('closed')).toEqual(['Closed']);
  });

  it('pages through the people in one, and finds them by name', async () => {
    const id = await aGroup('People', [ben, cem]);
    const path = `/admin/conversations/${id}/members`;

    const page = (await app.as(keeper).get(`${path}?limit=2`).expect(200)).body;
    const rest = (await app.as(keeper).get(`${path}?limit=2&cursor=${page.nextCursor}`).expect(200)).body;
    await setActive(cem, false);
    const found = (await app.as(keeper).get(`${path}?search=ce`).expect(200)).body;
    const able = (await app.as(keeper).get(`${path}?able=true`).expect(200)).body;
    await setActive(cem, true);

    const who = ({ items }: { items: { user: { username: string } }[] }) => items.map(({ user }) => user.username);
    expect([...who(page), ...who(rest)]).toEqual(['ana', 'ben', 'cem']);
    expect(found.items).toEqual([
      {
        user: expect.objectContaining({ username: 'cem' }),
        role: 'member',
        joinedAt: expect.any(String),
        canSignIn: false,
      },
    ]);
    expect(who(able)).toEqual(['ana', 'ben']);
  });
});

describe('a group without an owner', () => {
  it('gets a member as one, whom everybody sees in its history, and it is on record', async () => {
    const id = await aGroup('Forlorn', [ben, cem]);
    await withoutOwner(id);
    expect(await look(id)).toMatchObject({ ownerless: true, takeOver: 'member' });
    const socket = await node.socketOf(cem);

    const { body } = await takeOver(id, ben).expect(200);

    expect(body).toMatchObject({ ownerless: false, takeOver: 'no', owners: [expect.objectContaining({ id: ben.id })] });
    const told = await socket.next(
      'message.created',
      ({ conversationId, data }) => conversationId === id && data.system?.event === 'role_changed',
    );
    expect(told.data.system).toMatchObject({
      event: 'role_changed',
      actorId: keeper.id,
      userIds: [ben.id],
      value: 'owner',
    });
    await app.as(ben).patch(`/conversations/${id}`, { subject: 'Found again' }).expect(200);
    const [entry] = await app.database.query<{ actor_id: string; after: object }>(
      `select actor_id, after from audit_log where action = 'conversation.taken-over' and target_id = $1`,
      [id],
    );
    expect(entry).toEqual({ actor_id: keeper.id, after: { subject: 'Forlorn', ownerId: ben.id } });
    await socket.close();
  });

  it('is refused to whoever is not in it while a member can sign in, and to who cannot sign in', async () => {
    const id = await aGroup('Choosy', [ben, cem]);
    await withoutOwner(id);
    await setActive(cem, false);

    for (const userId of [keeper.id, cem.id, '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071']) {
      const { body } = await takeOver(id, { id: userId }).expect(400);
      expect(body.errors).toEqual([expect.objectContaining({ pointer: '/userId', code: 'cannot_take_over' })]);
    }
    await setActive(cem, true);
    expect(await look(id)).toMatchObject({ ownerless: true, memberCount: 3 });
  });

  it('gets anybody where no member can sign in, who is then in it', async () => {
    const id = await aGroup('Ghost town', [cem], cem);
    await setActive(cem, false);
    expect(await look(id)).toMatchObject({ takeOver: 'anybody', memberCount: 1 });

    const { body } = await takeOver(id, ben).expect(200);
    await setActive(cem, true);

    expect(body).toMatchObject({ memberCount: 2, ownerless: false });
    const { items } = (await app.as(ben).get(`/conversations/${id}/messages`).expect(200)).body;
    const lines = items.flatMap(({ system }: { system?: { event: string } }) => (system ? [system.event] : []));
    expect(lines.slice(-2)).toEqual(['members_added', 'role_changed']);
    expect((await app.as(ben).get(`/conversations/${id}`).expect(200)).body.me.role).toBe('owner');
  });

  it('is the only one that is given an owner', async () => {
    const id = await aGroup('Well kept');

    expect((await takeOver(id, ben).expect(409)).body.code).toBe('group_has_owner');
    expect((await look(id)).owners).toEqual([expect.objectContaining({ id: ana.id })]);
  });
});

describe('the list of ten thousand groups', () => {
  const MANY = 12_000;
  /** Of 8 kB each. */
  const FEW_PAGES = 400;
  beforeAll(async () => {
    await app.database.query(
      `with made as (
         insert into conversations (id, kind, subject, folded_subject, created_by, created_at, last_message_at, member_count)
         select gen_random_uuid(), 'group', 'Many ' || name, 'many ' || name, $1, now() - n * interval '1 minute',
           now() - (n % 700) * interval '1 hour', n % 90 + 1
         from generate_series(1, $2) n, translate(md5(n::text), '0123456789', 'ghijklmnop') name
         returning id
       )
       insert into conversation_members (conversation_id, user_id, role, joined_at)
       select id, $1, 'owner', now() from made`,
      [ana.id, MANY],
    );
    await app.database.query('vacuum analyze conversations');
    await app.database.query('vacuum analyze conversation_members');
  });
  const isPage = ({ text }: { text: string }) =>
    text.includes('with page as materialized') && text.includes('"ownerIds"');
  const cost = (query: string) => pagesReadBy(app.database, () => list(query), isPage);

  it.each(['name', 'created', 'members'])(
    'by %s reads what a page shows, the first and one from the middle',
    async (key) => {
      for (const sort of [key, `-${key}`]) {
        const { nextCursor } = await list(`sort=${sort}&limit=200`);
        expect(await cost(`sort=${sort}&limit=20`)).toBeLessThan(FEW_PAGES);
        expect(await cost(`sort=${sort}&limit=20&cursor=${nextCursor}`)).toBeLessThan(FEW_PAGES);
      }
    },
  );

  it('reads what a search finds', async () => {
    const [{ subject } = { subject: '' }] = await app.database.query<{ subject: string }>(
      `select subject from conversations where subject like 'Many %' order by id limit 1`,
    );

    expect(await searched(subject)).toEqual([subject]);
    expect(await cost(`q=${encodeURIComponent(subject)}`)).toBeLessThan(FEW_PAGES);
  });

  it('counts up to ten thousand', async () => {
    expect((await list('limit=1')).total).toBe(10_000);
    expect((await list('limit=1&q=forlorn')).total).toBeLessThan(10);
  });

  it('looks for owners who cannot sign in once for each group, however many people are in it', async () => {
    const perGroup = await pagesReadBy(app.database, () => list('ownerless=true&limit=20'), isPage);

    expect(perGroup).toBeLessThan(8 * MANY);
  });
});
