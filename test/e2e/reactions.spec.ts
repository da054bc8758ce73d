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
const withEmoji = (path: string, emoji: string) => `${path}/reactions/${encodeURIComponent(emoji)}`;
const react = (person: Person, path: string, emoji: string) => app.as(person).put(withEmoji(path, emoji));
const takeBack = (person: Person, path: string, emoji: string) => app.as(person).delete(withEmoji(path, emoji));
const read = async (person: Person, path: string) => (await app.as(person).get(path).expect(200)).body;
const lastRev = async (id: string) => (await read(ana, `/conversations/${id}`)).lastRev as number;

const listen = async (person: Person, to: Pick<TestApp, 'socketOf'> = app) => {
  const socket = await to.socketOf(person);
  sockets.push(socket);
  return socket;
};

/** A message of Ana's to Ben. */
const message = async (body = 'One housing, not three') => {
  const id = await app.conversation(ana, ben);
  const { seq } = await app.say(ana, id, body);
  return { id, seq: seq as number, path: pathOf(id, seq) };
};

describe('a reaction', () => {
  it('is counted for everybody in the order of first use, and marked for whose it is', async () => {
    const { id, seq, path } = await message();

    await react(ben, path, '🎉').expect(204);
    await react(ana, path, '👍').expect(204);
    await react(ben, path, '👍').expect(204);

    const forAna = [
      { emoji: '🎉', count: 1, me: false },
      { emoji: '👍', count: 2, me: true },
    ];
    const page = await read(ana, `/conversations/${id}/messages?limit=1`);
    const changes = await read(ana, `/conversations/${id}/changes?afterRev=${page.items[0].rev - 1}`);
    const [listed] = (await read(ana, '/conversations')).items;
    expect((await read(ana, path)).reactions).toEqual(forAna);
    expect(page.items[0].reactions).toEqual(forAna);
    expect(changes.items[0].reactions).toEqual(forAna);
    expect(listed.lastMessage).toMatchObject({ seq, reactions: forAna });
    expect((await read(ben, '/messages/inbox?limit=1')).items[0].reactions).toEqual([
      { emoji: '🎉', count: 1, me: true },
      { emoji: '👍', count: 2, me: true },
    ]);
  });

  it('can be taken back; a kind that nobody is left of goes, and is the last when it comes again', async () => {
    const { path } = await message();
    await react(ben, path, '🎉').expect(204);
    await react(ben, path, '👍').expect(204);
    await react(ana, path, '👍').expect(204);

    await takeBack(ben, path, '🎉').expect(204);
    await takeBack(ben, path, '👍').expect(204);
    const left = (await read(ben, path)).reactions;
    await react(ben, path, '🎉').expect(204);

    expect(left).toEqual([{ emoji: '👍', count: 1, me: false }]);
    expect((await read(ben, path)).reactions.map(({ emoji }: { emoji: string }) => emoji)).toEqual(['👍', '🎉']);
  });

  it('that is the last one leaves a message that costs no more than one that never had any', async () => {
    const { path } = await message();
    await react(ben, path, '🎉').expect(204);
    await takeBack(ben, path, '🎉').expect(204);

    expect(await queriesDuring(() => read(ben, path), /^reactions\./)).toEqual([]);
    expect((await read(ben, path)).reactions).toEqual([]);
  });

  it('twice is once, and taking back what is not there is nothing: neither is told of', async () => {
    const { id, path } = await message();
    await react(ben, path, '👍').expect(204);
    const before = await lastRev(id);

    await react(ben, path, '👍').expect(204);
    await takeBack(ben, path, '🎉').expect(204);
    await takeBack(ana, path, '👍').expect(204);

    expect(await lastRev(id)).toBe(before);
    expect((await read(ben, path)).reactions).toEqual([{ emoji: '👍', count: 1, me: true }]);
  });

  it('is the same however the emoji is spelled', async () => {
    const { path } = await message();

    await react(ana, path, '\u2764').expect(204);
    await react(ben, path, '\u2764\ufe0f').expect(204);

    expect((await read(ana, path)).reactions).toEqual([{ emoji: '❤️', count: 2, me: true }]);
  });

  it('is one emoji and nothing else', async () => {
    const { path } = await message();

    for (const emoji of ['ok', '👍👍', '3', ' ', '👍'.repeat(50)]) {
      const { body } = await react(ben, path, emoji).expect(400);
      expect(body.code).toBe('invalid_emoji');
      expect((await takeBack(ben, path, emoji).expect(400)).body.code).toBe('invalid_emoji');
    }
    expect((await app.as(ben).get(`${path}/reactions?emoji=ok`).expect(400)).body.code).toBe('invalid_emoji');
    await react(ben, path, '👩🏽‍🚀').expect(204);
  });

  it('is refused when twenty different ones are there, also to those who come at the same time', async () => {
    const { path } = await message();
    const all = Array.from({ length: 25 }, (_, n) => String.fromCodePoint(0x1f600 + n));

    const answers = await Promise.all(all.map((emoji, n) => react(n % 2 === 0 ? ana : ben, path, emoji)));
    const [first] = (await read(ben, path)).reactions;
    await react(ana, path, first.emoji).expect(204);
    await react(ben, path, first.emoji).expect(204);

    const refused = answers.filter(({ status }) => status !== 204);
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      Array.from({ length: 5 }, () => [409, 'too_many_reactions']),
    );
    expect((await read(ana, path)).reactions).toHaveLength(20);
  });

  it('is counted right when many come and go at once', async () => {
    const { path } = await message();
    const people = [ana, ben];

    await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        const person = people[n % 2] as Person;
        return n < 10 ? react(person, path, '👍') : takeBack(person, path, '👍');
      }),
    );
    const { items } = await read(ana, `${path}/reactions`);
    const [kind] = (await read(ana, path)).reactions;

    expect(kind?.count ?? 0).toBe(items.length);
  });

  it('is for messages that one sees, and not for lines and tombstones', async () => {
    const group = await app.conversation(ana, ben, await app.person('leo'));
    const { seq } = await app.say(ana, group, 'The pump is loud');
    const path = pathOf(group, seq);

    await react(ben, path, '👍').expect(204);
    const line = await react(ben, pathOf(group, 1), '👍').expect(409);
    const absent = await react(ben, pathOf(group, 999), '👍').expect(404);
    const strange = await react(eve, path, '👍').expect(404);
    await app.as(ben).delete(path).expect(204);
    const hidden = await takeBack(ben, path, '👍').expect(404);
    await app.as(ana).delete(`${path}?for=everyone`).expect(204);
    const gone = await react(ana, path, '👍').expect(409);

    expect([line, absent, strange, hidden, gone].map(({ body }) => body.code)).toEqual([
      'cannot_react',
      'message_not_found',
      'conversation_not_found',
      'message_not_found',
      'message_deleted',
    ]);
  });

  it('ends with membership: at once nothing can be added, read or heard', async () => {
    const kim = await app.person('kim');
    const group = await app.conversation(ana, ben, kim);
    const { seq } = await app.say(ana, group, 'The pump is loud');
    const path = pathOf(group, seq);
    await react(kim, path, '👍').expect(204);
    const [theirs, mine] = [await listen(kim), await listen(ben)];
    // What was told of before may still be on its way to them.
    await react(ana, path, '🔧').expect(204);
    await theirs.next('message.updated', ({ data }) => data.reactions.length === 2);
    const before = theirs.of('message.updated').length;

    await app.as(ana).delete(`/conversations/${group}/members/${kim.id}`).expect(204);
    const added = await react(kim, path, '🎉').expect(404);
    const listed = await app.as(kim).get(`${path}/reactions`).expect(404);
    await react(ana, path, '🎉').expect(204);
    await mine.next('message.updated', ({ data }) => data.reactions.length === 3);

    expect([added.body.code, listed.body.code]).toEqual(['conversation_not_found', 'conversation_not_found']);
    expect(theirs.of('message.updated')).toHaveLength(before);
    expect((await read(ana, path)).reactions.map(({ emoji }: { emoji: string }) => emoji)).toEqual(['👍', '🔧', '🎉']);
  });
});

