import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let carl: Person;
let zoe: Person;
let id: string;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, carl, zoe] = await app.people('ana', 'carl', 'zoe');
});
afterAll(() => app.stop());
beforeEach(async () => {
  id = await app.conversation(ana, carl, await app.person(`eve${++count}`));
});

let count = 0;
const rule = (rules: object) => app.as(ana).patch(`/conversations/${id}`, rules).expect(200);
const join = (who: Person, how: object) => app.as(who).post('/conversations/join', how);
const linkOf = async (who: Person): Promise<string> =>
  (await app.as(who).post(`/conversations/${id}/invite-link`).expect(200)).body.token;
const lastLine = async () => {
  const { body } = await app.as(ana).get(`/conversations/${id}/messages`).expect(200);
  return body.items.at(-1).system;
};

describe('a group that is listed', () => {
  it('is found by its name and joined by whoever wants to, and a line says so to those who are there', async () => {
    await rule({ subject: `Café Zürich ${count}`, description: 'Lunch', listed: true });
    const socket = await app.socketOf(carl);

    const { body: found } = await app.as(zoe).get(`/conversations/open?search=cafe+${count}`).expect(200);
    const { body: joined } = await join(zoe, { conversationId: id }).expect(200);

    const group = {
      id,
      subject: `Café Zürich ${count}`,
      description: 'Lunch',
      pictureUrl: null,
      memberCount: 3,
      isMember: false,
    };
    expect(found.items).toEqual([group]);
    expect(joined).toMatchObject({ id, listed: true, memberCount: 4, me: { role: 'member' } });
    const told = await socket.next('member.added', ({ conversationId }) => conversationId === id);
    expect(told.data).toMatchObject({ userId: zoe.id, role: 'member' });
    expect(await lastLine()).toMatchObject({ event: 'members_added', actorId: zoe.id, userIds: [zoe.id] });
    await socket.close();
  });

  it('comes in pages by name, each once, and says in which I am', async () => {
    for (const name of ['pages c', 'Pages a', 'PAGES b']) {
      id = await app.conversation(ana, carl, zoe);
      await rule({ subject: name, listed: true });
    }
    const page = async (cursor = '') => {
      const { body } = await app.as(zoe).get(`/conversations/open?search=pages&limit=2${cursor}`).expect(200);
      return body;
    };

    const first = await page();
    const second = await page(`&cursor=${first.nextCursor}`);

    const names = [...first.items, ...second.items].map(({ subject }: { subject: string }) => subject);
    expect(names).toEqual(['Pages a', 'PAGES b', 'pages c']);
    expect(second).toMatchObject({ nextCursor: null, items: [{ isMember: true }] });
  });

  it('is neither found nor joined any more once it is not listed, as others never were', async () => {
    await rule({ subject: `Secret ${count}`, listed: true });
    await rule({ listed: false });

    const { body } = await app.as(zoe).get(`/conversations/open?search=secret+${count}`).expect(200);
    const refused = [
      await join(zoe, { conversationId: id }).expect(404),
      await join(zoe, { conversationId: await app.conversation(ana, carl) }).expect(404),
      await join(zoe, { conversationId: ana.id }).expect(404),
    ];

    expect(body.items).toEqual([]);
    expect(refused.map(({ body: problem }) => problem.code)).toEqual(Array(3).fill('group_not_listed'));
    expect((await lastLine()).value).toBe('false');
  });

  it('does not take back whom others sent out of it, until they add them; whoever left may come again', async () => {
    await rule({ listed: true });
    await join(zoe, { conversationId: id }).expect(200);
    await app.as(zoe).delete(`/conversations/${id}/members/${zoe.id}`).expect(204);
    await join(zoe, { conversationId: id }).expect(200);
    await app.as(ana).delete(`/conversations/${id}/members/${zoe.id}`).expect(204);

    const { body } = await join(zoe, { conversationId: id }).expect(403);
    const { body: byLink } = await join(zoe, { token: await linkOf(ana) }).expect(404);
    const { body: found } = await app.as(zoe).get('/conversations/open?limit=200').expect(200);
    expect(found.items.map((group: { id: string }) => group.id)).not.toContain(id);
    await app
      .as(ana)
      .post(`/conversations/${id}/members`, { userIds: [zoe.id] })
      .expect(204);
    await app.as(zoe).delete(`/conversations/${id}/members/${zoe.id}`).expect(204);

    expect([body.code, byLink.code]).toEqual(['cannot_join', 'group_link_invalid']);
    await join(zoe, { conversationId: id }).expect(200);
  });
});

