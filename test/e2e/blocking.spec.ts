import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { AnotherNode } from '../support/another-node.js';
import {
  ana,
  app,
  ben,
  block,
  bodies,
  cem,
  closeSockets,
  direct,
  get,
  history,
  inList,
  listed,
  listen,
  settled,
  turn,
  unblock,
  withBlockingPeople,
} from '../support/blocking-people.js';
import { eventually } from '../support/eventually.js';
import type { Person } from '../support/test-app.js';

withBlockingPeople();

describe('blocking', () => {
  it('is listed to oneself, done once however often, and undone', async () => {
    await block(ana, ben).expect(204);
    await block(ana, cem).expect(204);
    await block(ana, ben).expect(204);

    const first = await get(ana, '/users/me/blocks?limit=1');
    const second = await get(ana, `/users/me/blocks?limit=1&cursor=${first.nextCursor}`);
    await unblock(ana, cem).expect(204);
    await unblock(ana, cem).expect(204);

    expect([first, second].map(({ items }) => items[0].user.id)).toEqual([cem.id, ben.id]);
    expect(second.nextCursor).toBeNull();
    expect((await get(ana, '/users/me/blocks')).items).toEqual([
      {
        user: { id: ben.id, username: ben.username, displayName: expect.any(String), avatarUrl: null },
        blockedAt: expect.any(String),
      },
    ]);
    expect((await get(ben, '/users/me/blocks')).items).toEqual([]);
  });

  it('is of anybody who exists but oneself, superusers too', async () => {
    const oneself = await block(ana, ana).expect(409);
    const nobody = await app.as(ana).put(`/users/${randomUUID()}/block`).expect(404);
    const free = await app.as(ana).delete(`/users/${randomUUID()}/block`).expect(404);
    const notAnId = await app.as(ana).put('/users/ben/block').expect(400);
    const cursor = await app.as(ana).get('/users/me/blocks?cursor=nonsense').expect(400);
    await block(ana, app.root).expect(204);

    expect([oneself, nobody, free].map(({ body }) => body.code)).toEqual([
      'cannot_block_yourself',
      'user_not_found',
      'user_not_found',
    ]);
    expect([notAnId, cursor].map(({ body }) => body.code)).toEqual(['validation_failed', 'validation_failed']);
  });

  it('has room for a thousand people, also when several are blocked at once', async () => {
    await app.database.query(
      `insert into users (id, username, email, password, date_joined)
       select gen_random_uuid(), 'crowd' || n, 'crowd' || n || '@parley.example', '!', now() from generate_series(1, 999) n`,
    );
    await app.database.query(
      `insert into user_blocks (blocker_id, blocked_id, blocked_at)
       select $1, u.id, now() from users u where u.username like 'crowd%'`,
      [ana.id],
    );

    const answers = await Promise.all([block(ana, ben), block(ana, cem), block(ana, app.root)]);
    const refused = answers.filter(({ status }) => status === 409);

    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect(refused.map(({ body }) => body.code)).toEqual(['too_many_blocks', 'too_many_blocks']);
  });

  it('is told to all devices of the one who blocks, on all nodes, and to nobody else', async () => {
    const node = await AnotherNode.beside(app);
    const [here, there, his] = [await listen(ana), await listen(ana, node), await listen(ben)];

    await block(ana, ben).expect(204);
    const frames = await Promise.all([here.next('block.updated'), there.next('block.updated')]);
    await unblock(ana, ben).expect(204);
    await there.next('block.updated', ({ data }) => data.blockedAt === null);
    await settled(his);

    expect(frames.map(({ data }) => data.user.id)).toEqual([ben.id, ben.id]);
    expect(his.of('block.updated')).toEqual([]);
    await closeSockets();
    await node.stop();
  });
});

describe('a direct conversation that somebody begins who is blocked', () => {
  it('is his alone, until he writes after she unblocked him', async () => {
    await block(cem, ben).expect(204);
    const [hers, his] = [await listen(cem), await listen(ben)];

    const id = await app.conversation(ben, cem);
    await his.next('conversation.created', (frame) => frame.conversationId === id);
    await app.say(ben, id, 'Look');
    await settled(hers);
    const sync = (await app.as(cem).post('/sync', { known: {} }).expect(200)).body;

    expect([await listed(cem), hers.of('conversation.created')]).toEqual([[], []]);
    expect(JSON.stringify(sync)).not.toContain(id);
    expect((await listed(ben)).map((one) => one.id)).toContain(id);

    await unblock(cem, ben).expect(204);
    expect(await listed(cem)).toEqual([]);
    await app.say(ben, id, 'Hello');
    expect(await listed(cem)).toMatchObject([{ id, unreadCount: 1 }]);
    expect(await history(cem, id)).toEqual(['Hello']);
  });

  it('is known to be one also when she blocks him at that moment', async () => {
    for (let n = 0; n < 5; n++) {
      const [eve, fay] = await app.people(`eve${turn}-${n}`, `fay${turn}-${n}`);

      const [, id] = await Promise.all([block(fay, eve), app.conversation(eve, fay)]);
      await app.say(eve, id, 'Look');

      expect(await history(fay, id)).toEqual([]);
      const [one] = await listed(fay);
      expect(one?.unreadCount ?? 0).toBe(0);
    }
  });

  it('is there for her when she opens it herself', async () => {
    await block(cem, ben).expect(204);
    const id = await app.conversation(ben, cem);

    expect(await app.conversation(cem, ben)).toBe(id);

    expect((await listed(cem)).map((one) => one.id)).toEqual([id]);
  });
});