describe('who reacted', () => {
  it('is listed from the first one on, in pages, with one emoji or all', async () => {
    const { path } = await message();
    await react(ben, path, '👍').expect(204);
    await react(ana, path, '🎉').expect(204);
    await react(ana, path, '👍').expect(204);

    const first = await read(ben, `${path}/reactions?limit=2`);
    const second = await read(ben, `${path}/reactions?limit=2&cursor=${first.nextCursor}`);
    const thumbs = await read(ben, `${path}/reactions?emoji=${encodeURIComponent('👍')}`);
    const forged = await app.as(ben).get(`${path}/reactions?cursor=x`).expect(400);

    const short = (items: { emoji: string; user: { username: string } }[]) =>
      items.map(({ emoji, user }) => `${user.username} ${emoji}`);
    expect(short(first.items)).toEqual(['ben 👍', 'ana 🎉']);
    expect(short(second.items)).toEqual(['ana 👍']);
    expect(second.nextCursor).toBeNull();
    expect(short(thumbs.items)).toEqual(['ben 👍', 'ana 👍']);
    expect(forged.body.code).toBe('validation_failed');
  });

  it('is hidden from strangers as the message is', async () => {
    const { path } = await message();
    await react(ben, path, '👍').expect(204);

    const { body } = await app.as(eve).get(`${path}/reactions`).expect(404);

    expect(body.code).toBe('conversation_not_found');
  });
});

