import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MessageDeletionService } from '../../src/messages/changing/message-deletion.service.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { type Person, TestApp } from '../support/test-app.js';
import type { TestSocket } from '../support/test-socket.js';

let app: TestApp;
let ana: Person;
let ben: Person;
let eve: Person;
/** Those of the test that runs: what is told to them costs statements. */
const sockets: TestSocket[] = [];

beforeAll(async () => {
  app = await TestApp.start();
  [ana, ben, eve] = await app.people('ana', 'ben', 'eve');
});
afterEach(() => Promise.all(sockets.splice(0).map((socket) => socket.close())));
afterAll(() => app.stop());

const pathOf = (id: string, seq: number) => `/conversations/${id}/messages/${seq}`;
const pin = (person: Person, path: string) => app.as(person).put(`${path}/pin`);
const unpin = (person: Person, path: string) => app.as(person).delete(`${path}/pin`);
const read = async (person: Person, path: string) => (await app.as(person).get(path).expect(200)).body;
const lastRev = async (id: string) => (await read(ana, `/conversations/${id}`)).lastRev as number;
const pinned = async (person: Person, id: string) =>
  (await read(person, `/conversations/${id}/pins`)).items.map(({ seq }: { seq: number }) => seq);

const listen = async (person: Person, to: Pick<TestApp, 'socketOf'> = app) => {
  const socket = await to.socketOf(person);
  sockets.push(socket);
  return socket;
};

/** A message of Ana's to Ben. */
const message = async (body = 'The valve opens to the left') => {
  const id = await app.conversation(ana, ben);
  const { seq } = await app.say(ana, id, body);
  return { id, seq: seq as number, path: pathOf(id, seq) };
};

/** A group of Ana's, with Ben, Eve and one message. */
const group = async () => {
  const id = await app.conversation(ana, ben, eve);
  const { seq } = await app.say(ana, id, 'The valve opens to the left');
  return { id, seq: seq as number, path: pathOf(id, seq) };
};

describe('a pinned message', () => {
  it('says by whom and since when, wherever it is shown, and is listed', async () => {
    const { id, seq, path } = await message();

    await pin(ben, path).expect(204);

    const by = { id: ben.id, username: 'ben', displayName: expect.any(String), avatarUrl: null };
    const shown = { by, at: expect.any(String) };
    const page = await read(ana, `/conversations/${id}/messages?limit=1`);
    const changes = await read(ana, `/conversations/${id}/changes?afterRev=${page.items[0].rev - 1}`);
    const [listed] = (await read(ana, '/conversations')).items;
    const pins = await read(ana, `/conversations/${id}/pins`);
    expect(await read(ana, path)).toMatchObject({ seq, pinned: shown });
    expect(page.items[0].pinned).toEqual(shown);
    expect(changes.items[0].pinned).toEqual(shown);
    expect(listed.lastMessage).toMatchObject({ seq, pinned: shown });
    expect((await read(ben, '/messages/inbox?limit=1')).items[0]).toMatchObject({ pinned: shown });
    expect(pins).toEqual({ items: [page.items[0]], nextCursor: null });
  });

  it('can be unpinned by the other one, and then costs no more than one that never was', async () => {
    const { id, seq, path } = await message();
    await pin(ben, path).expect(204);

    await unpin(ana, path).expect(204);

    expect(await queriesDuring(() => read(ben, path), /^pins\./)).toEqual([]);
    expect((await read(ben, path)).pinned).toBeNull();
    expect(await pinned(ben, id)).not.toContain(seq);
  });

  it('is pinned once: again, and unpinning what is not pinned, change nothing and are not told of', async () => {
    const { id, path } = await message();
    await pin(ben, path).expect(204);
    const first = (await read(ana, path)).pinned;
    const before = await lastRev(id);

    await pin(ana, path).expect(204);
    const { seq } = await app.say(ana, id, 'And another');
    await unpin(ana, pathOf(id, seq)).expect(204);

    expect((await read(ana, path)).pinned).toEqual(first);
    expect(await lastRev(id)).toBe(before + 1);
  });

  it('is one that its reader sees, and no line and no tombstone', async () => {
    const { id, seq, path } = await group();

    const line = await pin(ana, pathOf(id, 1)).expect(409);
    const absent = await pin(ana, pathOf(id, 999)).expect(404);
    const strange = await pin(await app.person('leo'), path).expect(404);
    await pin(ana, path).expect(204);
    await app.as(ana).delete(path).expect(204);
    const hidden = await pin(ana, path).expect(404);
    const [forMe, forBen] = [await pinned(ana, id), await pinned(ben, id)];
    await app.as(ana).delete(`${path}?for=everyone`).expect(204);
    await app.as(ana).post(`${path}/restore`).expect(200);
    await app.as(ana).delete(`${path}?for=everyone`).expect(204);
    const gone = await pin(ana, path).expect(409);

    expect([line, absent, strange, hidden, gone].map(({ body }) => body.code)).toEqual([
      'cannot_pin',
      'message_not_found',
      'conversation_not_found',
      'message_not_found',
      'message_deleted',
    ]);
    expect([forMe, forBen]).toEqual([[], [seq]]);
  });
});

