import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnotherNode } from '../support/another-node.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

let count = 0;
/** Two people and their conversation, in which they said this one after the other: `mine` is of the one who clears. */
const talk = async (...lines: readonly ('mine' | 'theirs')[]) => {
  const [ana, ben] = await app.people(`ana${(count += 1)}`, `ben${count}`);
  const id = await app.conversation(ana, ben);
  for (const [at, whose] of lines.entries()) await app.say(whose === 'mine' ? ben : ana, id, `${whose} ${at + 1}`);
  return { ana, ben, id };
};
const clear = (person: Person, id: string, throughSeq: number) =>
  app.as(person).post(`/conversations/${id}/clear`, { throughSeq });
const of = async (person: Person, path: string) => (await app.as(person).get(path).expect(200)).body;
const bodies = ({ items }: { items: readonly { body: string }[] }) => items.map(({ body }) => body);
const said = async (person: Person, id: string) => bodies(await of(person, `/conversations/${id}/messages`));
const unread = async (person: Person, id: string) => (await of(person, `/conversations/${id}`)).unreadCount as number;

describe('the history that I cleared', () => {
  it('is gone from the log, the list, inbox, sent and mentions, saved, pins and trash, for me alone', async () => {
    const { ana, ben, id } = await talk('theirs', 'mine', 'theirs');
    const message = (seq: number) => `/conversations/${id}/messages/${seq}`;
    await app.say(ana, id, `Look, @${ben.username}`);
    await app
      .as(ben)
      .put(`${message(1)}/save`, {})
      .expect(204);
    await app
      .as(ben)
      .put(`${message(2)}/pin`)
      .expect(204);
    await app.as(ben).delete(message(3)).expect(204);
    const lists = ['inbox', 'mentions', 'sent', 'saved', 'trash'].map((box) => `/messages/${box}`);
    const all = [...lists, `/conversations/${id}/messages`, `/conversations/${id}/pins`];
    for (const path of all) expect([path, (await of(ben, path)).items.length]).not.toEqual([path, 0]);

    await clear(ben, id, 4).expect(204);

    for (const path of all) expect([path, (await of(ben, path)).items]).toEqual([path, []]);
    const { lastMessage, unreadMentions, me } = await of(ben, `/conversations/${id}`);
    expect({ lastMessage, unreadMentions, me }).toMatchObject({
      lastMessage: null,
      unreadMentions: 0,
      me: { clearedThroughSeq: 4, lastReadSeq: 4 },
    });
    await app.as(ben).get(message(1)).expect(404);
    await app
      .as(ben)
      .post(`${message(3)}/restore`)
      .expect(404);
    expect((await of(ben, `/conversations/${id}/changes?afterRev=0`)).items).toEqual([]);
    expect(await said(ana, id)).toEqual(['theirs 1', 'mine 2', 'theirs 3', `Look, @${ben.username}`]);
    expect(bodies(await of(ana, `/conversations/${id}/pins`))).toEqual(['mine 2']);
  });

  it('is read, and leaves what came after it as it was, and what comes', async () => {
    const { ana, ben, id } = await talk('theirs', 'mine', 'theirs', 'mine', 'theirs');

    await clear(ben, id, 3).expect(204);
    expect(await unread(ben, id)).toBe(1);
    await app.say(ana, id, 'theirs 6');

    expect(await said(ben, id)).toEqual(['mine 4', 'theirs 5', 'theirs 6']);
    expect(await unread(ben, id)).toBe(2);
    await clear(ben, id, 6).expect(204);
    expect(await unread(ben, id)).toBe(0);
    await app.say(ana, id, 'theirs 7');
    expect(await unread(ben, id)).toBe(1);
  });

  it('is told to my devices on every node, and to others no more than that I have read it', async () => {
    const { ana, ben, id } = await talk('theirs', 'theirs');
    const other = await AnotherNode.beside(app);
    const [here, there, theirs] = [await app.socketOf(ben), await other.socketOf(ben), await app.socketOf(ana)];

    await clear(ben, id, 2).expect(204);
    const told = await Promise.all([here, there].map((socket) => socket.next('me.updated')));
    const { data } = await theirs.next('receipt.read');
    await app.say(ana, id, 'after it');
    await theirs.next('message.created');
    await there.close();
    await other.stop();

    for (const frame of told)
      expect(frame).toMatchObject({ conversationId: id, data: { me: { clearedThroughSeq: 2 } } });
    expect(data).toMatchObject({ userId: ben.id, seq: 2 });
    expect(theirs.of('me.updated')).toEqual([]);
  });

  it('is the same when I clear it again, or less of it: nothing is told', async () => {
    const { ben, id } = await talk('theirs', 'mine', 'theirs');
    await clear(ben, id, 3).expect(204);
    const before = await of(ben, `/conversations/${id}/me`);
    const socket = await app.socketOf(ben);

    await clear(ben, id, 3).expect(204);
    await clear(ben, id, 1).expect(204);

    expect(await of(ben, `/conversations/${id}/me`)).toEqual(before);
    await app.as(ben).patch(`/conversations/${id}/me`, { pinned: true }).expect(200);
    await socket.next('me.updated', (frame) => frame.data.me.pinned);
    expect(socket.of('me.updated')).toHaveLength(1);
  });

  it('reaches as far as something was written, in a conversation of mine, and changes nothing where it is refused', async () => {
    const { ben, id } = await talk('theirs');
    const eve = await app.person(`eve${count}`);

    const refused = [
      await clear(ben, id, 2).expect(400),
      await clear(ben, id, 0).expect(400),
      await clear(ben, id, 0.5).expect(400),
      await app.as(ben).post(`/conversations/${id}/clear`, {}).expect(400),
    ];
    const strange = await clear(eve, id, 1).expect(404);

    expect(refused.map(({ body }) => body.errors[0].pointer)).toEqual(refused.map(() => '/throughSeq'));
    expect(strange.body.code).toBe('conversation_not_found');
    expect(await said(ben, id)).toEqual(['theirs 1']);
    await clear(ben, id, 1).expect(204);
  });

  it('is answered and forwarded by me no more, but what others answer in it still says what it answers', async () => {
    const { ana, ben, id } = await talk('theirs');
    const answer = { clientId: crypto.randomUUID(), body: 'Yes', replyToSeq: 1 };
    const copy = { clientId: crypto.randomUUID(), forward: { conversationId: id, seq: 1 } };

    await clear(ben, id, 1).expect(204);

    const refused = await app.as(ben).post(`/conversations/${id}/messages`, answer).expect(400);
    await app.as(ben).post(`/conversations/${id}/messages`, copy).expect(404);
    await app.say(ana, id, 'As I said', { replyToSeq: 1 });
    const { items } = await of(ben, `/conversations/${id}/messages`);
    expect(refused.body.errors).toMatchObject([{ pointer: '/replyToSeq', code: 'message_not_found' }]);
    expect(items).toMatchObject([{ body: 'As I said', replyTo: { seq: 1, excerpt: 'theirs 1' } }]);
  });

  it('is not unread again when something of it that was deleted unread is restored', async () => {
    const { ana, ben, id } = await talk('mine', 'theirs');
    await app.as(ana).delete(`/conversations/${id}/messages/2?for=everyone`).expect(204);
    await clear(ben, id, 2).expect(204);
    await app.say(ana, id, 'theirs 3');

    await app.as(ana).post(`/conversations/${id}/messages/2/restore`).expect(200);

    expect(await unread(ben, id)).toBe(1);
    expect(await said(ben, id)).toEqual(['theirs 3']);
  });

  it('is not marked unread again: that begins after it', async () => {
    const { ben, id } = await talk('theirs', 'mine', 'theirs');
    await clear(ben, id, 2).expect(204);
    await app.as(ben).put(`/conversations/${id}/read`, { seq: 3 }).expect(204);

    await app.as(ben).put(`/conversations/${id}/read`, { seq: 1, unread: true }).expect(204);
    expect(await unread(ben, id)).toBe(1);
    await clear(ben, id, 3).expect(204);

    expect(await unread(ben, id)).toBe(0);
    const refused = await app.as(ben).put(`/conversations/${id}/read`, { seq: 3, unread: true }).expect(409);
    expect(refused.body.code).toBe('nothing_to_mark_unread');
  });

  it('ends before what a block keeps from me, so that nobody is told that I read that', async () => {
    const { ana, ben, id } = await talk('theirs');
    await app.as(ben).put(`/users/${ana.id}/block`, {}).expect(204);
    await app.say(ana, id, 'kept from Ben');
    const socket = await app.socketOf(ana);

    await clear(ben, id, 2).expect(204);
    const { data } = await socket.next('receipt.read');
    await app.as(ben).delete(`/users/${ana.id}/block`).expect(204);
    await app.say(ana, id, 'theirs 3');

    expect(data).toMatchObject({ userId: ben.id, seq: 1 });
    expect(await said(ben, id)).toEqual(['theirs 3']);
    expect(await unread(ben, id)).toBe(1);
  });

  it('is known after an absence', async () => {
    const { ben, id } = await talk('theirs', 'theirs');
    const { lastRev, me } = await of(ben, `/conversations/${id}`);
    await clear(ben, id, 2).expect(204);

    const { body } = await app
      .as(ben)
      .post('/sync', { known: { [id]: lastRev }, meRevs: { [id]: me.rev }, since: new Date().toISOString() })
      .expect(200);

    expect(body.items).toMatchObject([{ conversation: { id }, state: { clearedThroughSeq: 2, hidden: [] } }]);
  });
});
