import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { permissionsOf } from '../../src/core/security/permissions.js';
import { MessagesService } from '../../src/messages/messages.service.js';
import { ScheduledRepository } from '../../src/scheduled/scheduled.repository.js';
import { SendScheduled } from '../../src/scheduled/send-scheduled.js';
import { AnotherNode } from '../support/another-node.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { TestSocket } from '../support/test-socket.js';

let app: TestApp;
let ana: Person;
let eve: Person;
const sockets: TestSocket[] = [];

beforeAll(async () => {
  app = await TestApp.start();
  [ana, eve] = await app.people('ana', 'eve');
});
afterEach(() => Promise.all(sockets.splice(0).map((socket) => socket.close())));
afterAll(() => app.stop());

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();
const path = (id: string) => `/messages/scheduled/${id}`;
const schedule = async (person: Person, id: string) => {
  const request = { clientId: randomUUID(), body: 'Valve opens left', sendAt: TOMORROW };
  return (await app.as(person).post(`/conversations/${id}/messages`, request).expect(202)).body.scheduled;
};
const list = async (person: Person) => (await app.as(person).get('/messages/scheduled').expect(200)).body;
const said = async (person: Person, id: string) =>
  (
    (await app.as(person).get(`/conversations/${id}/messages`).expect(200)).body.items as {
      kind: string;
      body: string;
    }[]
  )
    .filter(({ kind }) => kind === 'user')
    .map(({ body }) => body);
/** As if its time had come. */
const due = async ({ id }: { id: string }) => {
  const sendAt = new Date(Date.now() - 1_000).toISOString();
  await app.database.query('update scheduled_messages set send_at = $2 where id = $1', [id, sendAt]);
  return { id, sendAt };
};
const send = async (scheduled: { id: string }) => app.nest.get(SendScheduled).handle(await due(scheduled));
const listen = async (person: Person, to: Pick<TestApp, 'socketOf'> = app) => {
  const socket = await to.socketOf(person);
  sockets.push(socket);
  return socket;
};

let count = 0;
/** Somebody with whom Ana talks. */
const partner = async () => {
  const ben = await app.person(`ben${(count += 1)}`);
  return { ben, id: await app.conversation(ana, ben) };
};

describe('exactly once', () => {
  it('holds when the job is begun on two nodes at the same moment', async () => {
    const other = await AnotherNode.beside(app);
    const { ben, id } = await partner();
    const job = await due(await schedule(ben, id));

    await Promise.all([app, other].map(({ nest }) => nest.get(SendScheduled).handle(job)));
    await other.stop();

    expect(await said(ana, id)).toEqual(['Valve opens left']);
    expect((await list(ben)).items).toEqual([]);
  });

  it('holds when a node ends between the send and the note that it is done', async () => {
    const { ben, id } = await partner();
    const job = await due(await schedule(ben, id));
    await app.nest.get(ScheduledRepository).claim(job.id, job.sendAt);
    const [row] = await app.database.query(
      'select client_id as "clientId", body from scheduled_messages where id = $1',
      [job.id],
    );
    const flags = { isStaff: false, isSuperuser: false };
    const author = {
      userId: ben.id,
      sessionId: ben.id,
      ...flags,
      permissions: permissionsOf({ ...flags, rolePermissions: [] }),
    };
    await app.nest.get(MessagesService).send(author, id, row as { clientId: string; body: string });

    await app.nest.get(SendScheduled).handle(job);

    expect(await said(ana, id)).toEqual(['Valve opens left']);
    expect((await list(ben)).items).toEqual([]);
  });

  it('holds when the node that was asked is gone before the time comes', async () => {
    const other = await AnotherNode.beside(app);
    const { ben, id } = await partner();
    const request = { clientId: randomUUID(), body: 'Valve opens left', holdSeconds: 2 };
    await other.as(ben).post(`/conversations/${id}/messages`, request).expect(202);
    const socket = await listen(ana);

    await other.stop();
    await socket.next('message.created', ({ data }) => data.clientId === request.clientId);

    expect(await said(ana, id)).toEqual(['Valve opens left']);
  });

  it('holds for a time that was changed: the job of the old one does nothing', async () => {
    const { ben, id } = await partner();
    const scheduled = await schedule(ben, id);
    const job = await due(scheduled);
    await app.as(ben).patch(path(scheduled.id), { sendAt: TOMORROW }).expect(200);

    await app.nest.get(SendScheduled).handle(job);

    expect(await said(ana, id)).toEqual([]);
    expect((await list(ben)).items).toMatchObject([{ state: 'waiting', sendAt: TOMORROW }]);
  });
});

