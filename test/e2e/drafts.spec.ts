import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { AnotherNode } from '../support/another-node.js';
import { answerAfter } from '../support/answer-after.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

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

const draftOf = (id: string) => `/conversations/${id}/draft`;

describe('a draft', () => {
  it('is kept as it was written, in place of the one before, with a version that rises', async () => {
    const id = await app.conversation(ana, carl);
    const asked = await app.say(carl, id, 'Which price?');
    const first = await app.as(ana).put(draftOf(id), { body: 'The supplier ' }).expect(200);

    const second = await app
      .as(ana)
      .put(draftOf(id), { body: 'The supplier can ', subject: 'Prices', replyToSeq: asked.seq })
      .expect(200);

    expect(second.body).toMatchObject({ body: 'The supplier can ', subject: 'Prices', replyToSeq: asked.seq });
    expect(second.body.version).toBeGreaterThan(first.body.version);
    const { items } = (await app.as(ana).get('/drafts').expect(200)).body;
    expect(items).toMatchObject([{ ...second.body, conversation: { id, kind: 'direct', other: { id: carl.id } } }]);
  });

  it('is mine alone: the other person has none, and a stranger finds no conversation', async () => {
    const id = await app.conversation(ana, carl);
    await app.as(ana).put(draftOf(id), { body: 'mine' }).expect(200);

    expect((await app.as(carl).get('/drafts').expect(200)).body.items).toEqual([]);
    for (const request of [
      app.as(eve).put(draftOf(id), { body: 'x' }),
      app.as(eve).delete(draftOf(id)),
      app.as(ana).put(draftOf(randomUUID()), { body: 'x' }),
    ]) {
      expect((await request.expect(404)).body.code).toBe('conversation_not_found');
    }
  });

  it('goes when it is thrown away, which need not be the first time', async () => {
    const id = await app.conversation(ana, eve);
    await app.as(ana).put(draftOf(id), { body: 'no' }).expect(200);

    for (let n = 0; n < 2; n++) await app.as(ana).delete(draftOf(id)).expect(204);

    const { items } = (await app.as(ana).get('/drafts').expect(200)).body;
    expect(items.map((draft: { conversation: { id: string } }) => draft.conversation.id)).not.toContain(id);
  });

  it('is told to my devices on every node, with its text however long, and when it is gone', async () => {
    const id = await app.conversation(ana, carl);
    const body = 'ü'.repeat(20_000);
    const sockets = [await app.socketOf(ana), await other.socketOf(ana)];
    const foreign = await app.socketOf(carl);

    const { version } = (await app.as(ana).put(draftOf(id), { body }).expect(200)).body;
    for (const socket of sockets) {
      const told = await socket.next('draft.updated', (frame) => frame.data.version === version);
      expect(told).toMatchObject({ conversationId: id, data: { draft: { body, version } } });
    }
    await app.as(ana).delete(draftOf(id)).expect(204);
    for (const socket of sockets) {
      const told = await socket.next('draft.updated', (frame) => frame.data.draft === null);
      expect(told.data.version).toBeGreaterThan(version);
    }

    expect(foreign.of('draft.updated')).toEqual([]);
    await sockets[1]?.close();
  });

  it('stays when another device wrote on since what is removed, and goes with what that device knows', async () => {
    const id = await app.conversation(ana, carl);
    const { body } = await app.as(ana).put(draftOf(id), { body: 'from the phone' }).expect(200);
    const desk = await app.signIn(ana.username);
    const newer = (await app.as(desk).put(draftOf(id), { body: 'long words at the desk' }).expect(200)).body;
    const remove = (version: number) =>
      app
        .as(ana)
        .delete(`${draftOf(id)}?version=${version}`)
        .expect(204);
    const kept = async () => {
      const { items } = (await app.as(ana).get('/drafts').expect(200)).body;
      return items.filter((draft: { id: string }) => draft.id === id).map((draft: { body: string }) => draft.body);
    };

    await remove(body.version);
    expect(await kept()).toEqual(['long words at the desk']);
    await remove(newer.version);
    expect(await kept()).toEqual([]);
  });

  it('goes with what its own session saves meanwhile', async () => {
    const id = await app.conversation(ana, carl);
    await app.as(ana).put(draftOf(id), { body: 'on its way', order: 1 }).expect(200);

    await app
      .as(ana)
      .delete(`${draftOf(id)}?order=2&version=0`)
      .expect(204);

    const { items } = (await app.as(ana).get('/drafts').expect(200)).body;
    expect(items.map((draft: { id: string }) => draft.id)).not.toContain(id);
  });

  it('does not come back by a save that its own session has overtaken', async () => {
    const id = await app.conversation(ana, carl);
    await app.as(ana).put(draftOf(id), { body: 'sent meanwhile', order: 1 }).expect(200);
    await app
      .as(ana)
      .delete(`${draftOf(id)}?order=3`)
      .expect(204);

    const late = await app.as(ana).put(draftOf(id), { body: 'sent meanwhile!', order: 2 }).expect(200);
    const listed = (await app.as(ana).get('/drafts').expect(200)).body.items;
    await app.as(ana).put(draftOf(id), { body: 'a new one', order: 4 }).expect(200);

    expect(late.body.body).toBe('');
    expect(listed.filter((draft: { id: string }) => draft.id === id)).toEqual([]);
    expect((await app.as(ana).get('/drafts').expect(200)).body.items[0]).toMatchObject({ id, body: 'a new one' });
  });

  it('goes with the membership', async () => {
    const id = await app.conversation(ana, carl, eve);
    await app.as(carl).put(draftOf(id), { body: 'left behind' }).expect(200);

    await app.as(carl).delete(`/conversations/${id}/members/${carl.id}`).expect(204);

    expect((await app.as(carl).get('/drafts').expect(200)).body.items).toEqual([]);
  });

  it.each([
    ['kept', (id: string) => app.as(carl).put(draftOf(id), { body: 'too late' })],
    ['thrown away', (id: string) => app.as(carl).delete(draftOf(id))],
  ])('finds no conversation when it is %s while its writer is removed', async (_what, write) => {
    for (const begun of [false, true]) {
      const id = await app.conversation(ana, carl, eve);
      if (begun) await app.as(carl).put(draftOf(id), { body: 'left behind' }).expect(200);
      const removal = 'delete from conversation_members where conversation_id = $1 and user_id = $2';

      const { status, body } = await answerAfter(app, [removal, id, carl.id], () => write(id));

      expect([begun, status, body.code]).toEqual([begun, 404, 'conversation_not_found']);
    }
  });

  it('is listed in pages that miss none', async () => {
    const [gus] = await app.people('gus');
    const ids = [];
    for (const person of [ana, carl, eve]) ids.push(await app.conversation(gus, person));
    for (const id of ids) await app.as(gus).put(draftOf(id), { body: id }).expect(200);

    const first = (await app.as(gus).get('/drafts?limit=2').expect(200)).body;
    const second = (await app.as(gus).get(`/drafts?limit=2&cursor=${first.nextCursor}`).expect(200)).body;

    expect([...first.items, ...second.items].map((draft) => draft.body)).toEqual(ids.toReversed());
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    ['no text', {}, '/body'],
    ['a text that is too long', { body: 'x'.repeat(20_001) }, '/body'],
    ['a subject that is too long', { body: '', subject: 'x'.repeat(201) }, '/subject'],
    ['a reply to nothing', { body: '', replyToSeq: 0 }, '/replyToSeq'],
    ['an unknown field', { body: '', version: 1 }, '/version'],
  ])('is refused with %s, by name', async (_, draft, pointer) => {
    const id = await app.conversation(ana, carl);

    const { body } = await app.as(ana).put(draftOf(id), draft).expect(400);

    expect(body.errors).toMatchObject([{ pointer }]);
  });
});

