import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('what is unread', () => {
  it('is over when the last message that is there to read was deleted for me or by who wrote it', async () => {
    const [ana, ben] = await app.people('ana', 'ben');
    const id = await app.conversation(ana, ben);
    const first = await app.say(ben, id, 'one');
    const second = await app.say(ben, id, 'two');
    const socket = await app.socketOf(ana);
    expect(await unread(ana, id)).toBe(2);

    await app.as(ana).delete(`/conversations/${id}/messages/${first.seq}`).expect(204);
    expect(await unread(ana, id)).toBe(2);
    await app.as(ben).delete(`/conversations/${id}/messages/${second.seq}?for=everyone`).expect(204);

    expect(await unread(ana, id)).toBe(0);
    const told = await socket.next('me.updated', (frame) => frame.data.me.lastReadSeq === second.seq);
    expect(told.conversationId).toBe(id);
    const { body: list } = await app.as(ana).get('/conversations?filter=unread').expect(200);
    expect(list.items).toEqual([]);
  });

  it('is over everywhere at once when I say so, in what is archived and muted too, for me alone', async () => {
    const [ana, ben, cay] = await app.people('una', 'vic', 'wes');
    const ids = [
      await app.conversation(ana, ben),
      await app.conversation(ana, cay),
      await app.conversation(ana, ben, cay),
    ];
    for (const id of ids) await app.say(id === ids[1] ? cay : ben, id, 'news');
    await app
      .as(ana)
      .patch(`/conversations/${ids[0]}/me`, { archived: true, mutedUntil: '2099-01-01T00:00:00Z' })
      .expect(200);
    const [hers, his] = [await app.socketOf(ana), await app.socketOf(ben)];

    await app.as(ana).post('/conversations/read').expect(204);

    expect(await Promise.all(ids.map((id) => unread(ana, id)))).toEqual([0, 0, 0]);
    expect(await unread(cay, ids[2] ?? '')).toBe(1);
    for (const id of ids) await hers.next('me.updated', ({ conversationId }) => conversationId === id);
    await his.next('receipt.read', ({ conversationId, data }) => conversationId === ids[0] && data.userId === ana.id);
    await app.anonymous().post('/conversations/read').expect(401);
  });

  it('is there again when what was deleted unread is restored, and nobody is told that it was read', async () => {
    const [ana, ben] = await app.people('kim', 'lou');
    const id = await app.conversation(ana, ben);
    const { seq } = await app.say(ana, id, 'one');
    const message = `/conversations/${id}/messages/${seq}`;
    // Whether it was delivered is another matter: a device of theirs is there.
    const receipts = async () => {
      const { body } = await app.as(ana).get(`${message}/receipts`).expect(200);
      return body.items.map(({ read, readAt }: { read: boolean; readAt: string | null }) => ({ read, readAt }));
    };
    const before = await receipts();
    const socket = await app.socketOf(ben);

    await app.as(ana).delete(`${message}?for=everyone`).expect(204);
    expect(await unread(ben, id)).toBe(0);
    await app.as(ben).post(`/conversations/${id}/messages`, { clientId: randomUUID(), body: 'mine' }).expect(201);
    await app.as(ana).post(`${message}/restore`).expect(200);
    expect(await unread(ben, id)).toBe(1);
    await socket.next('me.updated', (frame) => frame.data.me.lastReadSeq === 0);
    await app.as(ben).delete(message).expect(204);
    expect(await unread(ben, id)).toBe(0);
    await app.as(ben).post(`${message}/restore`).expect(200);

    expect(await unread(ben, id)).toBe(1);
    expect(await receipts()).toEqual(before);
  });

  it.each([
    ['before it was deleted', true],
    ['while it was deleted', false],
  ])('does not come back for who hid a message %s and restored for everyone', async (_when, isHiddenFirst) => {
    const [ana, ben] = await app.people(`uma${isHiddenFirst}`, `vic${isHiddenFirst}`);
    const id = await app.conversation(ana, ben);
    const { seq } = await app.say(ana, id, 'one');
    const message = `/conversations/${id}/messages/${seq}`;
    const hide = () => app.as(ben).delete(message).expect(204);
    if (isHiddenFirst) await hide();
    await app.as(ana).delete(`${message}?for=everyone`).expect(204);
    if (!isHiddenFirst) await hide();

    await app.as(ana).post(`${message}/restore`).expect(200);

    expect(await unread(ben, id)).toBe(0);
    await app.as(ben).post(`${message}/restore`).expect(200);
    expect(await unread(ben, id)).toBe(1);
  });

  it('stays read when what was deleted is restored, for those who read on meanwhile', async () => {
    const [ana, ben] = await app.people('max', 'nia');
    const id = await app.conversation(ana, ben);
    const { seq } = await app.say(ana, id, 'one');
    const message = `/conversations/${id}/messages/${seq}`;
    await app.as(ana).delete(`${message}?for=everyone`).expect(204);
    await app.say(ana, id, 'two');
    await app.as(ben).put(`/conversations/${id}/read`, { seq: 2 }).expect(204);

    await app.as(ana).post(`${message}/restore`).expect(200);

    expect(await unread(ben, id)).toBe(0);
  });

  it('stays where something else is left to read, and for those who had read before', async () => {
    const [cem, dora] = await app.people('cem', 'dora');
    const id = await app.conversation(cem, dora);
    await app.say(dora, id, 'stays');
    const gone = await app.say(dora, id, 'goes');

    await app.as(dora).delete(`/conversations/${id}/messages/${gone.seq}?for=everyone`).expect(204);

    expect(await unread(cem, id)).toBeGreaterThan(0);
  });

  it('begins with the newest message of somebody else when the last is mine', async () => {
    const [emil, fay] = await app.people('emil', 'fay');
    const id = await app.conversation(emil, fay);
    await app.say(fay, id, 'a question');
    await app.say(emil, id, 'an answer');
    await app.say(emil, id, 'and more');
    await app.as(emil).put(`/conversations/${id}/read`, { seq: 3 }).expect(204);

    await app.as(emil).put(`/conversations/${id}/read`, { seq: 3, unread: true }).expect(204);

    expect(await unread(emil, id)).toBe(1);
  });

  it('is refused where nobody else wrote anything', async () => {
    const [gus, hal] = await app.people('gus', 'hal');
    const id = await app.conversation(gus, hal);
    await app.say(gus, id, 'hello?');

    const { body } = await app.as(gus).put(`/conversations/${id}/read`, { seq: 1, unread: true }).expect(409);

    expect(body.code).toBe('nothing_to_mark_unread');
  });
});

