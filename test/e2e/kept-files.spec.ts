import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PurgeUnsent } from '../../src/attachments/removal/purge-unsent.js';
import { SendScheduled } from '../../src/scheduled/send-scheduled.js';
import { AnotherNode } from '../support/another-node.js';
import { queriesDuring } from '../support/count-queries.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let other: AnotherNode;
let ana: Person;
let ben: Person;
let eve: Person;
let conversation: string;

beforeAll(async () => {
  app = await TestApp.start();
  other = await AnotherNode.beside(app);
  [ana, ben, eve] = await app.people('ana', 'ben', 'eve');
  conversation = await app.conversation(ana, ben);
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();

const upload = async (name: string, person = ana): Promise<string> =>
  (await app.upload(person, `what ${name} says`, name)).id;
const draftOf = (id = conversation) => `/conversations/${id}/draft`;
const drafts = async (person = ana) => (await app.as(person).get('/drafts').expect(200)).body.items;
const send = (attachmentIds: string[], more: object = {}) =>
  app
    .as(ana)
    .post(`/conversations/${conversation}/messages`, { clientId: randomUUID(), body: '', attachmentIds, ...more });
const schedule = async (attachmentIds: string[], more: object = {}) =>
  (await send(attachmentIds, { sendAt: TOMORROW, ...more }).expect(202)).body.scheduled;
/** As if its time had come. */
const sendNow = async ({ id }: { id: string }) => {
  const sendAt = new Date(Date.now() - 1_000).toISOString();
  await app.database.query('update scheduled_messages set send_at = $2 where id = $1', [id, sendAt]);
  await app.nest.get(SendScheduled).handle({ id, sendAt });
};
const newest = async () =>
  (await app.as(ben).get(`/conversations/${conversation}/messages?limit=1`).expect(200)).body.items[0];
/** As if they had been uploaded long ago, when what nobody needs is removed. */
const aDayLater = async (...ids: string[]) => {
  await app.database.query(`update attachments set created_at = now() - interval '25 hours' where id = any($1)`, [ids]);
  await app.nest.get(PurgeUnsent).handle();
};
const isThere = async (id: string) => (await app.as(ana).get(`/attachments/${id}/content`)).status === 200;
const names = (shown: { attachments: { name: string }[] }) => shown.attachments.map(({ name }) => name);
const refusal = ({ body }: { body: { errors: { pointer: string; code: string }[] } }) =>
  body.errors.map(({ pointer, code }) => `${code} ${pointer}`);

describe.each([
  ['of a conversation', () => draftOf(), {}],
  ['of a new message', () => `/drafts/compose/${randomUUID()}`, { to: [] }],
])('a draft %s', (_kind, pathOf, more) => {
  it('keeps its files in their order, lists them, and shows them to my devices on every node', async () => {
    const path = pathOf();
    const attachmentIds = [await upload('b.txt'), await upload('a.txt')];
    const sockets = [await app.socketOf(ana), await other.socketOf(ana)];

    const { body } = await app
      .as(ana)
      .put(path, { body: '', attachmentIds, ...more })
      .expect(200);

    expect(names(body)).toEqual(['b.txt', 'a.txt']);
    expect(body.attachments[0].contentUrl).toContain('pass=');
    expect(names((await drafts())[0])).toEqual(['b.txt', 'a.txt']);
    for (const socket of sockets) {
      const { data } = await socket.next('draft.updated', (frame) => frame.data.version === body.version);
      expect(names(data.draft)).toEqual(['b.txt', 'a.txt']);
      expect(JSON.stringify(data)).not.toContain('pass=');
    }
    await sockets[1]?.close();
  });

  it('keeps what two devices added at the same moment, on two nodes', async () => {
    const path = pathOf();
    const [mine, theirs] = [await upload('mine.txt'), await upload('theirs.txt')];
    await app
      .as(ana)
      .put(path, { body: 'See', ...more })
      .expect(200);
    const save = (node: TestApp | AnotherNode, id: string) =>
      node.as(ana).put(path, { body: 'See', attachmentIds: [id], knownAttachmentIds: [], ...more });

    const answers = await Promise.all([save(app, mine).expect(200), save(other, theirs).expect(200)]);

    expect(answers.map(({ body }) => body.attachments.length).sort()).toEqual([1, 2]);
    expect(names((await drafts())[0]).sort()).toEqual(['mine.txt', 'theirs.txt']);
  });

  it('has neither what this device took out of what it knew, nor what another one did', async () => {
    const path = pathOf();
    const [a, b, c, mine, theirs] = await Promise.all(['a', 'b', 'c', 'mine', 'theirs'].map((name) => upload(name)));
    const save = (attachmentIds: unknown[], knownAttachmentIds?: unknown[]) =>
      app
        .as(ana)
        .put(path, { body: 'See', attachmentIds, knownAttachmentIds, ...more })
        .expect(200);
    await save([a, b, c]);

    await save([a, b, theirs], [a, b, c]);
    const { body } = await save([a, c, mine], [a, b, c]);

    expect(names(body)).toEqual(['a', 'mine', 'theirs']);
    expect(names((await save([], [a, theirs])).body)).toEqual(['mine']);
  });

  it('keeps a file that another device added when this one only writes', async () => {
    const path = pathOf();
    const id = await upload('theirs.txt');
    await app
      .as(ana)
      .put(path, { body: 'See', attachmentIds: [id], ...more })
      .expect(200);

    const { body } = await app
      .as(ana)
      .put(path, { body: 'See this', knownAttachmentIds: [], ...more })
      .expect(200);

    expect([body.body, names(body)]).toEqual(['See this', ['theirs.txt']]);
  });

  it('has the list as it is from who does not say what it knew, and after it was thrown away', async () => {
    const path = pathOf();
    const [first, second] = [await upload('first.txt'), await upload('second.txt')];
    const save = (files: object) => app.as(ana).put(path, { body: 'See', ...files, ...more });
    await save({ attachmentIds: [first] }).expect(200);

    expect(names((await save({ attachmentIds: [second] }).expect(200)).body)).toEqual(['second.txt']);
    await app.as(ana).delete(path).expect(204);
    const { body } = await save({ attachmentIds: [first], knownAttachmentIds: [first, second] }).expect(200);

    expect(names(body)).toEqual(['first.txt']);
  });

  it('has as many files as a message can have, its own before those of another device', async () => {
    const path = pathOf();
    const theirs = await Promise.all(Array.from({ length: 15 }, (_, at) => upload(`their ${at}`)));
    const mine = await Promise.all(Array.from({ length: 10 }, (_, at) => upload(`my ${at}`)));
    for (const attachmentIds of [theirs, mine])
      await app
        .as(ana)
        .put(path, { body: '', attachmentIds, knownAttachmentIds: [], ...more })
        .expect(200);

    const kept = names((await drafts())[0]);

    expect(kept).toHaveLength(20);
    expect(kept.slice(0, 10)).toEqual(mine.map((_, at) => `my ${at}`));
  });

  it('keeps them for longer than a day, and no longer than it is there', async () => {
    const path = pathOf();
    const id = await upload('kept.txt');
    await app
      .as(ana)
      .put(path, { body: 'x', attachmentIds: [id], ...more })
      .expect(200);

    await aDayLater(id);
    expect(await isThere(id)).toBe(true);
    await app.as(ana).delete(path).expect(204);
    await aDayLater(id);

    expect(await isThere(id)).toBe(false);
  });

  it('names the file that is not there, is another’s, or was sent meanwhile, and stays as it was', async () => {
    const path = pathOf();
    const [good, sent, foreign] = [await upload('good.txt'), await upload('sent.txt'), await upload('her.txt', eve)];
    const kept = await app
      .as(ana)
      .put(path, { body: 'good', attachmentIds: [good], ...more })
      .expect(200);
    await send([sent]).expect(201);
    const save = (ids: string[]) => app.as(ana).put(path, { body: 'bad', attachmentIds: [good, ...ids], ...more });

    expect(refusal(await save([sent]).expect(409))).toEqual(['attachment_in_use /attachmentIds/1']);
    expect(refusal(await save([randomUUID()]).expect(400))).toEqual(['attachment_not_found /attachmentIds/1']);
    expect(refusal(await save([foreign]).expect(400))).toEqual(['attachment_not_found /attachmentIds/1']);
    const [listed] = await drafts();
    expect([listed.body, listed.version, names(listed)]).toEqual(['good', kept.body.version, ['good.txt']]);
  });

  it('names all files that cannot go into it at once, by their places', async () => {
    const sent = await Promise.all(Array.from({ length: 19 }, (_, at) => upload(`sent ${at}`)));
    const free = await upload('free.txt');
    await send(sent).expect(201);
    const save = (attachmentIds: string[]) => app.as(ana).put(pathOf(), { body: 'x', attachmentIds, ...more });

    const { body } = await save([free, ...sent]).expect(409);

    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      sent.map((_, at) => `/attachmentIds/${at + 1}`),
    );
    const mixed = [randomUUID(), free, ...sent.slice(0, 2), randomUUID()];
    const refused = await save(mixed).expect(400);
    expect(refusal(refused)).toEqual([
      'attachment_not_found /attachmentIds/0',
      'attachment_in_use /attachmentIds/2',
      'attachment_in_use /attachmentIds/3',
      'attachment_not_found /attachmentIds/4',
    ]);
    expect(refused.body.detail.match(/no such file/g)).toHaveLength(1);
  });

  it('shows no file that was removed or sent meanwhile', async () => {
    const path = pathOf();
    const ids = [await upload('left.txt'), await upload('removed.txt'), await upload('sent.txt')];
    await app
      .as(ana)
      .put(path, { body: 'x', attachmentIds: ids, ...more })
      .expect(200);

    await app.as(ana).delete(`/attachments/${ids[1]}`).expect(204);
    await send([ids[2] ?? '']).expect(201);

    expect(names((await drafts())[0])).toEqual(['left.txt']);
  });

  it.each([
    ['no list', { attachmentIds: 'x' }],
    ['ids that are none', { attachmentIds: ['x'] }],
    ['more files than a message can have', { attachmentIds: Array.from({ length: 21 }, () => randomUUID()) }],
  ])('is refused with %s, by name', async (_what, bad) => {
    const { body } = await app
      .as(ana)
      .put(pathOf(), { body: 'x', ...more, ...bad })
      .expect(400);

    expect(body.errors[0].pointer).toMatch(/^\/attachmentIds/);
  });
});

describe('a draft', () => {
  it('without files costs one statement, and the list of drafts one more for all files', async () => {
    await app
      .as(ana)
      .put(draftOf(), { body: 'x', attachmentIds: [await upload('counted.txt')] })
      .expect(200);

    const listing = await queriesDuring(drafts, /^(drafts|attachments)\./);
    const saving = await queriesDuring(() => app.as(ana).put(draftOf(), { body: 'y' }).expect(200), /^(drafts|attach)/);

    expect(listing).toEqual(['drafts.page', 'attachments.unsent']);
    expect(saving).toEqual(['drafts.save']);
  });

  it('answers only what is there for its writer, as a send does', async () => {
    const { seq } = await app.say(ben, conversation, 'Which way?');
    const save = (replyToSeq: number) => app.as(ana).put(draftOf(), { body: 'Left', replyToSeq });

    const { body } = await save(seq).expect(200);
    const refused = await save(seq + 1).expect(400);

    expect(body.replyToSeq).toBe(seq);
    expect(refusal(refused)).toEqual(['message_not_found /replyToSeq']);
    await app.as(eve).put(draftOf(), { body: 'x', replyToSeq: seq }).expect(404);
  });
});

describe('a scheduled message', () => {
  it('shows its files, keeps them from everything else, and is sent with them', async () => {
    const [id = '', more = ''] = [await upload('b.txt'), await upload('a.txt')];
    const socket = await other.socketOf(ana);
    const scheduled = await schedule([id, more]);
    const told = await socket.next('scheduled.updated', ({ data }) => data.id === scheduled.id);
    await aDayLater(id, more);

    const again = await send([id]).expect(409);
    const composed = await app
      .as(ana)
      .post('/messages', { clientId: randomUUID(), to: [eve.id], body: '', attachmentIds: [id] })
      .expect(409);
    const begun = await app
      .as(ana)
      .put(draftOf(), { body: '', attachmentIds: [id] })
      .expect(409);
    const removed = await app.as(ana).delete(`/attachments/${id}`).expect(409);
    await sendNow(scheduled);

    for (const refused of [again, composed, begun])
      expect(refusal(refused)).toEqual(['attachment_in_use /attachmentIds/0']);
    expect(removed.body.code).toBe('attachment_in_use');
    expect(names(scheduled)).toEqual(['b.txt', 'a.txt']);
    expect(names(told.data.scheduled)).toEqual(['b.txt', 'a.txt']);
    expect(JSON.stringify(told)).not.toContain('pass=');
    expect(names(await newest())).toEqual(['b.txt', 'a.txt']);
    await socket.close();
  });

  it('gives them back when it is cancelled, for a day from then on', async () => {
    const id = await upload('back.txt');
    const scheduled = await schedule([id]);
    await aDayLater(id);

    await app.as(ana).delete(`/messages/scheduled/${scheduled.id}`).expect(204);
    await app.nest.get(PurgeUnsent).handle();

    expect(names((await send([id]).expect(201)).body)).toEqual(['back.txt']);
  });

  it('gives them back when a send is undone while it is held, and goes with them when it is not', async () => {
    const [undone = '', sent = ''] = [await upload('undone.txt'), await upload('sent.txt')];
    const socket = await other.socketOf(ben);

    const { body } = await send([undone], { holdSeconds: 30 }).expect(202);
    const busy = await send([undone]).expect(409);
    await app.as(ana).delete(`/messages/scheduled/${body.scheduled.id}`).expect(204);
    const again = await send([undone, sent], { holdSeconds: 1 }).expect(202);

    const { data } = await socket.next(
      'message.created',
      (frame) => frame.data.clientId === again.body.scheduled.clientId,
    );
    expect(refusal(busy)).toEqual(['attachment_in_use /attachmentIds/0']);
    expect(names(data)).toEqual(['undone.txt', 'sent.txt']);
    expect(names(await newest())).toEqual(['undone.txt', 'sent.txt']);
    await socket.close();
  });

  it('is kept once, with the same files, and refused with others under its client id', async () => {
    const [id = '', another = ''] = [await upload('one.txt'), await upload('two.txt')];
    const clientId = randomUUID();
    const scheduled = await schedule([id], { clientId });

    const again = await send([id.toUpperCase()], { clientId, sendAt: TOMORROW }).expect(202);
    const changed = await send([another], { clientId, sendAt: TOMORROW }).expect(422);

    expect(again.body.scheduled.id).toBe(scheduled.id);
    expect(changed.body.code).toBe('client_id_reused');
  });

  it('is not kept with a file that is not there', async () => {
    const refused = await send([await upload('there.txt'), randomUUID()], { holdSeconds: 10 }).expect(400);

    expect(refusal(refused)).toEqual(['attachment_not_found /attachmentIds/1']);
    const { items } = (await app.as(ana).get('/messages/scheduled').expect(200)).body;
    expect(items.flatMap(names)).not.toContain('there.txt');
  });

  it('composed to several separately shows each of them the file, for one upload', async () => {
    const id = await upload('all.txt');
    const { body } = await app
      .as(ana)
      .post('/messages', {
        clientId: randomUUID(),
        to: [ben.id, eve.id],
        body: '',
        separate: true,
        attachmentIds: [id],
        holdSeconds: 30,
      })
      .expect(202);

    await sendNow(body.scheduled);

    for (const person of [ben, eve]) {
      const [mail] = (await app.as(person).get('/messages/inbox?limit=1').expect(200)).body.items;
      expect(names(mail)).toEqual(['all.txt']);
    }
    const files = await app.database.query('select distinct file_id from attachments where name = $1', ['all.txt']);
    expect(files).toHaveLength(1);
  });

  it('may lose its text where it has files, and not where it has none', async () => {
    const withFile = await schedule([await upload('caption.txt')], { body: 'A caption' });
    const without = await schedule([], { body: 'A text' });
    const empty = (id: string) => app.as(ana).patch(`/messages/scheduled/${id}`, { body: '' });

    expect((await empty(withFile.id).expect(200)).body.body).toBe('');
    expect(refusal(await empty(without.id).expect(400))).toEqual(['invalid_length /body']);
  });
});

describe('a message with files', () => {
  it('may lose its text by an edit, and one without files may not', async () => {
    const { body: withFile } = await send([await upload('edited.txt')], { body: 'A caption' }).expect(201);
    const without = await app.say(ana, conversation, 'A text');
    const empty = (seq: number) => app.as(ana).patch(`/conversations/${conversation}/messages/${seq}`, { body: '' });

    const { body } = await empty(withFile.seq).expect(200);

    expect([body.body, names(body)]).toEqual(['', ['edited.txt']]);
    expect(refusal(await empty(without.seq).expect(400))).toEqual(['invalid_length /body']);
  });
});
