import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MessageDeletionService } from '../../src/messages/changing/message-deletion.service.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
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
const read = async (person: Person, path: string) => (await app.as(person).get(path).expect(200)).body;
const conversationOf = (person: Person, id: string) => read(person, `/conversations/${id}`);
const unread = async (person: Person, id: string) => (await conversationOf(person, id)).unreadMentions as number;
const listed = async (person: Person, id: string): Promise<string[]> => {
  const { items } = await read(person, '/messages/mentions?limit=200');
  return items
    .filter((mail: { conversationId: string }) => mail.conversationId === id)
    .map((mail: { body: string }) => mail.body);
};
const names = ({ mentions }: { mentions: { username: string }[] }) => mentions.map(({ username }) => username);

const listen = async (person: Person, to: Pick<TestApp, 'socketOf'> = app) => {
  const socket = await to.socketOf(person);
  sockets.push(socket);
  return socket;
};

/** A group of Ana's with Ben and Eve. */
const group = () => app.conversation(ana, ben, eve);

/** Members with a row only, so that a group is larger than anybody may mention at once. */
const crowd = async (id: string, count: number) => {
  await app.database.query(
    `with made as (
       insert into users (id, username, email, password, date_joined)
       select gen_random_uuid(), u.name, u.name || '@parley.example', '', now()
       from (select 'c' || substr(md5(random()::text), 1, 20) as name from generate_series(1, $2::integer)) u returning id
     ), joined as (
       insert into conversation_members (conversation_id, user_id, role, joined_at) select $1, id, 'member', now() from made
     )
     update conversations set member_count = member_count + $2 where id = $1`,
    [id, count],
  );
};

describe('a mention', () => {
  it('is shown with the message wherever that is, under the name that the text has', async () => {
    const id = await group();
    const mentions = [
      { userId: ben.id, username: 'ben', displayName: 'ben', avatarUrl: null },
      { userId: eve.id, username: 'eve', displayName: 'eve', avatarUrl: null },
    ];

    const sent = await app.say(ana, id, 'Look at gauge 4, @Ben and @eve.');

    const path = pathOf(id, sent.seq);
    const changes = await read(ben, `/conversations/${id}/changes?afterRev=${sent.rev - 1}`);
    expect(sent).toMatchObject({ mentions, mentionsEveryone: false });
    expect((await read(ben, path)).mentions).toEqual(mentions);
    expect((await read(ben, `/conversations/${id}/messages?limit=1`)).items[0].mentions).toEqual(mentions);
    expect(changes.items[0].mentions).toEqual(mentions);
    expect((await conversationOf(ben, id)).lastMessage.mentions).toEqual(mentions);
    expect((await read(ben, '/messages/inbox?limit=1')).items[0].mentions).toEqual(mentions);
  });

  it('is shown by name in what quotes it too, as far as the excerpt names somebody', async () => {
    const id = await group();
    const socket = await listen(eve);
    const { seq } = await app.say(ana, id, `@Ben, look at gauge 4. ${'Well then. '.repeat(20)} @eve`);

    const reply = await app.say(eve, id, 'Nothing wrong there', { replyToSeq: seq });

    const mentions = [{ userId: ben.id, username: 'ben', displayName: 'ben', avatarUrl: null }];
    expect(reply.replyTo).toMatchObject({ seq, mentions });
    expect((await read(ben, pathOf(id, reply.seq))).replyTo).toEqual(reply.replyTo);
    expect((await socket.next('message.created', ({ data }) => data.seq === reply.seq)).data.replyTo).toEqual(
      reply.replyTo,
    );
    const page = `/conversations/${id}/messages?limit=1`;
    expect((await read(ben, page)).items.map((one: { replyTo?: object }) => one.replyTo)).toContainEqual(reply.replyTo);
    // What others are told of at that moment asks for the same, now and then.
    await eventually(async () => {
      const asked = await queriesDuring(() => read(ben, page));
      expect(asked.filter((name) => name === 'mentions.on-messages')).toHaveLength(1);
    });
  });

  it('follows a person who is called otherwise later', async () => {
    const [kai] = await app.people('kai');
    const id = await app.conversation(ana, kai);
    const { seq } = await app.say(ana, id, 'Ask @kai');

    await app.as(kai).patch('/users/me', { firstName: 'Kai', lastName: 'Weber' }).expect(200);

    expect((await read(ana, pathOf(id, seq))).mentions).toEqual([
      { userId: kai.id, username: 'kai', displayName: 'Kai Weber', avatarUrl: null },
    ]);
  });

  it('is of members: other names, and what stands in code, are text', async () => {
    const [zoe] = await app.people('zoe');
    const id = await group();

    const sent = await app.say(ana, id, '@zoe @nobody.there ben@parley.example `@ben` and\n```\n@eve\n```');

    expect(sent).toMatchObject({ mentions: [], mentionsEveryone: false });
    expect(await read(zoe, '/messages/mentions')).toEqual({ items: [], nextCursor: null });
  });

  it('means the longest name that somebody has', async () => {
    const [dot, plain] = await app.people('max-', 'max');
    const id = await app.conversation(ana, dot, plain);

    expect(names(await app.say(ana, id, 'Ask @max-'))).toEqual(['max-']);
    expect(names(await app.say(ana, id, 'Ask @max-.'))).toEqual(['max-']);
    expect(names(await app.say(ana, id, 'Ask @max!'))).toEqual(['max']);
  });

  it('of more than fifty people at once ends there', async () => {
    const id = await group();
    const strangers = Array.from({ length: 50 }, (_, n) => `@nobody${n}`).join(' ');

    expect(names(await app.say(ana, id, `@ben ${strangers} @eve`))).toEqual(['ben']);
  });

  it('is kept once when the send is repeated, and in a batch with others', async () => {
    const id = await group();
    const message = { clientId: crypto.randomUUID(), body: 'Again, @ben' };
    const send = (body: object) => app.as(ana).post(`/conversations/${id}/messages`, body);

    await send(message).expect(201);
    const again = await send(message).expect(200);
    const crowded = await Promise.all(
      ['@eve 1', 'nobody', '@ben 2', '`@ben`'].map((body) => send({ clientId: crypto.randomUUID(), body })),
    );

    expect(names(again.body)).toEqual(['ben']);
    expect(crowded.map(({ body }) => names(body))).toEqual([['eve'], [], ['ben'], []]);
    expect(await unread(ben, id)).toBe(2);
  });

  it('of everyone reaches all, and in a group of more than twenty only owners and admins can say it', async () => {
    const id = await group();

    const small = await app.say(ben, id, 'Lunch, @everyone!');
    await crowd(id, 20);
    const large = await app.say(ben, id, 'Dinner, @everyone!');
    const owners = await app.say(ana, id, 'Meeting, @everyone!');

    expect([small, large, owners].map(({ mentionsEveryone }) => mentionsEveryone)).toEqual([true, false, true]);
    expect(await listed(eve, id)).toEqual(['Meeting, @everyone!', 'Lunch, @everyone!']);
    expect(await listed(ben, id)).toEqual(['Meeting, @everyone!']);
    expect(await unread(eve, id)).toBe(2);
  });
});

