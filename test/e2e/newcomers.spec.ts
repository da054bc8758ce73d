import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/core/database/unit-of-work.js';
import { WelcomeNewcomer } from '../../src/messages/joining/newcomers/welcome-newcomer.js';
import { AnotherNode } from '../support/another-node.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

const PASSWORD = 'correct-horse-battery';

let app: TestApp;
let ana: Person;
let count = 0;
/** Listed, of Ana's, with one message. */
let desk: string;

beforeAll(async () => {
  app = await TestApp.start();
  ana = await app.person('ana');
  await app.as(app.root).patch('/admin/settings', { registration: 'open' }).expect(200);
});
beforeEach(async () => {
  desk = await group('Service desk', true);
  await app.say(ana, desk, 'Maintenance is on Sunday.');
});
afterAll(() => app.stop());

const group = async (subject: string, listed: boolean) => {
  const { body } = await app.as(ana).post('/conversations', { kind: 'group', subject, memberIds: [app.root.id] });
  if (listed) await app.as(ana).patch(`/conversations/${body.id}`, { listed }).expect(200);
  return body.id as string;
};
const choose = (newcomerGroups: unknown) => app.as(app.root).patch('/admin/settings', { newcomerGroups });
const register = async (more: object = {}, on: Pick<TestApp, 'anonymous'> = app) => {
  const username = `newcomer${++count}`;
  const account = { username, email: `${username}@parley.example`, password: PASSWORD, ...more };
  const { body } = await on.anonymous().post('/auth/register', account).expect(201);
  return { id: body.user.id, token: body.accessToken } as Pick<Person, 'id' | 'token'>;
};
const groupsOf = async (who: Pick<Person, 'token'>) =>
  (await app.as(who).get('/conversations?filter=groups').expect(200)).body.items as { id: string }[];
const isIn = (who: Pick<Person, 'token'>, ...ids: string[]) =>
  eventually(async () => expect((await groupsOf(who)).map(({ id }) => id).sort()).toEqual([...ids].sort()));
const chosen = async () => (await app.as(app.root).get('/admin/newcomer-groups').expect(200)).body.items;

