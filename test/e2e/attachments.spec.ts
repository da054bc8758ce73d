import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PurgeUnsent } from '../../src/attachments/removal/purge-unsent.js';
import { MessageDeletionService } from '../../src/messages/changing/message-deletion.service.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { eventually } from '../support/eventually.js';
import { photo } from '../support/pictures.js';
import { keptFiles } from '../support/kept-files.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let ana: Person;
let ben: Person;
let conversation: string;

beforeAll(async () => {
  app = await TestApp.start();
  [ana, ben] = await app.people('ana', 'ben');
  conversation = await app.conversation(ana, ben);
});
afterAll(() => app.stop());

const read = async (person: Person, path: string) => (await app.as(person).get(path).expect(200)).body;
const send = (person: Person, attachmentIds: string[], more: object = {}, to = conversation) =>
  app.as(person).post(`/conversations/${to}/messages`, { clientId: randomUUID(), body: '', attachmentIds, ...more });
const sendNew = async (person: Person, names: string[]) => {
  const ids = [];
  for (const name of names) ids.push((await app.upload(person, `what ${name} says`, name)).id as string);
  return { ids, message: (await send(person, ids).expect(201)).body };
};
const plainPath = (url: string) => url.replace(/\?.*/, '');

describe('a file', () => {
  it('goes with a message, whose text may then be empty, and is shown wherever the message is', async () => {
    const { ids, message } = await sendNew(ana, ['b.txt', 'a.txt']);

    const page = await read(ben, `/conversations/${conversation}/messages?limit=1`);
    const changes = await read(ben, `/conversations/${conversation}/changes?afterRev=${message.rev - 1}`);
    const [inbox] = (await read(ben, '/messages/inbox?limit=1')).items;
    const [listed] = (await read(ben, '/conversations')).items;
    const shown = [message, page.items[0], changes.items[0], inbox, listed.lastMessage];
    for (const { body, attachments } of shown) {
      expect(body).toBe('');
      expect(attachments).toMatchObject([
        { id: ids[0], name: 'b.txt', mediaType: 'application/octet-stream', size: 15, alt: '', thumbnails: [] },
        { id: ids[1], name: 'a.txt' },
      ]);
    }
  });

  it('goes by socket as well, and is told with plain addresses, the same to everybody', async () => {
    const { id } = await app.upload(ana, 'three numbers', 'numbers.csv', 'text/csv');
    const [mine, theirs] = [await app.socketOf(ana), await app.socketOf(ben)];

    mine.send({
      type: 'send',
      ref: 1,
      conversationId: conversation,
      clientId: randomUUID(),
      body: 'The numbers',
      attachmentIds: [id],
    });
    const { message } = await mine.next('ack', (ack) => ack.message.body === 'The numbers');
    const { data } = await theirs.next('message.created', (event) => event.data.body === 'The numbers');

    expect(data).toEqual(message);
    expect(data.attachments).toMatchObject([{ id, contentUrl: `/api/v1/attachments/${id}/content` }]);
  });

  it('has addresses of the asker over HTTP alone, also while others are told', async () => {
    const { id } = await app.upload(ana, 'once more', 'more.txt');
    const theirs = await app.socketOf(ben);

    const { body } = await send(ana, [id], { body: 'signed for me' }).expect(201);
    const { data } = await theirs.next('message.created', (event) => event.data.body === 'signed for me');

    expect(body.attachments[0].contentUrl).toMatch(/\?pass=/);
    expect(JSON.stringify(data)).not.toContain('pass=');
  });

  it('is told by another node, too', async () => {
    const node = await AnotherNode.beside(app);
    try {
      const theirs = await node.socketOf(ben);
      const { message } = await sendNew(ana, ['far.txt']);

      const { data } = await theirs.next('message.created', (event) => event.data.seq === message.seq);

      expect(data.attachments).toMatchObject([{ name: 'far.txt' }]);
      const path = plainPath(data.attachments[0].contentUrl).replace('/api/v1', '');
      expect((await node.as(ben).get(path).expect(200)).body).toBe('what far.txt says');
    } finally {
      await node.stop();
    }
  });

  it('costs a message with files one statement to send and one for the files, and one without files nothing', async () => {
    const { id } = await app.upload(ana, 'counted', 'counted.txt');
    const socket = await app.socketOf(ana);
    const say = async (more: object) => {
      const clientId = randomUUID();
      socket.send({ type: 'send', ref: 1, conversationId: conversation, clientId, body: 'x', ...more });
      await socket.next('ack', ({ message }) => message.clientId === clientId);
    };
    await say({});

    const withFile = await queriesDuring(() => say({ attachmentIds: [id] }), /^(send_|attachments\.)/);
    const without = await queriesDuring(() => say({}), /^(send_|attachments\.)/);
    const page = await queriesDuring(() => read(ben, `/conversations/${conversation}/messages`), /^attachments\./);

    expect(withFile).toEqual(['send_with_files', 'attachments.on-messages']);
    expect(without).toEqual(['send_plain']);
    expect(page).toEqual(['attachments.on-messages']);
  });

  it('keeps its place among many messages that are sent at once', async () => {
    const files = await Promise.all([1, 2, 3].map((n) => app.upload(ana, `file ${n}`, `${n}.txt`)));
    const bodies = Array.from({ length: 12 }, (_, n) => ({
      body: `at once ${n}`,
      ...(n % 4 === 1 && { attachmentIds: [files[(n - 1) / 4].id] }),
    }));

    const sent = await Promise.all(bodies.map((more) => send(ana, [], more).expect(201)));

    const shown = sent.map(({ body }) => [body.body, body.attachments.map(({ name }: { name: string }) => name)]);
    expect(shown).toEqual(bodies.map(({ body }, n) => [body, n % 4 === 1 ? [`${(n - 1) / 4 + 1}.txt`] : []]));
    expect(new Set(sent.map(({ body }) => body.seq)).size).toBe(12);
  });

  it('is sent once: again with the same client id is the same message, and in another it is refused', async () => {
    const { id } = await app.upload(ana, 'once', 'once.txt');
    const first = { clientId: randomUUID(), body: 'once', attachmentIds: [id] };
    const path = `/conversations/${conversation}/messages`;
    const { body: sent } = await app.as(ana).post(path, first).expect(201);

    const again = await app.as(ana).post(path, first).expect(200);
    const other = await app
      .as(ana)
      .post(path, { ...first, attachmentIds: [] })
      .expect(422);
    const reused = await send(ana, [id]).expect(409);

    expect(again.body).toMatchObject({ seq: sent.seq, attachments: [{ id }] });
    expect([other.body.code, reused.body.code]).toEqual(['client_id_reused', 'attachment_in_use']);
  });

  it('that is absent or belongs to somebody else is named by its place', async () => {
    const mine = await app.upload(ana, 'mine', 'mine.txt');
    const theirs = await app.upload(ben, 'theirs', 'theirs.txt');

    const answers = await Promise.all(
      [
        [mine.id, theirs.id],
        [mine.id, randomUUID()],
      ].map((ids) => send(ana, ids).expect(400)),
    );
    const wrong = await send(ana, ['x']).expect(400);
    const twice = await send(ana, [mine.id, mine.id]).expect(400);
    const many = await send(
      ana,
      Array.from({ length: 21 }, () => randomUUID()),
    ).expect(400);
    const nothing = await send(ana, []).expect(400);

    for (const { body } of answers) {
      expect(body.errors).toMatchObject([{ pointer: '/attachmentIds/1', code: 'attachment_not_found' }]);
    }
    for (const { body } of [wrong, twice, many]) expect(body.errors[0].pointer).toMatch(/^\/attachmentIds/);
    expect(nothing.body.errors).toMatchObject([{ pointer: '/body' }]);
    await send(ana, [mine.id]).expect(201);
  });

  it('that two messages want at the same moment gets one of them', async () => {
    const { id } = await app.upload(ana, 'wanted', 'wanted.txt');
    const group = await app.conversation(ana, ben, await app.person('gil'));

    const answers = await Promise.all([send(ana, [id]), send(ana, [id], {}, group), send(ana, [id], {}, group)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('is judged after whether one may write there at all', async () => {
    const eve = await app.person('eve');
    const { id } = await app.upload(ana, 'kept', 'kept.txt');
    const theirs = await app.upload(eve, 'eve says', 'eve.txt');

    expect((await send(eve, [theirs.id]).expect(404)).body.code).toBe('conversation_not_found');
    expect((await send(eve, [id]).expect(404)).body.code).toBe('conversation_not_found');
  });

  it('goes with a subject and as a reply like any message', async () => {
    const { id } = await app.upload(ana, 'the plan', 'plan.txt');
    const asked = await app.say(ana, conversation, 'Where is the plan?', { subject: 'Plan' });

    const { body } = await send(ana, [id], { replyToSeq: asked.seq }).expect(201);

    expect(body).toMatchObject({ subject: 'Plan', replyTo: { seq: asked.seq }, attachments: [{ id }] });
    const { items } = await read(ana, `/conversations/${conversation}/messages?subject=Plan`);
    expect(items).toHaveLength(2);
  });
});

describe('a message composed to several people', () => {
  it('has its files in each of them, once', async () => {
    const [ida, jon] = await app.people('ida', 'jon');
    const { id } = await app.upload(ana, 'for each', 'each.txt');
    const request = { to: ['ida', 'jon'], clientId: randomUUID(), body: '', separate: true, attachmentIds: [id] };

    const { body } = await app.as(ana).post('/messages', request).expect(201);
    const again = await app.as(ana).post('/messages', request).expect(200);

    expect(body.items.map((message: { attachments: object[] }) => message.attachments)).toMatchObject([
      [{ name: 'each.txt' }],
      [{ name: 'each.txt' }],
    ]);
    expect(
      new Set(
        body.items.flatMap((message: { attachments: { id: string }[] }) => message.attachments.map((one) => one.id)),
      ).size,
    ).toBe(2);
    expect(again.body.items).toHaveLength(2);
    for (const person of [ida, jon] as Person[]) {
      const [{ attachments }] = (await read(person, '/messages/inbox?limit=1')).items;
      const path = plainPath(attachments[0].contentUrl).replace('/api/v1', '');
      expect((await app.as(person).get(path).expect(200)).body).toBe('for each');
    }
  });

  it('is refused with all files at once that were sent before, by their places', async () => {
    const { ids } = await sendNew(ana, ['first.txt', 'second.txt']);
    const { id } = await app.upload(ana, 'free', 'free.txt');
    const request = { to: [ben.username], clientId: randomUUID(), body: '', attachmentIds: [ids[0], id, ids[1]] };

    const { body } = await app.as(ana).post('/messages', request).expect(409);

    expect(body.errors).toMatchObject([
      { pointer: '/attachmentIds/0', code: 'attachment_in_use' },
      { pointer: '/attachmentIds/2', code: 'attachment_in_use' },
    ]);
  });

  it('with a file that is not there makes no group', async () => {
    await app.people('kai', 'lou');
    const groups = async () => (await read(ana, '/conversations')).items.length;
    const before = await groups();
    const request = { to: ['kai', 'lou'], clientId: randomUUID(), body: 'x', attachmentIds: [randomUUID()] };

    const { body } = await app.as(ana).post('/messages', request).expect(400);

    expect(body.errors).toMatchObject([{ pointer: '/attachmentIds/0', code: 'attachment_not_found' }]);
    expect(await groups()).toBe(before);
  });
});

describe('before it is sent, a file', () => {
  it('can be described, renamed and removed by whoever uploaded it', async () => {
    const { id } = await app.upload(ana, await photo(), 'x.jpg', 'image/jpeg');
    const path = `/attachments/${id}`;

    const { body } = await app.as(ana).patch(path, { alt: 'A housing', name: '../housing.jpg' }).expect(200);
    const strange = await app.as(ben).patch(path, { alt: 'Mine' }).expect(404);
    const stranger = await app.as(ben).delete(path).expect(404);
    await app.as(ana).delete(path).expect(204);
    const gone = await app.as(ana).delete(path).expect(404);

    expect(body).toMatchObject({ alt: 'A housing', name: 'housing.jpg', mediaType: 'image/jpeg' });
    expect([strange, stranger, gone].map((answer) => answer.body.code)).toEqual(
      Array.from({ length: 3 }, () => 'attachment_not_found'),
    );
    await eventually(async () => expect(await keptFiles(app, id)).toEqual([]));
  });

  it('keeps within its limits', async () => {
    const { id } = await app.upload(ana, 'x', 'x.txt');

    const long = await app
      .as(ana)
      .patch(`/attachments/${id}`, { alt: 'x'.repeat(1_001) })
      .expect(400);
    const nameless = await app.as(ana).patch(`/attachments/${id}`, { name: '' }).expect(400);
    await app
      .as(ana)
      .patch(`/attachments/${id}`, { alt: '🪣'.repeat(1_000) })
      .expect(200);

    expect([long.body.errors[0].pointer, nameless.body.errors[0].pointer]).toEqual(['/alt', '/name']);
  });

  it('is told how long it plays and how loud where, which its message and a copy of that show', async () => {
    const { id } = await app.upload(ana, 'OggS and so on', 'voice.ogg', 'audio/ogg');
    const sound = { durationMs: 12_400, preview: 'AAxAgP+AQAwA' };

    const told = await app.as(ana).patch(`/attachments/${id}`, sound).expect(200);
    const named = await app.as(ana).patch(`/attachments/${id}`, { alt: 'The engine' }).expect(200);
    const { seq } = (await send(ana, [id]).expect(201)).body;
    const copy = (await send(ben, [], { body: 'Listen', forward: { conversationId: conversation, seq } }).expect(201))
      .body;

    const { items } = await read(ben, `/conversations/${conversation}/messages?limit=2`);
    const shown = [
      told.body,
      named.body,
      copy.attachments[0],
      ...items.flatMap(({ attachments }: { attachments: object[] }) => attachments),
    ];
    for (const attachment of shown) expect(attachment).toMatchObject(sound);
  });

  it('has a length and a waveform that are no more than these, and only where it is to be heard', async () => {
    const { id } = await app.upload(ana, 'OggS and so on', 'voice.ogg', 'audio/ogg');
    const { id: seenId, preview } = await app.upload(ana, await photo(), 'x.jpg', 'image/jpeg');
    const refused = async (changes: object) =>
      (await app.as(ana).patch(`/attachments/${id}`, changes).expect(400)).body.errors[0].pointer;

    const pointers = [
      await refused({ durationMs: 0 }),
      await refused({ durationMs: 1.5 }),
      await refused({ durationMs: 86_400_001 }),
      await refused({ durationMs: null }),
      await refused({ preview: '' }),
      await refused({ preview: 'not base64!' }),
      await refused({ preview: 'AAAA'.repeat(33) }),
    ];
    const most = { durationMs: 86_400_000, preview: 'AAAA'.repeat(32) };
    const heard = await app.as(ana).patch(`/attachments/${id}`, most).expect(200);
    const seen = await app.as(ana).patch(`/attachments/${seenId}`, most).expect(200);

    expect(pointers).toEqual([...Array(4).fill('/durationMs'), ...Array(3).fill('/preview')]);
    expect(heard.body).toMatchObject(most);
    expect(seen.body).not.toHaveProperty('durationMs');
    expect(seen.body.preview).toBe(preview);
  });

  it('is nobody else’s to open, and stays as it is afterwards', async () => {
    const { id } = await app.upload(ana, 'mine alone', 'alone.txt');
    const path = `/attachments/${id}`;
    await app.as(ben).get(`${path}/content`).expect(404);
    await app.as(ana).get(`${path}/content`).expect(200);
    await send(ana, [id]).expect(201);

    const changed = await app.as(ana).patch(path, { alt: 'x' }).expect(409);
    const removed = await app.as(ana).delete(path).expect(409);

    expect([changed.body.code, removed.body.code]).toEqual(['attachment_in_use', 'attachment_in_use']);
    await app.as(ben).get(`${path}/content`).expect(200);
  });

  it('goes after a day, bytes and all; one that was sent stays', async () => {
    const unsent = await app.upload(ana, 'forgotten', 'forgotten.txt');
    const { ids } = await sendNew(ana, ['remembered.txt']);
    const waiting = await app.upload(ana, 'waiting', 'waiting.txt');
    await app.database.query(`update attachments set created_at = now() - interval '25 hours' where id = any($1)`, [
      [unsent.id, ids[0]],
    ]);

    await app.nest.get(PurgeUnsent).handle();

    await app.as(ana).get(`/attachments/${unsent.id}/content`).expect(404);
    await app.as(ana).get(`/attachments/${ids[0]}/content`).expect(200);
    await app.as(ana).get(`/attachments/${waiting.id}/content`).expect(200);
    await eventually(async () => expect(await keptFiles(app, unsent.id)).toEqual([]));
  });
});

describe('a message deleted for everyone', () => {
  const erase = async () => {
    await app.database.query(`update message_recalls set deleted_at = now() - interval '1 hour'`);
    await app.nest.get(MessageDeletionService).eraseExpired();
  };

  it('takes its files with it: out of reach at once, back with it, then erased with their bytes', async () => {
    const { id } = await app.upload(ana, await photo(), 'gone.jpg', 'image/jpeg');
    const { body: message } = await send(ana, [id]).expect(201);
    const path = `/conversations/${conversation}/messages/${message.seq}`;
    const content = `/attachments/${id}/content`;
    const kept = await keptFiles(app, id);

    await app.as(ana).delete(`${path}?for=everyone`).expect(204);
    const closed = [await app.as(ana).get(content), await app.as(ben).get(content)];
    expect((await read(ben, path)).attachments).toEqual([]);
    const restored = await app.as(ana).post(`${path}/restore`).expect(200);
    await app.as(ben).get(content).expect(200);
    await app.as(ana).delete(`${path}?for=everyone`).expect(204);
    await erase();

    expect(kept.length).toBeGreaterThan(2);
    expect(closed.map(({ status }) => status)).toEqual([404, 404]);
    expect(restored.body.attachments).toMatchObject([{ id }]);
    await eventually(async () => expect(await keptFiles(app, id)).toEqual([]));
    expect(await app.database.query(`select 1 from attachments where id = $1`, [id])).toEqual([]);
  });

  it('leaves the bytes that another message shows', async () => {
    const [mia, noa] = await app.people('mia', 'noa');
    const { id } = await app.upload(ana, 'shared', 'shared.txt');
    const request = { to: ['mia', 'noa'], clientId: randomUUID(), body: '', separate: true, attachmentIds: [id] };
    const { body } = await app.as(ana).post('/messages', request).expect(201);
    const [first, second] = body.items;

    await app.as(ana).delete(`/conversations/${first.conversationId}/messages/${first.seq}?for=everyone`).expect(204);
    await erase();

    const left = plainPath(second.attachments[0].contentUrl).replace('/api/v1', '');
    const reader = (await read(mia, '/messages/inbox')).items.length > 0 ? mia : noa;
    expect((await app.as(reader).get(left).expect(200)).body).toBe('shared');
  });
});

describe('the files of a conversation', () => {
  it('are listed by kind, newest first and page by page, without those of messages that I do not see', async () => {
    const group = await app.conversation(ana, ben, await app.person('pia'));
    const messages = [];
    for (const name of ['1.txt', '2.txt', '3.txt', '4.txt']) {
      const { id } = await app.upload(ana, name, name);
      messages.push((await send(ana, [id], {}, group).expect(201)).body);
    }
    const picture = await app.upload(ana, await photo(400, 300), 'p.jpg', 'image/jpeg');
    await send(ana, [picture.id], { body: 'Look' }, group).expect(201);
    await app.as(ben).delete(`/conversations/${group}/messages/${messages[2].seq}`).expect(204);
    const list = (query: string) => read(ben, `/conversations/${group}/attachments?${query}`);

    const first = await list('kind=file&limit=2');
    const second = await list(`kind=file&limit=2&cursor=${first.nextCursor}`);
    const pictures = await list('kind=image');

    const names = (page: { items: { attachment: { name: string } }[] }) =>
      page.items.map((item) => item.attachment.name);
    expect([names(first), names(second), second.nextCursor]).toEqual([['4.txt', '2.txt'], ['1.txt'], null]);
    expect(pictures.items).toMatchObject([{ attachment: { id: picture.id, width: 300 }, sender: { username: 'ana' } }]);
  });

  it('are listed for members, of a kind that there is', async () => {
    const oda = await app.person('oda');

    const strange = await app.as(oda).get(`/conversations/${conversation}/attachments?kind=file`).expect(404);
    const unknown = await app.as(ana).get(`/conversations/${conversation}/attachments?kind=song`).expect(400);

    expect([strange.body.code, unknown.body.errors[0].pointer]).toEqual(['conversation_not_found', '/kind']);
  });
});