describe('mentions that are not read', () => {
  it('are counted for whom they are of, and by whom they are not', async () => {
    const id = await group();
    await app.say(ana, id, '@ben one');
    await app.say(ana, id, '@ben @everyone two');
    await app.say(ben, id, '@ben @everyone mine');

    expect([await unread(ana, id), await unread(ben, id), await unread(eve, id)]).toEqual([1, 2, 2]);
  });

  it('are read with their messages, and unread again with them', async () => {
    const id = await group();
    const { seq } = await app.say(ana, id, '@ben one');
    await app.say(ana, id, '@ben two');

    await app.as(ben).put(`/conversations/${id}/read`, { seq }).expect(204);
    const after = await unread(ben, id);
    await app
      .as(ben)
      .put(`/conversations/${id}/read`, { seq: seq - 1, unread: true })
      .expect(204);

    expect([after, await unread(ben, id)]).toEqual([1, 2]);
    expect((await read(ben, '/messages/mentions?limit=1')).items[0]).toMatchObject({
      isRead: false,
      conversation: { id, kind: 'group' },
    });
  });

  it('make a filter of the list of conversations', async () => {
    const [una] = await app.people('una');
    const [quiet, loud] = [await app.conversation(ana, ben, una), await app.conversation(ana, ben, una)];
    await app.say(ana, quiet, 'una');
    const { seq } = await app.say(ana, loud, '@una');
    const filtered = async () =>
      (await read(una, '/conversations?filter=mentions')).items.map((item: { id: string }) => item.id);

    const before = await filtered();
    await app.as(una).put(`/conversations/${loud}/read`, { seq }).expect(204);

    expect([before, await filtered()]).toEqual([[loud], []]);
  });
});