describe('the invite link of a group', () => {
  it('says where it leads, and lets everybody in who has an account, once', async () => {
    await rule({ subject: 'By link' });
    const token = await linkOf(ana);

    const { body: preview } = await app.as(zoe).post('/conversations/join/preview', { token }).expect(200);
    const { body } = await join(zoe, { token }).expect(200);
    await join(zoe, { token }).expect(200);

    expect(preview).toMatchObject({ id, subject: 'By link', memberCount: 3, isMember: false });
    expect(body).toMatchObject({ id, memberCount: 4 });
    expect((await app.as(ana).get(`/conversations/${id}`).expect(200)).body.memberCount).toBe(4);
    await app.anonymous().post('/conversations/join/preview', { token }).expect(401);
  });

  it('shows newcomers what the group shows them', async () => {
    await app.say(ana, id, 'before');
    await rule({ historyFromJoin: true });

    await join(zoe, { token: await linkOf(ana) }).expect(200);

    const { body } = await app.as(zoe).get(`/conversations/${id}/messages`).expect(200);
    expect(body.items).toMatchObject([{ system: { event: 'members_added' } }]);
  });

  it('ends when it is renewed, when it is stopped, and when whoever made it may not add people any more', async () => {
    const first = await linkOf(ana);
    const second = await linkOf(ana);
    await join(zoe, { token: first }).expect(404);
    await app.as(ana).delete(`/conversations/${id}/invite-link`).expect(204);
    await join(zoe, { token: second }).expect(404);
    await app.as(ana).patch(`/conversations/${id}/members/${carl.id}`, { role: 'admin' }).expect(204);
    const his = await linkOf(carl);
    await app.as(ana).patch(`/conversations/${id}/members/${carl.id}`, { role: 'member' }).expect(204);

    const { body } = await join(zoe, { token: his }).expect(404);

    expect(body.code).toBe('group_link_invalid');
    const { body: link } = await app.as(ana).get(`/conversations/${id}/invite-link`).expect(200);
    expect(link).toMatchObject({ token: his, isOpen: false, createdBy: { id: carl.id } });
  });

  it('is for owners and admins, of groups alone, and there when somebody made one', async () => {
    const direct = await app.conversation(ana, carl);
    const refused = [
      await app.as(carl).post(`/conversations/${id}/invite-link`).expect(403),
      await app.as(carl).get(`/conversations/${id}/invite-link`).expect(403),
      await app.as(carl).delete(`/conversations/${id}/invite-link`).expect(403),
      await app.as(zoe).get(`/conversations/${id}/invite-link`).expect(404),
      await app.as(ana).post(`/conversations/${direct}/invite-link`).expect(409),
      await app.as(ana).get(`/conversations/${id}/invite-link`).expect(404),
      await join(zoe, {}).expect(400),
      await join(zoe, { token: '', conversationId: 'x' }).expect(400),
    ];

    expect(
      refused.map(({ body }) => body.errors?.map(({ pointer }: { pointer: string }) => pointer) ?? body.code),
    ).toEqual([
      ...['role_required', 'role_required', 'role_required', 'conversation_not_found', 'not_a_group', 'no_group_link'],
      ['/token'],
      ['/token', '/conversationId'],
    ]);
  });
});