describe('what cannot be sent any more', () => {
  it('is kept with its reason where the author is not in the group, and is sent when they are again', async () => {
    const { ben } = await partner();
    const group = await app.conversation(ana, ben, eve);
    const scheduled = await schedule(ben, group);
    await app.as(ana).delete(`/conversations/${group}/members/${ben.id}`).expect(204);
    const socket = await listen(ben);
    await send(scheduled);
    const { data } = await socket.next('scheduled.updated');
    const refused = await app
      .as(ben)
      .post(`${path(scheduled.id)}/send`)
      .expect(404);
    const [failed] = (await list(ben)).items;

    await app.as(ana).post(`/conversations/${group}/members`, { userIds: [ben.id] });
    const { body } = await app.as(ben).patch(path(scheduled.id), { sendAt: TOMORROW }).expect(200);
    await send(scheduled);

    const problem = { code: 'conversation_not_found', detail: expect.any(String) };
    expect(data.scheduled).toMatchObject({ body: 'Valve opens left', state: 'failed', problem });
    expect(refused.body.code).toBe('conversation_not_found');
    expect(failed).toMatchObject({ body: 'Valve opens left', state: 'failed', problem });
    expect(body).toMatchObject({ state: 'waiting', problem: null });
    expect(await said(ana, group)).toEqual(['Valve opens left']);
  });

  it('says that only admins write, that the recipient is gone, or that the author is', async () => {
    const [{ ben }, { ben: kim, id: withKim }] = [await partner(), await partner()];
    const group = await app.conversation(ana, ben, eve);
    const muted = await schedule(ben, group);
    const lonely = await schedule(ana, withKim);
    const orphan = await schedule(kim, withKim);
    await app.as(ana).patch(`/conversations/${group}`, { postingBy: 'admins' }).expect(200);
    await app.as(app.root).patch(`/admin/users/${kim.id}`, { isActive: false }).expect(200);

    for (const scheduled of [muted, lonely, orphan]) await send(scheduled);

    const codes = await app.database.query(
      `select problem ->> 'code' as code, body from scheduled_messages where id = any($1) order by id`,
      [[muted.id, lonely.id, orphan.id]],
    );
    const body = 'Valve opens left';
    expect(codes).toEqual([
      { code: 'role_required', body },
      { code: 'recipient_inactive', body },
      { code: 'author_cannot_send', body },
    ]);
    expect(await said(ana, withKim)).toEqual([]);
    expect(await said(ana, group)).toEqual([]);
  });
});

describe('what it answers', () => {
  /** Ben's answer to something of Ana's, which waits. */
  const answer = async () => {
    const { ben, id } = await partner();
    const { seq } = await app.say(ana, id, 'Which way?');
    const request = { clientId: randomUUID(), body: 'Left', sendAt: TOMORROW, replyToSeq: seq };
    const { body } = await app.as(ben).post(`/conversations/${id}/messages`, request).expect(202);
    return { ben, id, seq, scheduled: body.scheduled, clientId: request.clientId };
  };
  const newest = async (person: Person, id: string) =>
    (await app.as(person).get(`/conversations/${id}/messages?limit=1`).expect(200)).body.items[0];

  it('is quoted as deleted where it was deleted for everyone meanwhile', async () => {
    const { id, seq, scheduled } = await answer();
    await app.as(ana).delete(`/conversations/${id}/messages/${seq}?for=everyone`).expect(204);

    await send(scheduled);

    expect(await newest(ana, id)).toMatchObject({ body: 'Left', replyTo: { seq, deleted: true, excerpt: null } });
  });

  it('is quoted as it is now where it was edited, and where its author deleted it for themselves', async () => {
    const { ben, id, seq, scheduled } = await answer();
    await app.as(ana).patch(`/conversations/${id}/messages/${seq}`, { body: 'Which way does it open?' }).expect(200);
    await app.as(ben).delete(`/conversations/${id}/messages/${seq}`).expect(204);

    await send(scheduled);

    expect(await newest(ana, id)).toMatchObject({ replyTo: { seq, excerpt: 'Which way does it open?' } });
  });

  it('is left out where its author cleared the history with it, also when that is begun again', async () => {
    const { ben, id, seq, scheduled } = await answer();
    await app.as(ben).post(`/conversations/${id}/clear`, { throughSeq: seq }).expect(204);
    const job = await due(scheduled);

    await app.nest.get(SendScheduled).handle(job);
    // As if the node had ended before it noted that it was sent.
    await app.database.query(`update scheduled_messages set state = 1, body = 'Left' where id = $1`, [scheduled.id]);
    await app.nest.get(SendScheduled).handle(job);

    const sent = await newest(ana, id);
    expect(sent).toMatchObject({ body: 'Left' });
    expect(sent.replyTo).toBeUndefined();
    expect(await said(ana, id)).toEqual(['Which way?', 'Left']);
    expect((await list(ben)).items).toEqual([]);
  });
});

describe('a client id that was used for something else', () => {
  it('is why it fails, and what it says is sent under another one', async () => {
    const { ben, id } = await partner();
    const { clientId } = await app.say(ben, id, 'Left');
    const attachment = await app.upload(ben, 'the plan', 'plan.txt');
    const words = { body: 'Right', attachmentIds: [attachment.id] };
    const request = { ...words, clientId, sendAt: TOMORROW };
    const { body } = await app.as(ben).post(`/conversations/${id}/messages`, request).expect(202);
    await send(body.scheduled);
    const [failed] = (await list(ben)).items;
    await app.as(ben).delete(path(failed.id)).expect(204);

    await app.say(ben, id, 'Right', { attachmentIds: [attachment.id] });

    expect(failed).toMatchObject({ state: 'failed', problem: { code: 'client_id_reused' }, body: 'Right' });
    expect(await said(ana, id)).toEqual(['Left', 'Right']);
    expect((await list(ben)).items).toEqual([]);
  });
});
