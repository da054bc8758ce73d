import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnotherNode } from '../support/another-node.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { Frame } from '../support/test-socket.js';

let app: TestApp;
let other: AnotherNode;
let ana: Person;
let carl: Person;
let eve: Person;

beforeAll(async () => {
  app = await TestApp.start();
  other = await AnotherNode.beside(app);
  [ana, carl, eve] = await app.people('ana', 'carl', 'eve');
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

describe('two nodes on one database', () => {
  it('tell the people on both what is written on either, in rev order and once', async () => {
    const id = await app.conversation(ana, carl);
    const here = await app.socketOf(carl);
    const there = await other.socketOf(carl);

    for (let n = 0; n < 10; n++) {
      const node = n % 2 ? app : other;
      await node.as(ana).post(`/conversations/${id}/messages`, { clientId: crypto.randomUUID(), body: `no ${n}` });
    }

    for (const socket of [here, there]) {
      await socket.next('message.created', (frame) => frame.conversationId === id && frame.data.seq === 10);
      const seqs = socket.of('message.created').filter((frame) => frame.conversationId === id);
      expect(seqs.map((frame) => frame.data.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
    await there.close();
  });

  it('tell of edits, tombstones, new names and new conversations', async () => {
    const there = await other.socketOf(carl);
    const id = await app.conversation(ana, carl, eve);
    await there.next('conversation.created', (frame) => frame.conversationId === id);
    const { seq } = await app.say(ana, id, 'first');
    await app.as(ana).patch(`/conversations/${id}/messages/${seq}`, { body: 'second' }).expect(200);
    await app.as(ana).patch(`/conversations/${id}`, { subject: 'Another name' }).expect(200);
    await app.as(ana).delete(`/conversations/${id}/messages/${seq}?for=everyone`).expect(204);

    await there.next('message.deleted', (frame) => frame.data.seq === seq && frame.conversationId === id);
    const renamed = await there.next('conversation.updated', (frame) => frame.conversationId === id);
    expect(renamed.data.subject).toBe('Another name');
    await there.close();
  });

  it('keep the devices of one person in step', async () => {
    const id = await app.conversation(ana, carl);
    const { seq } = await app.say(ana, id, 'read me');
    const there = await other.socketOf(carl);

    await app.as(carl).put(`/conversations/${id}/read`, { seq }).expect(204);

    const told = await there.next('me.updated', (frame) => frame.conversationId === id);
    expect(told.data.me.lastReadSeq).toBe(seq);
    await there.close();
  });

  it('tell the author on one who has read on the other', async () => {
    const id = await app.conversation(ana, eve);
    const { seq } = await app.say(ana, id, 'seen?');
    const here = await app.socketOf(ana);

    await other.as(eve).put(`/conversations/${id}/read`, { seq }).expect(204);

    const receipt = await here.next('receipt.read', (frame) => frame.conversationId === id);
    expect(receipt.data).toMatchObject({ userId: eve.id, seq });
  });

  it('hear of what the bus lost by looking', async () => {
    const id = await app.conversation(ana, carl);
    const there = await other.socketOf(carl);
    await cutTheBus();

    const { seq } = await app.say(ana, id, 'while the bus is away');

    const isIt = (frame: Frame) => frame.conversationId === id && frame.data.seq === seq;
    expect((await there.next('message.created', isIt)).data.body).toBe('while the bus is away');
    await there.close();
  });

  it('ask their clients to catch up with what takes no rev when the bus is back', async () => {
    const there = await other.socketOf(carl);
    await cutTheBus();

    expect((await there.next('resync')).data).toEqual({ spreadMs: 1_000 });
    await there.close();
  });
});

describe('members of a group', () => {
  it('are added by an owner, told so on every node, and begin with nothing unread', async () => {
    const id = await app.conversation(ana, carl, carl);
    await app.say(ana, id, 'before eve came');
    const there = await other.socketOf(eve);

    await app
      .as(ana)
      .post(`/conversations/${id}/members`, { userIds: [eve.id, carl.id] })
      .expect(204);

    const added = await there.next('member.added', (frame) => frame.conversationId === id);
    expect(added.data).toEqual({ userId: eve.id, role: 'member' });
    const { body } = await other.as(eve).get(`/conversations/${id}`).expect(200);
    expect(body).toMatchObject({ unreadCount: 0, memberCount: 3, me: { role: 'member' } });
    await there.close();
  });

  it('are not added by a plain member, nor when one of them does not exist', async () => {
    const id = await group();

    const refused = await app
      .as(carl)
      .post(`/conversations/${id}/members`, { userIds: [app.root.id] })
      .expect(403);
    const unknown = await app
      .as(ana)
      .post(`/conversations/${id}/members`, { userIds: [app.root.id, crypto.randomUUID()] })
      .expect(400);

    expect(refused.body.code).toBe('role_required');
    expect(unknown.body.errors[0].pointer).toBe('/userIds/1');
    expect((await app.as(ana).get(`/conversations/${id}`).expect(200)).body.memberCount).toBe(3);
  });

  it('hear that they were removed and nothing after it, on every node', async () => {
    const id = await group();
    const there = await other.socketOf(eve);
    const watching = await other.socketOf(carl);

    await app.as(ana).delete(`/conversations/${id}/members/${eve.id}`).expect(204);
    await there.next('member.removed', (frame) => frame.conversationId === id);
    const before = there.frames.length;
    const { seq } = await app.say(ana, id, 'without eve');
    await watching.next('message.created', (frame) => frame.conversationId === id && frame.data.seq === seq);

    expect(there.frames.slice(before).filter((frame) => frame.conversationId === id)).toEqual([]);
    expect(
      there.of('message.created').filter((frame) => frame.data.seq === seq && frame.conversationId === id),
    ).toEqual([]);
    await eventually(async () => {
      await other.as(eve).get(`/conversations/${id}`).expect(404);
      await other.as(eve).get(`/conversations/${id}/messages`).expect(404);
    });
    for (const socket of [there, watching]) await socket.close();
  });

  it('leave, but not the last owner before another is named', async () => {
    const id = await group();

    await app.as(carl).delete(`/conversations/${id}/members/${carl.id}`).expect(204);
    const refused = await app.as(ana).delete(`/conversations/${id}/members/${ana.id}`).expect(409);
    await app.as(ana).patch(`/conversations/${id}/members/${eve.id}`, { role: 'owner' }).expect(204);
    await app.as(ana).delete(`/conversations/${id}/members/${ana.id}`).expect(204);

    expect(refused.body.code).toBe('last_owner');
    expect((await app.as(eve).get(`/conversations/${id}`).expect(200)).body.memberCount).toBe(1);
  });
});

/** Made by ana, with carl and eve. */
function group(): Promise<string> {
  return app.conversation(ana, carl, eve);
}

/** Of the nodes of this file alone: other files use the same server. */
async function cutTheBus(): Promise<void> {
  await app.database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'parley bus' and datname = current_database()`,
  );
}