describe('a new message that was begun', () => {
  const composeOf = (id: string) => `/drafts/compose/${id}`;

  it('is kept with its people, listed without a conversation, and told to my devices on every node', async () => {
    const id = randomUUID();
    const sockets = [await app.socketOf(eve), await other.socketOf(eve)];
    const text = { to: [carl.id, ana.id], body: 'Hello ', subject: 'Trip', separate: true };

    const { body } = await app.as(eve).put(composeOf(id), text).expect(200);

    const to = [{ id: carl.id, kind: 'person', username: 'carl' }, { id: ana.id }];
    expect(body).toMatchObject({ id, body: 'Hello ', subject: 'Trip', separate: true, to });
    const [listed] = (await app.as(eve).get('/drafts').expect(200)).body.items;
    expect(listed).toMatchObject({ id, conversation: null, to, version: body.version });
    for (const socket of sockets) {
      const told = await socket.next('draft.updated', (frame) => frame.data.composeId === id);
      expect(told).toMatchObject({ conversationId: null, data: { version: body.version, draft: { id, to } } });
    }
    await sockets[1]?.close();
  });

  it('may be addressed to a group I am in; what I cannot see is left out', async () => {
    const group = await app.conversation(eve, carl, ana);
    const foreign = await app.conversation(ana, carl);

    const { body } = await app
      .as(eve)
      .put(composeOf(randomUUID()), { to: [group, foreign, randomUUID()], body: '' })
      .expect(200);

    expect(body.to).toMatchObject([{ id: group, kind: 'group', username: null }]);
  });

  it('goes when it is sent or thrown away, and a late save does not bring it back', async () => {
    const id = randomUUID();
    await app.as(eve).put(composeOf(id), { to: [], body: 'x', order: 1 }).expect(200);

    for (const order of [3, 4])
      await app
        .as(eve)
        .delete(`${composeOf(id)}?order=${order}`)
        .expect(204);
    await app.as(eve).put(composeOf(id), { to: [], body: 'xy', order: 2 }).expect(200);

    const { items } = (await app.as(eve).get('/drafts').expect(200)).body;
    expect(items.map((draft: { id: string }) => draft.id)).not.toContain(id);
  });

  it('is mine alone', async () => {
    const id = randomUUID();
    await app.as(eve).put(composeOf(id), { to: [], body: 'mine' }).expect(200);

    await app.as(carl).put(composeOf(id), { to: [], body: 'his' }).expect(200);
    await app.as(carl).delete(composeOf(id)).expect(204);

    const { items } = (await app.as(eve).get('/drafts').expect(200)).body;
    expect(items).toEqual(expect.arrayContaining([expect.objectContaining({ id, body: 'mine' })]));
  });

  it('leaves no more than two hundred rows behind, however many were thrown away', async () => {
    const finn = await app.person('finn');
    await app.database.query(
      `insert into compose_drafts (user_id, id, to_ids, separate, body, version, updated_at, gone)
       select $1, gen_random_uuid(), '{}', false, '', n, clock_timestamp() - interval '1 second', true
       from generate_series(1, 1000) n`,
      [finn.id],
    );

    await app.as(finn).delete(`/drafts/compose/${randomUUID()}`).expect(204);

    const [kept] = await app.database.query<{ count: number }>(
      'select count(*)::int as count from compose_drafts where user_id = $1',
      [finn.id],
    );
    expect(kept?.count).toBeLessThanOrEqual(201);
  });

  it('is kept a hundred times, and refused after that until one is gone', async () => {
    const [hal] = await app.people('hal');
    const ids = Array.from({ length: 100 }, () => randomUUID());
    for (const id of ids) await app.as(hal).put(composeOf(id), { to: [], body: 'x' }).expect(200);

    const { body } = await app.as(hal).put(composeOf(randomUUID()), { to: [], body: 'x' }).expect(409);
    await app
      .as(hal)
      .put(composeOf(ids[0] ?? ''), { to: [], body: 'changed' })
      .expect(200);
    await app
      .as(hal)
      .delete(composeOf(ids[1] ?? ''))
      .expect(204);
    await app.as(hal).put(composeOf(randomUUID()), { to: [], body: 'x' }).expect(200);

    expect(body.code).toBe('too_many_drafts');
  });

  it('is kept a hundred times, however many are begun at once on several nodes', async () => {
    const ivo = await app.person('ivo');
    const begin = (n: number) =>
      (n % 2 ? app : other).as(ivo).put(composeOf(randomUUID()), { to: [], body: `no ${n}` });
    for (let n = 0; n < 90; n++) await begin(n).expect(200);

    // Whoever writes a row of a person waits for this, with what they counted.
    const lock = new Client(app.database.url);
    await lock.connect();
    await lock.query('begin');
    await lock.query('select from users where id = $1 for update', [ivo.id]);
    const answers = Promise.all(Array.from({ length: 30 }, (_, n) => begin(n)));
    await eventually(async () => {
      const waiting = await app.database.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(waiting).toHaveLength(30);
    });
    await lock.query('commit');
    await lock.end();

    const statuses = (await answers).map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array<number>(10).fill(200), ...Array<number>(20).fill(409)]);
    expect((await app.as(ivo).get('/drafts?limit=200').expect(200)).body.items).toHaveLength(100);
  });

  it('that was thrown away counts again when it is taken back', async () => {
    const jon = await app.person('jon');
    const id = randomUUID();
    await app.as(jon).put(composeOf(id), { to: [], body: 'x' }).expect(200);
    await app.as(jon).delete(composeOf(id)).expect(204);
    const ids = Array.from({ length: 100 }, () => randomUUID());
    for (const another of ids) await app.as(jon).put(composeOf(another), { to: [], body: 'x' }).expect(200);

    const { body } = await app.as(jon).put(composeOf(id), { to: [], body: 'back' }).expect(409);
    await app
      .as(jon)
      .delete(composeOf(ids[0] ?? ''))
      .expect(204);
    await app.as(jon).put(composeOf(id), { to: [], body: 'back' }).expect(200);

    expect(body.code).toBe('too_many_drafts');
  });

  it.each([
    ['no recipients field', { body: '' }, '/to'],
    ['a recipient that is no id', { to: ['ana'], body: '' }, '/to'],
    ['a text that is too long', { to: [], body: 'x'.repeat(20_001) }, '/body'],
  ])('is refused with %s, by name', async (_, draft, pointer) => {
    const { body } = await app.as(eve).put(composeOf(randomUUID()), draft).expect(400);

    expect(body.errors).toMatchObject([{ pointer }]);
  });
});
