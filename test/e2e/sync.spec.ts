import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Epochs } from '../../src/core/epoch/epochs.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let carl: Person;
let eve: Person;
let fay: Person;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, carl, eve, fay] = await app.people('ana', 'carl', 'eve', 'fay');
});
afterAll(() => app.stop());

/** What a client of this person has that is up to date. */
async function everythingOf(person: Person) {
  const { body } = await app.as(person).get('/conversations?filter=active&limit=200').expect(200);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- looked into below
  const items = body.items as any[];
  return {
    known: Object.fromEntries(items.map(({ id, lastRev }) => [id, lastRev])),
    meRevs: Object.fromEntries(items.map(({ id, me }) => [id, me.rev])),
  };
}

const sync = async (person: Person, request: object) => (await app.as(person).post('/sync', request).expect(200)).body;

describe('catching up with everything at once', () => {
  it('answers with nothing when nothing moved', async () => {
    await app.say(carl, await app.conversation(ana, carl), 'before');

    expect(await sync(ana, await everythingOf(ana))).toMatchObject({ items: [], removed: [], nextCursor: null });
  });

  it('begins anew after the server was put back to an earlier state, and only then', async () => {
    const mine = await app.conversation(ana, carl);
    await app.say(carl, mine, 'before');
    const had = await everythingOf(ana);
    const { epoch } = await sync(ana, had);
    const other = await app.conversation(carl, eve, fay);

    const known = { ...had.known, [other]: 1 };
    const before = await sync(ana, { ...had, known, epoch });
    expect([before.items, before.removed, before.reset]).toEqual([[], [other], undefined]);
    await app.database.query('delete from epochs where id = $1', [epoch]);
    const { items, removed, reset: isReset } = await sync(ana, { ...had, known, epoch });

    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- looked into below
    const reset = items.filter(({ changes, state }: any) => changes.reset && changes.items.length === 0 && state);
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- looked into below
    expect(reset.map(({ conversation }: any) => conversation.id).sort()).toEqual(Object.keys(had.known).sort());
    expect([removed, isReset]).toEqual([[other], true]);
  });

  it('names no minute of its life where the database could not take one, and does so when it can', async () => {
    await app.database.query(`
      create function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'no room' using errcode = '53100'; end $$`);
    await app.database.query(`create trigger full_disk before insert on epochs execute function refuse()`);
    await app.database.query(`update epochs set at = at - interval '1 day'`);
    const other = await AnotherNode.beside(app);
    const asked = () => other.as(ana).post('/sync', { known: {} }).expect(200);

    const { body: without } = await asked();
    const { body: meta } = await other.as(ana).get('/meta').expect(200);
    await app.database.query(`drop trigger full_disk on epochs`);
    await other.nest.get(Epochs).renew();

    expect(['epoch' in without, 'epoch' in meta]).toEqual([false, false]);
    expect((await asked()).body.epoch).toEqual(expect.any(String));
    await other.stop();
  });

  it('reads what a group missed once for all who come back, and apart for whoever hid some of it', async () => {
    const group = await app.conversation(ana, carl, eve, fay);
    const known = { [group]: (await app.as(ana).get(`/conversations/${group}`).expect(200)).body.lastRev as number };
    const first = await app.say(ana, group, 'first');
    const second = await app.say(ana, group, 'second');
    await app.say(ana, group, 'third');
    await app.as(fay).delete(`/conversations/${group}/messages/${second.seq}?for=me`).expect(204);
    const missedBy = async (person: Person) => {
      const { items } = await sync(person, { known, since: new Date().toISOString() });
      // eslint-disable-next-line @typescript-eslint/no-explicit-any -- looked into below
      return items[0].changes.items.map(({ body }: any) => body as string);
    };
    const texts: string[][] = [];

    const queries = await queriesDuring(async () => {
      for (const person of [carl, eve, fay]) texts.push(await missedBy(person));
    }, /^messages_changes/);
    await app.as(ana).patch(`/conversations/${group}/messages/${first.seq}`, { body: 'better' }).expect(200);

    expect(queries).toEqual(['messages_changes_for_all', 'messages_changes']);
    expect(texts).toEqual([
      ['first', 'second', 'third'],
      ['first', 'second', 'third'],
      ['first', 'third'],
    ]);
    expect(await missedBy(eve)).toEqual(['second', 'third', 'better']);
  });

  it('tells each minute of its life to whoever is connected', async () => {
    const socket = await app.socketOf(carl);
    const epochs = app.nest.get(Epochs);
    await app.database.query(`update epochs set at = at - interval '2 minutes'`);

    await epochs.renew();
    const told = await socket.next('epoch');

    expect(told.data.epoch).toBe((await sync(carl, await everythingOf(carl))).epoch);
    expect(told).toMatchObject({ conversationId: null, rev: null });
  });

  it('tells the messages that were missed, changed ones as they now are', async () => {
    const id = await app.conversation(ana, carl);
    const old = await app.say(carl, id, 'old');
    const had = await everythingOf(ana);
    await app.say(carl, id, 'new');
    await app.as(carl).patch(`/conversations/${id}/messages/${old.seq}`, { body: 'edited' }).expect(200);

    const { items } = await sync(ana, had);

    expect(items).toHaveLength(1);
    expect(items[0].conversation).toMatchObject({ id, unreadCount: expect.any(Number) });
    expect(items[0].changes).toMatchObject({
      items: [{ body: 'new' }, { body: 'edited' }],
      lastRev: items[0].conversation.lastRev,
      hasMore: false,
    });
    expect(items[0]).not.toHaveProperty('state');
  });

  it('tells my own state when it moved elsewhere, with what I hid', async () => {
    const id = await app.conversation(ana, carl);
    const { seq } = await app.say(carl, id, 'hide me');
    const had = await everythingOf(ana);
    await app.as(ana).delete(`/conversations/${id}/messages/${seq}`).expect(204);

    const { items } = await sync(ana, had);

    expect(items).toMatchObject([{ conversation: { id }, state: { hidden: expect.arrayContaining([seq]) } }]);
    expect(items[0]).not.toHaveProperty('changes');
    expect(await sync(ana, { known: had.known })).toMatchObject({ items: [] });
  });

  it('tells of a conversation that is new to me, and with `since` only when something happened in it', async () => {
    const had = await everythingOf(ana);
    const before = new Date(Date.now() - 60_000).toISOString();
    const after = new Date(Date.now() + 60_000).toISOString();
    const id = await app.conversation(eve, ana);

    expect(await sync(ana, had)).toMatchObject({ items: [{ conversation: { id } }] });
    expect(await sync(ana, { ...had, since: before })).toMatchObject({ items: [{ conversation: { id } }] });
    expect(await sync(ana, { ...had, since: after })).toMatchObject({ items: [] });
  });

  it('names the conversations that I cannot read any more, and strangers like absent ones', async () => {
    const group = await app.conversation(carl, ana, eve);
    const strange = await app.conversation(carl, fay);
    const absent = randomUUID();
    const { known } = await everythingOf(ana);
    await app.as(carl).delete(`/conversations/${group}/members/${ana.id}`).expect(204);

    const page = await sync(ana, { known: { ...known, [strange]: 1, [absent]: 1 } });

    expect(page.items).toEqual([]);
    expect([...page.removed].sort()).toEqual([group, strange, absent].sort());
  });

  it('tells a client that is ahead of the server to begin anew', async () => {
    const id = await app.conversation(ana, carl);

    const { items } = await sync(ana, { known: { ...(await everythingOf(ana)).known, [id]: 1_000 } });

    expect(items).toMatchObject([{ conversation: { id }, changes: { items: [], reset: true } }]);
  });

  it('comes in pages that miss none and repeat none', async () => {
    const [person] = await app.people('gus');
    const ids = new Set<string>();
    for (const other of [ana, carl, eve, fay, person]) ids.add(await app.conversation(person, other));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await sync(person, { known: {}, limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.items.map((item: { conversation: { id: string } }) => item.conversation.id));
      cursor = page.nextCursor;
    } while (cursor);

    expect(seen).toHaveLength(ids.size);
    expect(new Set(seen)).toEqual(ids);
  });

  it('keeps a page small when much was missed', async () => {
    const [hal, ida] = await app.people('hal', 'ida');
    const busy = await Promise.all([ana, carl, eve].map((other) => app.conversation(hal, other)));
    const had = await everythingOf(hal);
    const socket = await app.socketOf(hal);
    for (const conversationId of busy)
      await Promise.all(
        Array.from({ length: 201 }, (_, n) =>
          socket.ask({ type: 'send', conversationId, clientId: randomUUID(), body: `${n}` }),
        ),
      );
    await app.conversation(ida, hal);

    const first = await sync(hal, had);
    const second = await sync(hal, { ...had, cursor: first.nextCursor });

    const sizes = [first, second].map((page) =>
      page.items.map((item: { changes?: { items: unknown[] } }) => item.changes?.items.length),
    );
    expect(sizes).toEqual([[undefined, 200, 200], [200]]);
    expect(first.items[1].changes.hasMore).toBe(true);
    expect(second.nextCursor).toBeNull();
  });

  it('asks the database the same few questions however much moved', async () => {
    const had = { known: {}, meRevs: {} };

    // Names are kept for ten seconds: asked for a moment ago, they are asked for no more.
    await sync(ana, had);
    const queries = await queriesDuring(() => sync(ana, had));

    expect(queries.filter((name) => !/session|standing/.test(name)).sort()).toEqual([
      'conversations_by_ids',
      'sync_moved_on',
      'sync_not_mine',
    ]);
  });

  it.each([
    ['no revs', {}, '/known'],
    ['a list', { known: [] }, '/known'],
    ['a key that is no id', { known: { x: 1 } }, '/known'],
    ['a rev below zero', { known: { [randomUUID()]: -1 } }, '/known'],
    ['a rev that is text', { known: { [randomUUID()]: '1' } }, '/known'],
    ['too many', { known: Object.fromEntries(Array.from({ length: 2_001 }, () => [randomUUID(), 1])) }, '/known'],
    ['states that are no object', { known: {}, meRevs: 1 }, '/meRevs'],
    ['a moment that is none', { known: {}, since: 'yesterday' }, '/since'],
    ['a page too large', { known: {}, limit: 51 }, '/limit'],
    ['a cursor of its own', { known: {}, cursor: 'x' }, '/cursor'],
  ])('refuses %s by name', async (_, request, pointer) => {
    const { body } = await app.as(ana).post('/sync', request).expect(400);

    expect(body.errors).toMatchObject([{ pointer }]);
  });
});