describe('who pins in a group', () => {
  it('are its owners and admins; a member is refused, also to unpin, from the moment the role is gone', async () => {
    const { id, path } = await group();
    const give = (role: string) => app.as(ana).patch(`/conversations/${id}/members/${ben.id}`, { role }).expect(204);

    const refused = await pin(ben, path).expect(403);
    await give('admin');
    await pin(ben, path).expect(204);
    await give('member');
    const again = await unpin(ben, path).expect(403);
    await unpin(ana, path).expect(204);

    expect([refused.body.code, again.body.code]).toEqual(['role_required', 'role_required']);
  });

  it('takes off also what was pinned before they came, without being shown it', async () => {
    const { id, path, seq } = await group();
    const unpinned = pathOf(id, (await app.say(ana, id, 'Not pinned')).seq);
    await pin(ana, path).expect(204);
    const kim = await app.person('kim.late');
    await app.as(ana).patch(`/conversations/${id}`, { historyFromJoin: true }).expect(200);
    await app.as(ana).post(`/conversations/${id}/members`, { userIds: [kim.id] });
    const refused = await unpin(kim, path).expect(403);
    await app.as(ana).patch(`/conversations/${id}/members/${kim.id}`, { role: 'admin' });
    const theirs = await listen(kim);

    await unpin(kim, unpinned).expect(404);
    await unpin(kim, path).expect(204);

    expect(refused.body.code).toBe('role_required');
    expect(await pinned(ana, id)).toEqual([]);
    await app.as(kim).get(path).expect(404);
    expect(theirs.of('message.updated').filter(({ data }) => data.seq === seq)).toEqual([]);
    await pin(kim, path).expect(404);
  });

  it('is nobody who was removed, who hears of no pin either', async () => {
    const kim = await app.person('kim');
    const id = await app.conversation(ana, ben, kim);
    const { seq } = await app.say(ana, id, 'The pump is loud');
    const [theirs, mine] = [await listen(kim), await listen(ben)];

    await app.as(ana).delete(`/conversations/${id}/members/${kim.id}`).expect(204);
    const listed = await app.as(kim).get(`/conversations/${id}/pins`).expect(404);
    const pinning = await pin(kim, pathOf(id, seq)).expect(404);
    await pin(ana, pathOf(id, seq)).expect(204);
    await mine.next('message.updated', ({ data }) => data.seq === seq);

    expect([listed.body.code, pinning.body.code]).toEqual(['conversation_not_found', 'conversation_not_found']);
    expect(theirs.of('message.updated')).toEqual([]);
  });
});

