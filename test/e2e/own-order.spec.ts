import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let ids: [string, string, string];

beforeAll(async () => {
  app = await TestApp.start();
  const [owner, ben, cay] = await app.people('ana', 'ben', 'cay');
  ana = owner;
  ids = [await app.conversation(ana, ben), await app.conversation(ana, cay), await app.conversation(ana, ben, cay)];
  for (const id of ids) await app.say(ben, id === ids[1] ? ids[0] : id, 'hello');
});
afterAll(() => app.stop());

const order = (listed: readonly string[]) => app.as(ana).put('/conversations/pinned', { ids: listed });
const listed = async (filter = 'active') => {
  const { body } = await app.as(ana).get(`/conversations?filter=${filter}`).expect(200);
  return body.items as { id: string; me: { pinned: boolean; pinPlace: number | null; notify: string } }[];
};
const pinned = async () => (await listed()).filter(({ me }) => me.pinned).map(({ id, me }) => [id, me.pinPlace]);

describe('my conversations', () => {
  it('stand at the top in the order that I give them, on all my devices, and others that I pin below them', async () => {
    const [first, second, third] = ids;
    const socket = await app.socketOf(ana);
    await app.as(ana).patch(`/conversations/${third}/me`, { pinned: true }).expect(200);

    await order([second, first]).expect(204);

    expect(await pinned()).toEqual([
      [second, 0],
      [first, 1],
      [third, null],
    ]);
    const told = await socket.next('me.updated', ({ conversationId }) => conversationId === first);
    expect(told.data.me).toMatchObject({ pinned: true, pinPlace: 1 });
    await order([third]).expect(204);
    expect((await pinned())[0]).toEqual([third, 0]);
    await app.as(ana).patch(`/conversations/${third}/me`, { pinned: false }).expect(200);
    await app.as(ana).patch(`/conversations/${third}/me`, { pinned: true }).expect(200);
    expect(await pinned()).toContainEqual([third, null]);
    await socket.close();
  });

  it('keep their order when it names one twice, or one that is not mine', async () => {
    const before = await pinned();
    const stranger = await app.person('eve');

    const refused = [
      await order([ids[0], ids[0]]).expect(400),
      await order([ids[2], stranger.id]).expect(404),
      await app.as(ana).put('/conversations/pinned', { ids: 'all' }).expect(400),
    ];

    expect(refused.map(({ body }) => body.errors?.[0]?.pointer ?? body.code)).toEqual([
      '/ids',
      'conversation_not_found',
      '/ids',
    ]);
    expect(await pinned()).toEqual(before);
  });

  it('say of what in them I want to hear, and are listed by being groups', async () => {
    const [direct, , group] = ids;

    const { body } = await app.as(ana).patch(`/conversations/${direct}/me`, { notify: 'mentions' }).expect(200);
    const { body: refused } = await app.as(ana).patch(`/conversations/${direct}/me`, { notify: 'some' }).expect(400);

    expect(body.notify).toBe('mentions');
    expect(refused.errors[0].pointer).toBe('/notify');
    expect((await listed()).map(({ me }) => me.notify).sort()).toEqual(['all', 'all', 'mentions']);
    expect((await listed('groups')).map(({ id }) => id)).toEqual([group]);
  });
});