describe('runs of what I hid', () => {
  it('are as long as they can be, in whatever order messages are hidden and restored', async () => {
    const [ida, jon] = await app.people('ida', 'jon');
    const id = await app.conversation(ida, jon);
    for (let n = 1; n <= 8; n++) await app.say(jon, id, `no ${n}`);
    const hide = (seq: number) => app.as(ida).delete(`/conversations/${id}/messages/${seq}`).expect(204);

    for (const seq of [3, 5, 4, 8, 1, 2, 7]) await hide(seq);
    expect([await runs(id, ida), await visible(ida, id)]).toEqual([['1-5', '7-8'], [6]]);

    for (const seq of [4, 1, 8]) await app.as(ida).post(`/conversations/${id}/messages/${seq}/restore`).expect(200);
    expect([await runs(id, ida), await visible(ida, id)]).toEqual([
      ['2-3', '5-5', '7-7'],
      [1, 4, 6, 8],
    ]);
  });
});

async function unread(person: Person, id: string): Promise<number> {
  return (await app.as(person).get(`/conversations/${id}`).expect(200)).body.unreadCount as number;
}

async function visible(person: Person, id: string): Promise<number[]> {
  const { body } = await app.as(person).get(`/conversations/${id}/messages`).expect(200);
  return body.items.map((message: { seq: number }) => message.seq) as number[];
}

async function runs(id: string, { id: userId }: Person): Promise<string[]> {
  const rows = await app.database.query<{ run: string }>(
    `select first_seq || '-' || last_seq as run from hidden_runs
     where conversation_id = $1 and user_id = $2 order by first_seq`,
    [id, userId],
  );
  return rows.map(({ run }) => run);
}