describe('the pins of a conversation', () => {
  it('are listed in pages, the last one first', async () => {
    const { id } = await message();
    const seqs: number[] = [];
    for (let n = 0; n < 3; n++) seqs.push((await app.say(ana, id, `Step ${n}`)).seq);
    for (const seq of [seqs[1], seqs[0], seqs[2]] as number[]) await pin(ana, pathOf(id, seq)).expect(204);

    const first = await read(ben, `/conversations/${id}/pins?limit=2`);
    const second = await read(ben, `/conversations/${id}/pins?limit=2&cursor=${first.nextCursor}`);
    const forged = await app.as(ben).get(`/conversations/${id}/pins?cursor=x`).expect(400);

    expect([...first.items, ...second.items].slice(0, 3).map(({ seq }) => seq)).toEqual([seqs[2], seqs[0], seqs[1]]);
    expect(forged.body.code).toBe('validation_failed');
  });

  it('begin for whoever came later where their history begins', async () => {
    const { id, path } = await group();
    await app.as(ana).patch(`/conversations/${id}`, { historyFromJoin: true }).expect(200);
    const mia = await app.person('mia');
    await pin(ana, path).expect(204);
    await app
      .as(ana)
      .post(`/conversations/${id}/members`, { userIds: [mia.id] })
      .expect(204);
    const { seq } = await app.say(ana, id, 'Welcome');
    await pin(ana, pathOf(id, seq)).expect(204);

    expect(await pinned(mia, id)).toEqual([seq]);
  });

  it('are a hundred at most, also for those who pin at the same time', async () => {
    const id = await app.conversation(ana, await app.person('max'));
    for (let n = 0; n < 103; n++) await app.say(ana, id, `Step ${n}`);
    for (let seq = 1; seq < 99; seq++) await pin(ana, pathOf(id, seq)).expect(204);

    const answers = await Promise.all([99, 100, 101, 102, 103].map((seq) => pin(ana, pathOf(id, seq))));
    await unpin(ana, pathOf(id, 1)).expect(204);
    await pin(ana, pathOf(id, 103)).expect(204);

    const refused = answers.filter(({ status }) => status !== 204);
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      Array.from({ length: 3 }, () => [409, 'too_many_pins']),
    );
  });
});

describe('deleting a pinned message for everyone', () => {
  it('unpins it, restoring brings it back as it was, and in the end the pin is erased', async () => {
    const { id, seq, path } = await message();
    const rows = async () =>
      (
        await app.database.query<{ n: number }>(
          `select count(*)::int as n from message_pins where conversation_id = $1 and seq = $2`,
          [id, seq],
        )
      )[0]?.n;
    await pin(ben, path).expect(204);
    const remove = () => app.as(ana).delete(`${path}?for=everyone`).expect(204);

    await remove();
    const whileDeleted = [(await read(ben, path)).pinned, await pinned(ben, id)];
    await app.as(ana).post(`${path}/restore`).expect(200);
    const restored = await pinned(ben, id);
    await remove();
    await app.database.query(`update message_recalls set deleted_at = now() - interval '1 minute'`);
    const before = await rows();
    await app.nest.get(MessageDeletionService).eraseExpired();

    expect(whileDeleted[0]).toBeNull();
    expect(whileDeleted[1]).not.toContain(seq);
    expect(restored).toContain(seq);
    expect([before, await rows()]).toEqual([1, 0]);
  });
});

describe('everybody hears of a pin', () => {
  it('on every node, with the message as it is now and who did it', async () => {
    const other = await AnotherNode.beside(app);
    const { id, seq, path } = await message();
    const [here, there] = [await listen(ana), await listen(ana, other)];

    await pin(ben, path).expect(204);
    const frames = [await here.next('message.updated'), await there.next('message.updated')];
    await other.as(ana).delete(`${path}/pin`).expect(204);
    const back = await here.next('message.updated', ({ data }) => data.pinned === null);
    await other.stop();

    for (const { conversationId, rev, data } of frames) {
      expect({ conversationId, rev }).toEqual({ conversationId: id, rev: data.rev });
      expect(data).toMatchObject({ seq, pinned: { by: { id: ben.id } } });
      expect(data.cause).toEqual({ kind: 'pinned', userId: ben.id, added: true });
    }
    // Where the outbox is read before the word of the other node is there, nobody knows who it was.
    expect([undefined, { kind: 'pinned', userId: ana.id, added: false }]).toContainEqual(back.data.cause);
  });
});

describe('what pins cost', () => {
  it('is one statement for a page of fifty messages, and none for a page without any', async () => {
    const id = await app.conversation(ben, await app.person('pia'));
    for (let n = 0; n < 52; n++) await app.say(ben, id, `Message ${n}`);
    const history = (query: string) => () => read(ben, `/conversations/${id}/messages${query}`);
    const plain = await queriesDuring(history('?limit=50'));
    for (let seq = 3; seq <= 52; seq++) await pin(ben, pathOf(id, seq)).expect(204);

    const withPins = await queriesDuring(history('?limit=50'));
    const without = await queriesDuring(history('?before=3'), /^pins\./);
    const list = await queriesDuring(() => read(ben, `/conversations/${id}/pins`));

    expect(withPins.filter((name) => !plain.includes(name))).toEqual(['pins.on-messages']);
    expect(without).toEqual([]);
    expect(list).toEqual(['conversation_is_member', 'pins.of-conversation', 'messages_readable', 'pins.on-messages']);
  });
});