describe('who is mentioned is judged when it is asked', () => {
  it('edits add and take mentions', async () => {
    const id = await group();
    const { seq } = await app.say(ana, id, 'Look, @ben');
    const path = pathOf(id, seq);

    const edited = await app.as(ana).patch(path, { body: 'Look, @eve' }).expect(200);
    const both = [await unread(ben, id), await unread(eve, id)];
    const emptied = await app.as(ana).patch(path, { body: 'Look' }).expect(200);

    expect(names(edited.body)).toEqual(['eve']);
    expect(both).toEqual([0, 1]);
    expect([emptied.body.mentions, await unread(eve, id)]).toEqual([[], 0]);
    expect(await queriesDuring(() => read(eve, path), /^mentions\./)).toEqual([]);
  });

  it('an edit that keeps a name keeps who was mentioned, also when they have left', async () => {
    const id = await group();
    const { seq } = await app.say(ana, id, 'Look, @ben');

    await app.as(ana).delete(`/conversations/${id}/members/${ben.id}`).expect(204);
    const { body } = await app.as(ana).patch(pathOf(id, seq), { body: 'Look here, @ben' }).expect(200);

    expect(names(body)).toEqual(['ben']);
    expect(await listed(ben, id)).toEqual([]);
  });

  it('a message that is deleted for everyone, or that I deleted for me, mentions me only when it is back', async () => {
    const id = await group();
    const { seq } = await app.say(ana, id, 'Look, @ben');
    await app.say(ana, id, 'And there');
    const path = pathOf(id, seq);
    const state = async () => [await unread(ben, id), (await listed(ben, id)).length, names(await read(ana, path))];

    await app.as(ana).delete(`${path}?for=everyone`).expect(204);
    const deleted = await state();
    await app.as(ana).post(`${path}/restore`).expect(200);
    const restored = await state();
    await app.as(ben).delete(path).expect(204);
    const hidden = await state();
    await app.as(ben).post(`${path}/restore`).expect(200);

    expect(deleted).toEqual([0, 0, []]);
    expect(restored).toEqual([1, 1, ['ben']]);
    expect(hidden).toEqual([0, 0, ['ben']]);
    expect(await state()).toEqual([1, 1, ['ben']]);
  });

  it('who was removed sees none of it, and who comes in sees what is written from then on', async () => {
    const [kim] = await app.people('kim');
    const id = await app.conversation(ana, ben, kim);
    await app.as(ana).patch(`/conversations/${id}`, { historyFromJoin: true }).expect(200);
    await app.say(ana, id, '@kim @everyone before');

    await app.as(ana).delete(`/conversations/${id}/members/${kim.id}`).expect(204);
    const away = await listed(kim, id);
    await app.say(ana, id, '@kim @everyone meanwhile');
    await app
      .as(ana)
      .post(`/conversations/${id}/members`, { userIds: [kim.id] })
      .expect(204);
    const back = [await listed(kim, id), await unread(kim, id)];
    await app.say(ana, id, '@kim after');

    expect(away).toEqual([]);
    expect(back).toEqual([[], 0]);
    expect([await listed(kim, id), await unread(kim, id)]).toEqual([['@kim after'], 1]);
  });

  it('and what is erased leaves nothing', async () => {
    const id = await group();
    const { seq } = await app.say(ana, id, '@ben @everyone');
    const rows = async () =>
      (
        await app.database.query<{ n: number }>(
          `select count(*)::int as n from message_mentions where conversation_id = $1 and seq = $2`,
          [id, seq],
        )
      )[0]?.n;

    await app
      .as(ana)
      .delete(`${pathOf(id, seq)}?for=everyone`)
      .expect(204);
    await app.database.query(`update message_recalls set deleted_at = now() - interval '1 minute'`);
    const before = await rows();
    await app.nest.get(MessageDeletionService).eraseExpired();

    expect([before, await rows()]).toEqual([2, 0]);
  });
});

describe('the list of mentions', () => {
  it('goes on page by page, by name and of everyone, each message once and without my own', async () => {
    const [lea] = await app.people('lea');
    const [one, two] = [await app.conversation(ana, ben, lea), await app.conversation(ana, lea)];
    for (let n = 0; n < 4; n++) {
      await app.say(ana, one, `@everyone ${n}`);
      await app.say(lea, one, `@lea @everyone mine ${n}`);
      await app.say(ana, two, `@lea ${n}`);
    }
    await app.say(ana, one, '@lea @everyone both');

    const bodies: string[] = [];
    let cursor = '';
    do {
      const page = await read(lea, `/messages/mentions?limit=2${cursor}`);
      bodies.push(...page.items.map(({ body }: { body: string }) => body));
      cursor = page.nextCursor && `&cursor=${page.nextCursor}`;
    } while (cursor);

    const expected = [3, 2, 1, 0].flatMap((n) => [`@lea ${n}`, `@everyone ${n}`]);
    expect(bodies).toEqual(['@lea @everyone both', ...expected]);
  });

  it.each(['limit=201', 'limit=0', 'cursor=x', 'other=1'])('is not asked with %s', async (query) => {
    const { body } = await app.as(ana).get(`/messages/mentions?${query}`).expect(400);

    expect(body.code).toBe('validation_failed');
  });
});