describe('whoever blocks somebody', () => {
  it('writes to them again only after unblocking them', async () => {
    await block(ana, ben).expect(204);
    const hers = await listen(ana);
    const message = () => ({ clientId: randomUUID(), body: 'Hello' });
    const send = (more: object = {}) =>
      app.as(ana).post(`/conversations/${direct}/messages`, { ...message(), ...more });
    const compose = (to: string[], more: object = {}) =>
      app.as(ana).post('/messages', { ...message(), subject: 'Hello', to, ...more });
    const again = message();

    const refused = [await send(), await send({ subject: 'Valve' }), await compose([ben.username])];
    const several = await compose([cem.username, ben.username], { separate: true }).expect(409);
    const held = await compose([cem.username, ben.username], { separate: true, holdSeconds: 10 }).expect(409);
    const heldAlone = await send({ holdSeconds: 10 }).expect(409);
    const framed = await hers.ask({ type: 'send', conversationId: direct, ...again });
    await unblock(ana, ben).expect(204);
    await app.as(ana).post(`/conversations/${direct}/messages`, again).expect(201);

    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([409, 'you_blocked']));
    expect(several.body.errors).toMatchObject([{ pointer: '/to/1', code: 'you_blocked' }]);
    expect([held.body.errors, heldAlone.body.code]).toEqual([several.body.errors, 'you_blocked']);
    expect(framed).toMatchObject({ type: 'error', problem: { code: 'you_blocked' } });
    expect((await get(ana, `/conversations/${direct}/subjects`)).items).toEqual([]);
    expect(await history(ben)).toEqual(['The valve opens to the left', 'Thank you', 'Hello']);
  });

  it('sees no presence and no typing of theirs, and looks away to them, to whom nothing is delivered either', async () => {
    const group = await app.conversation(cem, ana, ben);
    const [hers, his, third] = [await listen(ana), await listen(ben), await listen(cem)];
    hers.send({ type: 'watch', userIds: [ben.id] });
    his.send({ type: 'watch', userIds: [ana.id] });
    await hers.next('presence', ({ data }) => data.userId === ben.id && data.state === 'active');
    await his.next('presence', ({ data }) => data.userId === ana.id && data.state === 'active');

    await block(ana, ben).expect(204);
    await hers.next('presence', ({ data }) => data.userId === ben.id && data.state === 'offline');
    await his.next('presence', ({ data }) => data.userId === ana.id && data.state === 'offline');
    his.send({ type: 'typing', conversationId: group });
    await third.next('typing');
    hers.send({ type: 'typing', conversationId: group });
    await his.next('typing');
    await settled(hers);

    expect(hers.of('typing')).toEqual([]);
    expect((await get(ana, `/users/${ben.id}`)).presence.state).toBe('offline');
    expect((await get(ben, `/users/${ana.id}`)).presence).toEqual({ state: 'offline' });
    await unblock(ana, ben).expect(204);
    await eventually(() => expect(hers.of('presence').at(-1)?.data).toMatchObject({ userId: ben.id, state: 'active' }));
  });

  it('keeps their messages in groups, without being called by them', async () => {
    const group = await app.conversation(cem, ana, ben);
    await block(ana, ben).expect(204);
    const [hers, third] = [await listen(ana), await listen(cem)];

    await app.say(ben, group, `@everyone and @${ana.username} look`);
    await third.next('mention.created');
    await app.say(cem, group, `@${ana.username} never mind`);
    await hers.next('mention.created');

    expect(await history(ana, group)).toEqual([
      '',
      `@everyone and @${ana.username} look`,
      `@${ana.username} never mind`,
    ]);
    // What was written elsewhere just before she came may be told once more.
    const told = hers.of('message.created').filter(({ conversationId }) => conversationId === group);
    expect(told.map(({ data }) => data.sender.id)).toEqual([ben.id, cem.id]);
    expect(hers.of('mention.created').map(({ data }) => data.userId)).toEqual([cem.id]);
    expect(await inList(ana, group)).toMatchObject({ unreadCount: 2, unreadMentions: 1 });
    expect(await bodies(ana, '/messages/mentions')).toEqual([`@${ana.username} never mind`]);
  });

  it('is put into no group by them, as if she let nobody', async () => {
    const group = await app.conversation(ben, cem);
    const own = (await app.as(ben).post('/conversations', { kind: 'group', subject: 'Own', memberIds: [cem.id] })).body;
    const tries = (whom: Person) => [
      app.as(ben).post(`/conversations/${own.id}/members`, { userIds: [whom.id] }),
      app.as(ben).post('/conversations', { kind: 'group', subject: 'New', memberIds: [cem.id, whom.id] }),
      app.as(ben).post('/messages', {
        ...{ clientId: randomUUID(), to: [cem.username, whom.username], body: 'Look', subject: 'Look' },
      }),
    ];
    const [dora] = await app.people(`dora${turn}`);
    await app.as(dora).patch('/users/me', { addableBy: 'nobody' }).expect(200);
    await block(ana, ben).expect(204);

    const [blocked, closed] = [await Promise.all(tries(ana)), await Promise.all(tries(dora))];

    const said = (answers: typeof blocked) =>
      answers.map(({ status, body: { requestId: _, ...problem } }) => [status, problem]);
    expect(said(blocked)).toEqual(said(closed));
    expect(blocked.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([403, 'cannot_be_added']));
    expect(group).toBeDefined();
    await unblock(ana, ben).expect(204);
    await app
      .as(ben)
      .post(`/conversations/${own.id}/members`, { userIds: [ana.id] })
      .expect(204);
  });
});
