import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let carl: Person;
let eve: Person;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, carl, eve] = await app.people('ana', 'carl', 'eve');
});
afterAll(() => app.stop());

const read = (person: Person, id: string, seq: number, more: object = {}) =>
  app.as(person).put(`/conversations/${id}/read`, { seq, ...more });
const unread = async (person: Person, id: string): Promise<number> =>
  (await app.as(person).get(`/conversations/${id}`).expect(200)).body.unreadCount;

describe('a direct conversation', () => {
  it('is one for each pair, whoever opens it', async () => {
    const first = await app.as(ana).post('/conversations', { kind: 'direct', userId: carl.id }).expect(201);
    const second = await app.as(carl).post('/conversations', { kind: 'direct', userId: ana.id }).expect(200);

    expect(second.body.id).toBe(first.body.id);
    expect(first.body).toMatchObject({
      kind: 'direct',
      subject: null,
      memberCount: 2,
      unreadCount: 0,
      lastMessage: null,
    });
    expect(first.body.members.map((member: { username: string }) => member.username).sort()).toEqual(['ana', 'carl']);
  });

  it('is one even when both open it at the same moment', async () => {
    const [lea, max] = await app.people('lea', 'max');

    const opened = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        app.as(n % 2 ? lea : max).post('/conversations', { kind: 'direct', userId: n % 2 ? max.id : lea.id }),
      ),
    );

    expect(new Set(opened.map(({ body }) => body.id)).size).toBe(1);
    expect(opened.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('with oneself is a note', async () => {
    const { body } = await app.as(ana).post('/conversations', { kind: 'direct', userId: ana.id }).expect(201);
    const note = await app.say(ana, body.id, 'remember the milk');

    expect(body).toMatchObject({ memberCount: 1, members: [{ id: ana.id }] });
    expect(note.seq).toBe(1);
    expect(await unread(ana, body.id)).toBe(0);
  });

  it('cannot be begun with somebody deactivated, nor written in, but stays readable', async () => {
    const [ben, zoe] = await app.people('ben', 'zoe');
    const known = await app.conversation(ana, ben);
    await app.say(ben, known, 'bye');
    for (const person of [ben, zoe]) {
      await app.as(app.root).patch(`/admin/users/${person.id}`, { isActive: false }).expect(200);
    }

    const begun = await app.as(ana).post('/conversations', { kind: 'direct', userId: zoe.id }).expect(403);
    const written = await app
      .as(ana)
      .post(`/conversations/${known}/messages`, { clientId: randomUUID(), body: 'still there?' })
      .expect(403);
    const { body } = await app.as(ana).get(`/conversations/${known}/messages`).expect(200);

    expect([begun.body.code, written.body.code]).toEqual(['recipient_inactive', 'recipient_inactive']);
    expect(body.items).toMatchObject([{ body: 'bye' }]);
  });
});

describe('a group', () => {
  it('has its maker as owner and begins with a line that says so', async () => {
    const { body } = await app
      .as(ana)
      .post('/conversations', { kind: 'group', subject: ' Riverside pilot ', memberIds: [carl.id, carl.id, ana.id] })
      .expect(201);
    const { body: members } = await app.as(carl).get(`/conversations/${body.id}/members`).expect(200);

    expect(body).toMatchObject({ subject: 'Riverside pilot', memberCount: 2, me: { role: 'owner' } });
    expect(body.lastMessage).toMatchObject({ kind: 'system', system: { event: 'group_created', actorId: ana.id } });
    expect(
      members.items.map((member: { user: { username: string }; role: string }) => [member.user.username, member.role]),
    ).toEqual(
      expect.arrayContaining([
        ['ana', 'owner'],
        ['carl', 'member'],
      ]),
    );
    expect(await unread(carl, body.id)).toBe(0);
  });

  it('names every person who does not exist', async () => {
    const memberIds = [carl.id, randomUUID(), randomUUID()];

    const { body } = await app.as(ana).post('/conversations', { kind: 'group', subject: 'x', memberIds }).expect(400);

    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(['/memberIds/1', '/memberIds/2']);
  });

  it('is renamed by its owner, not by a member, and is absent for strangers', async () => {
    const id = await app.conversation(ana, carl, app.root);

    const { body } = await app
      .as(ana)
      .patch(`/conversations/${id}`, { subject: 'Renamed', description: 'Until March' })
      .expect(200);
    const refused = await app.as(carl).patch(`/conversations/${id}`, { subject: 'Mine' }).expect(403);
    await app.as(eve).patch(`/conversations/${id}`, { subject: 'Whose' }).expect(404);
    await app.as(eve).get(`/conversations/${id}`).expect(404);
    await app.as(eve).get(`/conversations/${id}/members`).expect(404);

    expect(body).toMatchObject({ subject: 'Renamed', description: 'Until March' });
    expect(refused.body.code).toBe('role_required');
  });
});

describe('unread', () => {
  it('counts what others wrote after my position, never my own or system lines', async () => {
    const id = await app.conversation(ana, carl, eve);
    await app.say(carl, id, 'one');
    await app.say(ana, id, 'mine');
    await app.say(eve, id, 'two');
    expect([await unread(ana, id), await unread(carl, id), await unread(eve, id)]).toEqual([2, 2, 2]);

    await read(ana, id, 3).expect(204);
    expect(await unread(ana, id)).toBe(1);
    await read(ana, id, 4).expect(204);
    expect(await unread(ana, id)).toBe(0);
  });

  it('goes forward only, unless I mark it unread again', async () => {
    const id = await app.conversation(ana, carl, eve);
    for (let n = 0; n < 4; n++) await app.say(n === 2 ? ana : carl, id, `no ${n}`);
    await read(ana, id, 5).expect(204);

    await read(ana, id, 2).expect(204);
    expect(await unread(ana, id)).toBe(0);
    await read(ana, id, 3, { unread: true }).expect(204);
    expect(await unread(ana, id)).toBe(2);
    await read(ana, id, 5).expect(204);
    expect(await unread(ana, id)).toBe(0);
  });

  it('refuses a position that does not exist yet', async () => {
    const id = await app.conversation(ana, carl);

    const { body } = await read(ana, id, 1_000_000).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/seq', code: 'too_large' }]);
  });

  it('equals a recount after many people wrote and read at once', async () => {
    const people = [ana, carl, eve];
    const id = await app.conversation(ana, carl, eve);
    await Promise.all(
      Array.from({ length: 45 }, async (_, n) => {
        const person = people[n % 3] as Person;
        const { seq } = await app.say(person, id, `no ${n}`);
        if (n % 4 === 0) await read(people[(n + 1) % 3] as Person, id, seq).expect(204);
      }),
    );

    for (const person of people) {
      const [{ recount } = { recount: -1 }] = await app.database.query<{ recount: number }>(
        `select count(*)::int as recount from messages x
         join conversation_members m on m.conversation_id = x.conversation_id and m.user_id = $2
         where x.conversation_id = $1 and x.seq > m.last_read_seq and x.kind = 0 and x.sender_id <> $2`,
        [id, person.id],
      );
      expect(await unread(person, id)).toBe(recount);
    }
  });
});

describe('what is mine alone', () => {
  it('archives until somebody writes again', async () => {
    const [pia, ron] = await app.people('pia', 'ron');
    const id = await app.conversation(pia, ron);
    await app.say(ron, id, 'hello');
    const listed = async (filter: string) =>
      (await app.as(pia).get(`/conversations?filter=${filter}`).expect(200)).body.items.map(
        (item: { id: string }) => item.id,
      );

    const { body } = await app.as(pia).patch(`/conversations/${id}/me`, { archived: true }).expect(200);
    expect(body).toMatchObject({ archived: true });
    expect([await listed('active'), await listed('archived')]).toEqual([[], [id]]);

    await app.say(ron, id, 'are you there?');
    expect([await listed('active'), await listed('archived')]).toEqual([[id], []]);
  });

  it('stays archived while it is muted', async () => {
    const [kim, lou] = await app.people('kim', 'lou');
    const id = await app.conversation(kim, lou);
    await app.say(lou, id, 'hello');
    await app
      .as(kim)
      .patch(`/conversations/${id}/me`, { archived: true, mutedUntil: '2099-01-01T00:00:00.000Z' })
      .expect(200);

    await app.say(lou, id, 'anybody?');

    const { body } = await app.as(kim).get(`/conversations/${id}`).expect(200);
    expect(body.me).toMatchObject({ archived: true, mutedUntil: '2099-01-01T00:00:00.000Z' });
  });

  it('lists pinned ones whole before the first page, the others by newest activity', async () => {
    const [gil, hal] = await app.people('gil', 'hal');
    const groups = [];
    for (let n = 0; n < 5; n++) groups.push(await app.conversation(gil, hal, ana));
    for (const id of groups) await app.say(hal, id, 'hi');
    await app.as(gil).patch(`/conversations/${groups[0]}/me`, { pinned: true }).expect(200);
    const page = async (query: string) => (await app.as(gil).get(`/conversations?limit=2${query}`).expect(200)).body;
    const ids = ({ items }: { items: { id: string }[] }) => items.map((item) => item.id);

    const first = await page('');
    const second = await page(`&cursor=${first.nextCursor}`);

    expect(ids(first)).toEqual([groups[0], groups[4], groups[3]]);
    expect(ids(second)).toEqual([groups[2], groups[1]]);
    expect(second.nextCursor).toBeNull();
  });

  it('moves its rev and tells what I hid, so that my other devices can catch up', async () => {
    const id = await app.conversation(ana, carl);
    const { seq } = await app.say(carl, id, 'hide me');
    const { body: before } = await app.as(ana).get(`/conversations/${id}/me`).expect(200);

    await app.as(ana).delete(`/conversations/${id}/messages/${seq}`).expect(204);

    const { body: after } = await app.as(ana).get(`/conversations/${id}/me`).expect(200);
    expect(after.rev).toBe(before.rev + 1);
    expect(after.hidden).toEqual([seq]);
  });
});