describe('who is mentioned hears of it', () => {
  it('alone, whether by name or with everyone', async () => {
    const id = await group();
    const [byName, withAll, author] = [await listen(ben), await listen(eve), await listen(ana)];

    const { seq } = await app.say(ana, id, '@ben @everyone');
    const one = await byName.next('mention.created');
    const all = await withAll.next('mention.created');
    const later = await app.say(ana, id, '@ben');
    await byName.next('mention.created', ({ data }) => data.seq === later.seq);
    await withAll.next('message.created', ({ data }) => data.seq === later.seq);

    expect(one).toMatchObject({ conversationId: id, rev: null, data: { seq, userId: ana.id, everyone: false } });
    expect(all.data).toEqual({ seq, userId: ana.id, everyone: true });
    expect(withAll.of('mention.created')).toHaveLength(1);
    expect(author.of('mention.created')).toEqual([]);
  });

  it('once: an edit tells those whom it adds, unless they deleted the message or cleared it', async () => {
    const [lou, noa] = await app.people('lou', 'noa');
    const id = await app.conversation(ana, ben, eve, lou, noa);
    const { seq } = await app.say(ana, id, '@ben');
    await app.as(eve).delete(pathOf(id, seq)).expect(204);
    await app.as(noa).post(`/conversations/${id}/clear`, { throughSeq: seq }).expect(204);
    const [before, hidden, added] = [await listen(ben), await listen(eve), await listen(lou)];
    const cleared = await listen(noa);

    await app.as(ana).patch(pathOf(id, seq), { body: '@ben @eve @noa @lou' }).expect(200);
    const heard = await added.next('mention.created');
    await app.as(ana).patch(pathOf(id, seq), { body: '@ben @eve @noa @lou @everyone' }).expect(200);
    await before.next('mention.created');
    const { seq: last } = await app.say(ana, id, '@noa');
    await cleared.next('mention.created', ({ data }) => data.seq === last);

    expect(heard.data).toEqual({ seq, userId: ana.id, everyone: false });
    expect(before.of('mention.created').map(({ data }) => data.everyone)).toEqual([true]);
    expect(hidden.of('mention.created')).toEqual([]);
    expect(cleared.of('mention.created')).toHaveLength(1);
  });

  it('on another node, and not any more once removed', async () => {
    const other = await AnotherNode.beside(app);
    const id = await group();
    const [theirs, mine] = [await listen(ben, other), await listen(eve, other)];

    const { seq } = await app.say(ana, id, '@ben @eve');
    const heard = await theirs.next('mention.created');
    await mine.next('mention.created');
    await app.as(ana).delete(`/conversations/${id}/members/${ben.id}`).expect(204);
    const later = await app.say(ana, id, '@ben @everyone');
    await mine.next('mention.created', ({ data }) => data.seq === later.seq);
    await other.stop();

    expect(heard.data).toEqual({ seq, userId: ana.id, everyone: false });
    expect(theirs.of('mention.created')).toHaveLength(1);
  });
});

describe('what mentions cost', () => {
  it('is nothing for a message without one, and a question for a message or a page with some', async () => {
    const id = await group();
    const say = (body: string) => () => app.say(ana, id, body);
    const history = () => read(ana, `/conversations/${id}/messages`);
    await app.say(ana, id, 'warm');

    const plain = await queriesDuring(say('plain'));
    const plainPage = await queriesDuring(history);
    const mentioning = await queriesDuring(say('@ben @eve'));
    const page = await queriesDuring(history);

    expect(plain).toEqual(['send_plain']);
    expect(mentioning).toEqual(['send_with_parts', 'mentions.on-messages']);
    expect(page.filter((name) => !plainPage.includes(name))).toEqual(['mentions.on-messages']);
    expect(page).toHaveLength(plainPage.length + 1);
  });

  it('is the same in a group of three and of a thousand, with everyone mentioned too', async () => {
    const [few, many] = [await group(), await group()];
    await crowd(many, 1_000);
    const rows = async (id: string) => {
      const { seq } = await app.say(ana, id, '@ben @everyone');
      const [row] = await app.database.query<{ n: number }>(
        `select count(*)::int as n from message_mentions where conversation_id = $1 and seq = $2`,
        [id, seq],
      );
      return row?.n;
    };

    expect([await rows(few), await rows(many)]).toEqual([2, 2]);
  });
});
