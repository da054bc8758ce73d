import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PresenceNews } from '../../src/presence/presence-news.js';
import { PresenceTiming } from '../../src/presence/presence-timing.js';
import { PresenceWriter } from '../../src/presence/presence-writer.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { Frame, TestSocket } from '../support/test-socket.js';

const QUICKLY = { offlineAfterMs: 40, batchEveryMs: 10 };

let app: TestApp;
let other: AnotherNode;
let ana: Person;
let ben: Person;
let carl: Person;

beforeAll(async () => {
  app = await TestApp.start();
  other = await AnotherNode.beside(app);
  [ana, ben, carl] = await app.people('ana', 'ben', 'carl');
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

const patience = (nest: INestApplicationContext, timing: Partial<PresenceTiming>) =>
  Object.assign(nest.get(PresenceTiming), timing);
beforeEach(() => [app, other].forEach(({ nest }) => patience(nest, QUICKLY)));

/** What a socket was told of somebody, in order. */
const told = (socket: TestSocket, { id }: Person) =>
  socket
    .of('presence')
    .filter(({ data }) => data.userId === id)
    .map(({ data }) => data.state as string);
const untilTold = (socket: TestSocket, person: Person, ...states: string[]) =>
  eventually(() => expect(told(socket, person)).toEqual(states));

/** A socket that was told how these people are. */
async function watching(watcher: Person, ...people: Person[]): Promise<TestSocket> {
  const socket = await app.socketOf(watcher);
  socket.send({ type: 'watch', userIds: people.map(({ id }) => id) });
  await eventually(() => expect(socket.of('presence')).toHaveLength(people.length));
  return socket;
}
const somebody = (prefix = 'p') => app.person(`${prefix}.${randomUUID().slice(0, 8)}`);
const presenceOf = async (viewer: Person, { id }: Person) =>
  (await app.as(viewer).get(`/users/${id}`).expect(200)).body.presence;

describe('presence', () => {
  it('is told to who watches: active, away, and offline with the time they were last seen', async () => {
    const person = await somebody();
    const watcher = await watching(ben, person);
    const [first, second] = [await app.socketOf(person), await app.socketOf(person)];
    await untilTold(watcher, person, 'offline', 'active');

    first.send({ type: 'presence', state: 'away' });
    expect((await first.ask({ type: 'ping' })).type).toBe('pong');
    second.send({ type: 'presence', state: 'away' });
    await untilTold(watcher, person, 'offline', 'active', 'away');
    await Promise.all([first.close(), second.close()]);
    await untilTold(watcher, person, 'offline', 'active', 'away', 'offline');

    const [before, active, , after] = watcher.of('presence').map(({ data }) => data);
    expect([before, active]).toEqual([
      { userId: person.id, state: 'offline' },
      { userId: person.id, state: 'active' },
    ]);
    expect(Date.now() - Date.parse(after.lastSeenAt)).toBeLessThan(30_000);
    expect(await presenceOf(ben, person)).toEqual({ state: 'offline', lastSeenAt: after.lastSeenAt });
  });

  it('shows nothing of a page that is loaded again', async () => {
    patience(app.nest, { offlineAfterMs: 60_000 });
    const [person, marker] = [await somebody(), await somebody()];
    const watcher = await watching(ben, person, marker);
    const page = await app.socketOf(person);
    await untilTold(watcher, person, 'offline', 'active');

    await page.close();
    await app.socketOf(person);
    await app.socketOf(marker);

    await untilTold(watcher, marker, 'offline', 'active');
    expect(told(watcher, person)).toEqual(['offline', 'active']);
  });

  it('of the partners of direct conversations is told without asking, of others only when asked', async () => {
    const [partner, absent, stranger, viewer] = [
      await somebody(),
      await somebody(),
      await somebody(),
      await somebody(),
    ];
    for (const one of [partner, absent]) await app.say(viewer, await app.conversation(viewer, one), 'hello');
    await app.say(stranger, await app.conversation(stranger, viewer), 'hello');
    await app.socketOf(partner);
    await app.socketOf(stranger);

    const socket = await app.socketOf(viewer);
    await untilTold(socket, partner, 'active');
    const unasked = [told(socket, absent), told(socket, stranger)];
    await app.socketOf(absent);
    await untilTold(socket, absent, 'active');
    socket.send({ type: 'watch', userIds: [stranger.id, stranger.id.toUpperCase()] });
    await untilTold(socket, stranger, 'active');

    expect(unasked).toEqual([[], []]);
  });

  it('is told of those only whom the last watch named', async () => {
    const [former, present] = [await somebody(), await somebody()];
    const watcher = await watching(ben, former);

    watcher.send({ type: 'watch', userIds: [present.id] });
    await untilTold(watcher, present, 'offline');
    await app.socketOf(former);
    await app.socketOf(present);

    await untilTold(watcher, present, 'offline', 'active');
    expect(told(watcher, former)).toEqual(['offline']);
  });

  it('refuses a wrong state, too many people and what is no id, and goes on', async () => {
    const socket = await app.socketOf(ana);
    const ids = Array.from({ length: 201 }, () => randomUUID());
    const problemsOf = async (frame: object) =>
      (await socket.ask(frame)).problem.errors.map((error: { pointer: string; code: string }) => error);

    expect(await problemsOf({ type: 'presence', state: 'offline' })).toMatchObject([
      { pointer: '/state', code: 'not_allowed_value' },
    ]);
    expect(await problemsOf({ type: 'watch', userIds: ids })).toMatchObject([
      { pointer: '/userIds', code: 'too_many' },
    ]);
    expect(await problemsOf({ type: 'watch', userIds: ['me'] })).toMatchObject([
      { pointer: '/userIds', code: 'invalid_uuid' },
    ]);
    expect(await problemsOf({ type: 'typing', conversationId: 'x' })).toMatchObject([{ pointer: '/conversationId' }]);
    socket.send({ type: 'presence', state: 'active' });
    socket.send({ type: 'watch', userIds: ids.slice(1) });
    await eventually(() => expect(socket.of('presence')).toHaveLength(200));
    expect(socket.of('error')).toHaveLength(4);
  });
});

describe('who may see it', () => {
  const setTo = (person: Person, presenceVisibility: string) =>
    app.as(person).patch('/users/me', { presenceVisibility });

  it('is everybody, those one wrote to, or nobody, as the person says; at once and over HTTP too', async () => {
    const [person, contact, silent] = [await somebody(), await somebody('contact'), await somebody('silent')];
    await app.say(person, await app.conversation(contact, person), 'hello');
    // Writing to somebody does not make one their contact.
    await app.say(silent, await app.conversation(silent, person), 'hello');
    await app.socketOf(person);
    await eventually(async () => expect(await presenceOf(contact, person)).toEqual({ state: 'active' }));
    const [friend, stranger] = [await watching(contact, person), await watching(silent, person)];
    const seen = async () => [await presenceOf(contact, person), await presenceOf(silent, person)];
    const byDefault = await seen();

    expect((await setTo(person, 'contacts').expect(200)).body.presenceVisibility).toBe('contacts');
    await untilTold(stranger, person, 'active', 'offline');
    const byContacts = await seen();
    await setTo(person, 'nobody').expect(200);
    await untilTold(friend, person, 'active', 'offline');
    const byNobody = await seen();
    await setTo(person, 'everyone').expect(200);
    await untilTold(stranger, person, 'active', 'offline', 'active');
    await untilTold(friend, person, 'active', 'offline', 'active');

    const [shown, hidden] = [{ state: 'active' }, { state: 'offline' }];
    expect([byDefault, byContacts, byNobody]).toEqual([
      [shown, shown],
      [shown, hidden],
      [hidden, hidden],
    ]);
    await setTo(person, 'friends').expect(400);
    const listed = await app.as(contact).get(`/users?search=${person.username}`).expect(200);
    expect(listed.body.items[0]).not.toHaveProperty('presence');
  });

  it('hides when they were last seen, so that hidden, never seen and not existing look the same', async () => {
    const [hidden, never] = [await somebody(), await somebody()];
    await setTo(hidden, 'nobody').expect(200);
    const page = await app.socketOf(hidden);
    const own = await watching(hidden, hidden);
    await Promise.all([page.close(), own.close()]);
    await eventually(async () => expect((await presenceOf(hidden, hidden)).lastSeenAt).toBeDefined());
    const nobody = { ...never, id: randomUUID() };

    const watcher = await watching(ben, hidden, never, nobody);

    expect(told(own, hidden)).toEqual(['active']);
    for (const { id } of [hidden, never, nobody]) {
      expect(watcher.of('presence').map(({ data }) => data)).toContainEqual({ userId: id, state: 'offline' });
    }
    expect([await presenceOf(ben, hidden), await presenceOf(ben, never)]).toEqual([
      { state: 'offline' },
      { state: 'offline' },
    ]);
  });

  it('is nobody for somebody who was deactivated', async () => {
    const person = await somebody();
    await app.socketOf(person);
    await eventually(async () => expect((await presenceOf(ben, person)).state).toBe('active'));
    const watcher = await watching(ben, person);

    await app.as(app.root).patch(`/admin/users/${person.id}`, { isActive: false }).expect(200);

    await untilTold(watcher, person, 'active', 'offline');
    expect(watcher.of('presence').at(-1)?.data).toEqual({ userId: person.id, state: 'offline' });
    expect(await presenceOf(ben, person)).toEqual({ state: 'offline' });
  });
});

describe('presence on several nodes', () => {
  it('is the best of all nodes, wherever the watcher is', async () => {
    const person = await somebody();
    const watcher = await watching(ben, person);
    const there = await other.socketOf(person);
    await untilTold(watcher, person, 'offline', 'active');
    there.send({ type: 'presence', state: 'away' });
    await untilTold(watcher, person, 'offline', 'active', 'away');

    const here = await app.socketOf(person);
    await untilTold(watcher, person, 'offline', 'active', 'away', 'active');
    await here.close();
    await untilTold(watcher, person, 'offline', 'active', 'away', 'active', 'away');
    await there.close();

    await untilTold(watcher, person, 'offline', 'active', 'away', 'active', 'away', 'offline');
    expect(there.violations).toEqual([]);
  });

  it('does not count a node that died, once it was not seen for thirty seconds', async () => {
    const person = await somebody();
    const dead = randomUUID();
    const watcher = await watching(ben, person);
    await app.database.query('insert into nodes (id, started_at, seen_at) values ($1, now(), now())', [dead]);
    await app.database.query(`insert into presence values ($1, $2, 'active')`, [person.id, dead]);
    app.nest.get(PresenceNews).recheck();
    await untilTold(watcher, person, 'offline', 'active');

    await app.database.query(`update nodes set seen_at = now() - interval '31 seconds' where id = $1`, [dead]);
    app.nest.get(PresenceNews).recheck();

    await untilTold(watcher, person, 'offline', 'active', 'offline');
  });

  it('comes back after the database lost it in a crash', async () => {
    const person = await somebody();
    await app.socketOf(person);
    await eventually(async () => expect((await presenceOf(ben, person)).state).toBe('active'));
    const watcher = await watching(ben, person);
    await untilTold(watcher, person, 'active');

    await app.database.query('truncate presence');
    app.nest.get(PresenceNews).recheck();
    await untilTold(watcher, person, 'active', 'offline');
    await app.nest.get(PresenceWriter).mend();

    await untilTold(watcher, person, 'active', 'offline', 'active');
  });

  it('keeps one row for each node that runs, and none of one that was stopped', async () => {
    const third = await AnotherNode.beside(app);
    const person = await somebody();
    const socket = await third.socketOf(person);
    const nodes = async () => (await app.database.query('select id from nodes')).length;
    const withThird = await nodes();
    await eventually(async () => expect((await presenceOf(ben, person)).state).toBe('active'));

    await third.stop();

    expect(await socket.closed()).toBe(1001);
    expect(await nodes()).toBe(withThird - 1);
    expect(await presenceOf(ben, person)).toEqual({ state: 'offline', lastSeenAt: expect.any(String) });
  });
});

describe('a crowd', () => {
  it('that comes online is a few statements, and no frame for whom nobody watches', async () => {
    const people = await crowd(100);
    const [seen, ...unseen] = people;
    if (!seen) throw new Error('There is nobody.');
    const watcher = await watching(ben, seen);
    const bystander = await app.socketOf(carl);
    patience(app.nest, { batchEveryMs: 500 });
    const startedAt = performance.now();

    const statements = await queriesDuring(async () => {
      await Promise.all(people.map((person) => app.socketOf(person)));
      await eventually(async () => {
        const rows = await app.database.query('select 1 from presence where user_id = any($1)', [
          people.map(({ id }) => id),
        ]);
        expect(rows).toHaveLength(100);
      });
      await untilTold(watcher, seen, 'offline', 'active');
    }, /^ *(select 1 from presence|insert into nodes)/);

    const batches = Math.ceil((performance.now() - startedAt) / 500) + 1;
    const count = (name: string) => statements.filter((statement) => statement === name).length;
    expect(count('presence.save')).toBeLessThanOrEqual(batches);
    expect(count('conversations_newest_partners')).toBeLessThanOrEqual(batches);
    expect(count('presence.facts')).toBeLessThanOrEqual(batches);
    expect(batches).toBeLessThan(20);
    expect(unseen.flatMap((person) => told(watcher, person))).toEqual([]);
    expect(bystander.of('presence')).toEqual([]);
  });

  /** People with accounts and sessions; a hash of the password is borrowed, because hashing is what takes long. */
  async function crowd(size: number): Promise<Person[]> {
    const names = Array.from({ length: size }, (_, i) => `crowd.${i}`);
    await app.database.query(
      `insert into users (id, username, email, password, date_joined)
       select gen_random_uuid(), name, name || '@parley.example', u.password, now()
       from unnest($1::text[]) name, users u where u.username = 'ana'`,
      [names],
    );
    const people: Person[] = [];
    for (let from = 0; from < size; from += 20) {
      people.push(...(await Promise.all(names.slice(from, from + 20).map((name) => app.signIn(name)))));
    }
    return people;
  }
});

describe('typing', () => {
  const typists = (socket: TestSocket, conversationId: string) =>
    socket
      .of('typing')
      .filter((frame) => frame.conversationId === conversationId)
      .map(({ data }) => data);
  /** Resolves when everything that was sent to the socket before has come. */
  const settled = (...sockets: TestSocket[]) => Promise.all(sockets.map((socket) => socket.ask({ type: 'ping' })));

  it('is told to the others on every node, not to my own devices, and once in two seconds', async () => {
    const id = await app.conversation(ana, ben, carl);
    const [mine, phone, here, there] = [
      await app.socketOf(ana),
      await other.socketOf(ana),
      await app.socketOf(ben),
      await other.socketOf(carl),
    ];

    for (let i = 0; i < 5; i++) mine.send({ type: 'typing', conversationId: id.toUpperCase() });
    const frame = await there.next('typing');
    phone.send({ type: 'typing', conversationId: id });
    await settled(mine, phone, here, there);

    expect(frame).toMatchObject({ type: 'typing', conversationId: id, rev: null, data: { userId: ana.id } });
    expect([here, there].map((socket) => typists(socket, id))).toEqual([[{ userId: ana.id }], [{ userId: ana.id }]]);
    expect([mine, phone].map((socket) => typists(socket, id))).toEqual([[], []]);
    expect([...there.violations, ...phone.violations]).toEqual([]);
  });

  it('of a stranger is told to nobody, and answered with nothing, as for a conversation that is not there', async () => {
    const id = await app.conversation(ana, ben);
    const [member, stranger] = [await app.socketOf(ben), await app.socketOf(carl)];

    stranger.send({ type: 'typing', conversationId: id });
    stranger.send({ type: 'typing', conversationId: randomUUID() });
    await settled(stranger);
    const marker = await app.socketOf(ana);
    marker.send({ type: 'typing', conversationId: id });
    await member.next('typing', (frame: Frame) => frame.conversationId === id);

    expect(typists(member, id)).toEqual([{ userId: ana.id }]);
    expect(stranger.frames.filter(({ type }) => type === 'error' || type === 'typing')).toEqual([]);
  });
});