describe('deleting a message for everyone', () => {
  it('takes its reactions out of sight, restoring brings them back, and in the end they are erased', async () => {
    const { id, seq, path } = await message();
    const rows = async () =>
      (
        await app.database.query<{ n: number }>(
          `select (select count(*)::int from reactions where conversation_id = $1 and seq = $2)
             + (select count(*)::int from reaction_kinds where conversation_id = $1 and seq = $2) as n`,
          [id, seq],
        )
      )[0]?.n;
    await react(ben, path, '👍').expect(204);
    const remove = () => app.as(ana).delete(`${path}?for=everyone`).expect(204);

    await remove();
    const whileDeleted = [(await read(ben, path)).reactions, (await read(ben, `${path}/reactions`)).items];
    await app.as(ana).post(`${path}/restore`).expect(200);
    const restored = (await read(ben, path)).reactions;
    await remove();
    await app.database.query(`update message_recalls set deleted_at = now() - interval '1 minute'`);
    const before = await rows();
    await app.nest.get(MessageDeletionService).eraseExpired();

    expect(whileDeleted).toEqual([[], []]);
    expect(restored).toEqual([{ emoji: '👍', count: 1, me: true }]);
    expect([before, await rows()]).toEqual([2, 0]);
  });
});

describe('everybody hears of a reaction', () => {
  it('with the message as it is now, whose it was, and nothing that is only for one of them', async () => {
    const { id, seq, path } = await message();
    const socket = await listen(ana);

    await react(ben, path, '👍').expect(204);
    const added = await socket.next('message.updated', ({ data }) => data.seq === seq);
    await takeBack(ben, path, '👍').expect(204);
    const removed = await socket.next('message.updated', ({ rev }) => rev === (added.rev ?? 0) + 1);

    const cause = { kind: 'reaction', userId: ben.id, emoji: '👍' };
    expect(added).toMatchObject({ conversationId: id, rev: added.data.rev });
    expect(added.data.reactions).toEqual([{ emoji: '👍', count: 1 }]);
    expect(added.data.cause).toEqual({ ...cause, added: true });
    expect(removed.data).toMatchObject({ reactions: [], cause: { ...cause, added: false } });
  });

  it('also on another node, with the cause', async () => {
    const other = await AnotherNode.beside(app);
    const { path } = await message();
    const socket = await listen(ana, other);

    await react(ben, path, '👍').expect(204);
    const { data } = await socket.next('message.updated');
    await other.as(ben).delete(withEmoji(path, '👍')).expect(204);
    const back = await socket.next('message.updated', (frame) => frame.data.reactions.length === 0);
    await other.stop();

    expect(data.cause).toEqual({ kind: 'reaction', userId: ben.id, emoji: '👍', added: true });
    expect(back.data.cause).toMatchObject({ added: false });
  });

  it('and an edit or a restore of a message says to nobody which reactions are whose', async () => {
    const { path } = await message();
    await react(ana, path, '👍').expect(204);
    const socket = await listen(ben);

    await app.as(ana).patch(path, { body: 'One housing, not four' }).expect(200);
    await app.as(ana).delete(`${path}?for=everyone`).expect(204);
    const { body } = await app.as(ana).post(`${path}/restore`).expect(200);
    const edited = await socket.next('message.updated', ({ data }) => data.cause?.kind === 'edited');
    const restored = await socket.next('message.updated', ({ data }) => data.cause?.kind === 'restored');

    expect(edited.data.reactions).toEqual([{ emoji: '👍', count: 1 }]);
    expect(restored.data.reactions).toEqual([{ emoji: '👍', count: 1 }]);
    expect(body.reactions).toEqual([{ emoji: '👍', count: 1, me: true }]);
  });
});

describe('what reactions cost', () => {
  it('is the same in a conversation of two and of a thousand', async () => {
    const members = (group: string, count: number) =>
      app.database.query(
        `with made as (
           insert into users (id, username, email, password, date_joined)
           select gen_random_uuid(), 'crowd' || n, 'crowd' || n || '@parley.example', '', now()
           from generate_series(1, $2::integer) n returning id
         )
         insert into conversation_members (conversation_id, user_id, role, joined_at) select $1, id, 'member', now() from made`,
        [group, count],
      );
    const { path: small } = await message();
    const group = await app.conversation(ana, ben, eve);
    await members(group, 1_000);
    const { seq } = await app.say(ana, group, 'Hello everybody');
    const large = pathOf(group, seq);
    const during = (path: string) => queriesDuring(() => react(ben, path, '👍').expect(204));

    const [few, many] = [await during(small), await during(large)];

    expect(many).toEqual(few);
    expect(many).toHaveLength(8);
  });

  it('is one statement for a page of fifty messages, and none for a page without any', async () => {
    const id = await app.conversation(ben, await app.person('mia'));
    for (let n = 0; n < 52; n++) await app.say(ben, id, `Message ${n}`);
    const history = (query: string) => () => read(ben, `/conversations/${id}/messages${query}`);
    const plain = await queriesDuring(history('?limit=50'));
    for (let seq = 3; seq <= 52; seq++) await react(ben, pathOf(id, seq), '👍').expect(204);

    // Names are kept for ten seconds: asked for a moment ago, they are asked for no more.
    await history('?limit=50')();
    const withReactions = await queriesDuring(history('?limit=50'));
    const without = await queriesDuring(history('?before=3'), /^reactions\./);

    expect(withReactions.filter((name) => !plain.includes(name))).toEqual(['reactions.on-messages']);
    expect(without).toEqual([]);
  });
});