describe('the groups that newcomers are in from the start', () => {
  it('are theirs whether they register, are invited or are made by staff, and begin at the end, with a line', async () => {
    await choose([desk.toUpperCase()]).expect(200);
    const staff = await app.person(`staff${count}`, { isStaff: true });
    const { body: invite } = await app.as(staff).post('/admin/invites', {}).expect(201);

    const registered = await register();
    const invited = await register({ inviteToken: invite.token });
    const made = await app.person(`made${count}`);

    for (const newcomer of [staff, registered, invited, made]) await isIn(newcomer, desk);
    const [mine] = (await app.as(registered).get('/conversations?filter=groups').expect(200)).body.items;
    expect(mine).toMatchObject({ id: desk, unreadCount: 0, me: { role: 'member' } });
    const { items } = (await app.as(ana).get(`/conversations/${desk}/messages?limit=200`).expect(200)).body;
    const lines = items.flatMap(({ system }: { system?: object }) => system ?? []);
    expect(lines).toContainEqual(
      expect.objectContaining({ event: 'members_added', actorId: registered.id, userIds: [registered.id] }),
    );
  });

  it('take in whom nobody may add and who blocks their owner, once, however often that is begun', async () => {
    await choose([]).expect(200);
    const nia = await app.person(`nia${count}`);
    await app.as(nia).patch('/users/me', { addableBy: 'nobody' }).expect(200);
    await app.as(nia).put(`/users/${ana.id}/block`).expect(204);
    await choose([desk]).expect(200);
    const welcome = () =>
      app.nest.get(UnitOfWork).run((tx) => app.nest.get(WelcomeNewcomer).handleIn(tx, { userId: nia.id }));

    await welcome();
    await welcome();

    await isIn(nia, desk);
    expect((await app.as(ana).get(`/conversations/${desk}`).expect(200)).body.memberCount).toBe(3);
  });

  it('tell those who are there', async () => {
    await choose([desk]).expect(200);
    const socket = await app.socketOf(ana);

    const newcomer = await register();

    const told = await socket.next('member.added', ({ conversationId }) => conversationId === desk);
    expect(told.data).toMatchObject({ userId: newcomer.id, role: 'member' });
    await socket.close();
  });

  it('are passed over once they are not listed, and shown so, and those that are chosen can stay so', async () => {
    const other = await group('Lunch', true);
    await choose([desk, other]).expect(200);
    await app.as(ana).patch(`/conversations/${desk}`, { listed: false }).expect(200);

    const newcomer = await register();

    await isIn(newcomer, other);
    expect(await chosen()).toEqual([
      { id: desk, subject: null, memberCount: null, isListed: false },
      { id: other, subject: 'Lunch', memberCount: 3, isListed: true },
    ]);
    await choose([desk]).expect(200);
    await choose([]).expect(200);
    expect(await chosen()).toEqual([]);
  });

  it('are passed over once everybody has left, since nobody could run one then', async () => {
    const other = await group('Lunch', true);
    await choose([desk, other]).expect(200);
    for (const person of [app.root, ana])
      await app.as(person).delete(`/conversations/${desk}/members/${person.id}`).expect(204);

    const newcomer = await register();

    await isIn(newcomer, other);
    expect(await chosen()).toMatchObject([
      { id: desk, isListed: false },
      { id: other, isListed: true },
    ]);
  });

  it('are refused by their place in the list where nobody can find them', async () => {
    const hidden = await group('Board', false);
    const direct = await app.conversation(ana, app.root);

    const { body } = await choose([desk, hidden, direct, randomUUID()]).expect(400);
    const notIds = await choose(['desk']).expect(400);
    const twice = await choose([desk, desk]).expect(400);
    const notAList = await choose(desk).expect(400);
    const forStaff = await app
      .as(ana)
      .patch('/admin/settings', { newcomerGroups: [desk] })
      .expect(403);

    expect(body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])).toEqual(
      [1, 2, 3].map((n) => [`/newcomerGroups/${n}`, 'group_not_listed']),
    );
    expect([notIds, twice, notAList, forStaff].map(({ body: { code } }) => code)).toEqual([
      ...['validation_failed', 'validation_failed', 'validation_failed', 'permission_denied'],
    ]);
    expect((await app.as(app.root).get('/admin/settings')).body.newcomerGroups).not.toContain(hidden);
    await app.as(ana).get('/admin/newcomer-groups').expect(403);
  });

  it('are on record when they are chosen, and only when they changed', async () => {
    await choose([desk]).expect(200);
    await choose([desk]).expect(200);

    const rows = await app.database.query(
      `select after from audit_log where action = 'settings.updated' and target_id = 'newcomerGroups' and after = $1`,
      [JSON.stringify({ newcomerGroups: [desk] })],
    );
    expect(rows).toHaveLength(1);
  });

  it('take in a crowd that comes at once, on two nodes, while people write there', async () => {
    const node = await AnotherNode.beside(app);
    await choose([desk]).expect(200);

    const [crowd] = await Promise.all([
      Promise.all(Array.from({ length: 24 }, (_, n) => register({}, n % 2 === 0 ? app : node))),
      Promise.all(Array.from({ length: 40 }, (_, n) => app.say(ana, desk, `Message ${n}`))),
    ]);

    await eventually(async () => {
      const { memberCount } = (await app.as(ana).get(`/conversations/${desk}`).expect(200)).body;
      expect(memberCount).toBe(2 + crowd.length);
    }, 30_000);
    const { items } = (await app.as(ana).get(`/conversations/${desk}/messages?limit=200`).expect(200)).body;
    expect(items.map(({ seq }: { seq: number }) => seq)).toEqual(items.map((_: unknown, n: number) => n + 1));
    for (const newcomer of crowd) await isIn(newcomer, desk);
    await node.stop();
  }, 60_000);

  it('cost somebody who makes an account nothing while there are none', async () => {
    await choose([]).expect(200);

    const newcomer = await register();

    expect(await groupsOf(newcomer)).toEqual([]);
    const jobs = await app.database.query(
      `select 1 from jobs.job where name = 'newcomer.welcome' and data ->> 'userId' = $1`,
      [newcomer.id],
    );
    expect(jobs).toEqual([]);
  });
});
