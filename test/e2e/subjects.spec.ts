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

const read = async (person: Person, path: string) => (await app.as(person).get(path).expect(200)).body;
const change = (person: Person, id: string, subjectId: string, dto: object) =>
  app.as(person).patch(`/conversations/${id}/subjects/${subjectId}`, dto);
const move = (person: Person, id: string, dto: object) =>
  app.as(person).post(`/conversations/${id}/subjects/move`, dto);
const listed = async (person: Person, id: string) => (await read(person, `/conversations/${id}/subjects`)).items;
const titles = async (person: Person, id: string) =>
  (await listed(person, id)).map(({ title, messageCount }: Listed) => [title, messageCount]);
const seqsOf = async (person: Person, id: string, title: string, more = '') =>
  (await read(person, `/conversations/${id}/messages?subject=${encodeURIComponent(title)}${more}`)).items.map(
    ({ seq }: { seq: number }) => seq,
  );
const changesAfter = (person: Person, id: string, rev: number, limit = 50) =>
  read(person, `/conversations/${id}/changes?afterRev=${rev}&limit=${limit}`);
const lastRev = async (id: string) => (await read(ana, `/conversations/${id}`)).lastRev as number;

const inIt = (id: string) => (frame: { conversationId?: string | null }) => frame.conversationId === id;

const listen = async (person: Person, to: Pick<TestApp, 'socketOf'> = app) => {
  const socket = await to.socketOf(person);
  sockets.push(socket);
  return socket;
};

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly messageCount: number;
}

/** A group of Ana's with Ben and Eve, and a message of each of these subjects. */
const group = async (...subjects: string[]) => {
  const id = await app.conversation(ana, ben, eve);
  const messages = [];
  for (const subject of subjects) messages.push(await app.say(ana, id, `About *${subject}*`, { subject }));
  return { id, ids: messages.map(({ subjectId }) => subjectId as string), seqs: messages.map(({ seq }) => seq) };
};

describe('a subject that is renamed', () => {
  it('has its new title wherever it is shown, at one rev and without one of its messages', async () => {
    const { id, ids, seqs } = await group('Budget');
    const before = await lastRev(id);

    const { body } = await change(ana, id, ids[0]!, { title: ' Re: Budget Q4 ' }).expect(200);

    expect(body).toEqual({ id: ids[0], title: 'Budget Q4', resolvedAt: null, mergedInto: null });
    expect(await lastRev(id)).toBe(before + 1);
    expect(await read(ben, `/conversations/${id}/messages/${seqs[0]}`)).toMatchObject({
      subject: 'Budget Q4',
      subjectId: ids[0],
      rev: before,
    });
    expect(await seqsOf(ben, id, 'budget q4')).toEqual(seqs);
    expect(await seqsOf(ben, id, 'Budget')).toEqual([]);
    expect(await changesAfter(ben, id, before)).toMatchObject({ items: [], subjects: [body], hasMore: false });
    expect((await app.say(ben, id, 'Mine too', { replyToSeq: seqs[0] })).subjectId).toBe(ids[0]);
  });

  it('is told to everybody at once, on other nodes too, and to whoever was away', async () => {
    const { id, ids } = await group('Budget');
    const before = await lastRev(id);
    const node = await AnotherNode.beside(app);
    const near = await listen(ben);
    const far = await listen(eve, node);

    await change(ana, id, ids[0]!, { title: 'Money' }).expect(200);

    const data = { id: ids[0], title: 'Money', resolvedAt: null, mergedInto: null };
    const frame = { type: 'subject.updated', conversationId: id, rev: before + 1, data };
    expect(await near.next('subject.updated', inIt(id))).toMatchObject(frame);
    expect(await far.next('subject.updated', inIt(id))).toMatchObject(frame);
    const { body } = await app
      .as(ben)
      .post('/sync', { known: { [id]: before } })
      .expect(200);
    expect(body.items[0].changes).toMatchObject({ items: [], subjects: [data], lastRev: before + 1 });
    await node.stop();
  });

  it('changes nothing, and takes no rev, when it is called that already', async () => {
    const { id, ids } = await group('Budget');
    const before = await lastRev(id);

    await change(ana, id, ids[0]!, { title: 'Budget', resolved: false }).expect(200);
    await change(ana, id, ids[0]!, {}).expect(200);

    expect(await lastRev(id)).toBe(before);
  });

  it('can be spelled otherwise', async () => {
    const { id, ids } = await group('budget');

    await change(ana, id, ids[0]!, { title: 'BUDGET' }).expect(200);

    expect(await titles(ben, id)).toEqual([['BUDGET', 1]]);
  });

  it('costs the same few statements, however many messages have it', async () => {
    const { id, ids } = await group('Few', 'Many');
    for (let n = 0; n < 8; n++) await app.say(ben, id, `no ${n}`, { subject: 'Many' });

    const few = await queriesDuring(() => change(ana, id, ids[0]!, { title: 'A few' }).expect(200));
    const many = await queriesDuring(() => change(ana, id, ids[1]!, { title: 'A lot' }).expect(200));

    expect(many).toEqual(few);
    expect(many.length).toBeLessThanOrEqual(14);
  });
});

describe('a subject that is resolved', () => {
  it('says since when, until it is open again', async () => {
    const { id, ids } = await group('Budget');

    const { body } = await change(ana, id, ids[0]!, { resolved: true }).expect(200);
    const [resolved] = await listed(ben, id);
    await change(ana, id, ids[0]!, { resolved: false }).expect(200);

    expect(body.resolvedAt).toEqual(expect.any(String));
    expect(resolved).toMatchObject({ id: ids[0], resolvedAt: body.resolvedAt, mergedInto: null });
    expect((await listed(ben, id))[0].resolvedAt).toBeNull();
  });
});

describe('a subject that gets the title of another', () => {
  it('becomes part of it, with all of its messages, at one rev', async () => {
    const { id, ids, seqs } = await group('Budget', 'Money', 'Budget', 'Money');
    const before = await lastRev(id);
    const socket = await listen(ben);

    const { body } = await change(ana, id, ids[0]!, { title: 'money' }).expect(200);

    expect(body).toEqual({ id: ids[0], title: 'Money', resolvedAt: null, mergedInto: ids[1] });
    expect(await lastRev(id)).toBe(before + 1);
    expect((await socket.next('subject.updated', inIt(id))).data).toEqual(body);
    expect(await titles(ben, id)).toEqual([['Money', 4]]);
    expect(await seqsOf(ben, id, 'Money')).toEqual(seqs);
    expect(await seqsOf(ben, id, 'Money', '&limit=2')).toEqual(seqs.slice(2));
    expect(await seqsOf(ben, id, 'Money', '&limit=2&after=0')).toEqual(seqs.slice(0, 2));
    expect(await read(ben, `/conversations/${id}/messages/${seqs[0]}`)).toMatchObject({
      subject: 'Money',
      subjectId: ids[1],
    });
    expect((await changesAfter(ben, id, before)).subjects).toEqual([body]);
  });

  it('is what is meant by its old title, by replies and by new messages', async () => {
    const { id, ids, seqs } = await group('Budget', 'Money');
    await change(ana, id, ids[0]!, { title: 'Money' }).expect(200);

    const reply = await app.say(ben, id, 'A reply', { replyToSeq: seqs[0] });
    const fresh = await app.say(ben, id, 'A new one', { subject: 'Budget' });

    expect([reply, fresh]).toMatchObject([
      { subject: 'Money', subjectId: ids[1] },
      { subject: 'Money', subjectId: ids[1] },
    ]);
    expect(await titles(ben, id)).toEqual([['Money', 4]]);
    expect(await seqsOf(ben, id, 'Budget')).toEqual([...seqs, reply.seq, fresh.seq]);
  });

  it('follows that one: renamed, merged again, and back to the title it had', async () => {
    const { id, ids, seqs } = await group('Budget', 'Money', 'Gold');
    await change(ana, id, ids[0]!, { title: 'Money' }).expect(200);

    await change(ana, id, ids[1]!, { title: 'Budget' }).expect(200);
    expect(await titles(ben, id)).toEqual([
      ['Gold', 1],
      ['Budget', 2],
    ]);
    const { body } = await change(ana, id, ids[1]!, { title: 'Gold' }).expect(200);
    expect(body).toMatchObject({ title: 'Gold', mergedInto: ids[2] });
    await change(ana, id, ids[2]!, { title: 'Silver', resolved: true }).expect(200);

    expect(await titles(ben, id)).toEqual([['Silver', 3]]);
    expect(await seqsOf(ben, id, 'money')).toEqual(seqs);
    const { items } = await read(ben, `/conversations/${id}/messages`);
    expect(items.slice(1).map(({ subjectId }: { subjectId: string }) => subjectId)).toEqual([ids[2], ids[2], ids[2]]);
    expect((await change(ana, id, ids[0]!, { title: 'Mine' }).expect(404)).body.code).toBe('subject_not_found');
  });

  it('loses and regains its messages as any subject does, and goes with the last of them', async () => {
    const { id, ids, seqs } = await group('Budget', 'Money');
    await change(ana, id, ids[0]!, { title: 'Money' }).expect(200);
    const path = (seq: number) => `/conversations/${id}/messages/${seq}`;

    await app
      .as(ana)
      .delete(`${path(seqs[1])}?for=everyone`)
      .expect(204);
    expect(await titles(ben, id)).toEqual([['Money', 1]]);
    await app
      .as(ana)
      .delete(`${path(seqs[0])}?for=everyone`)
      .expect(204);
    await app
      .as(ana)
      .post(`${path(seqs[0])}/restore`)
      .expect(200);
    expect(await titles(ben, id)).toEqual([['Money', 1]]);
    await app.as(ana).patch(path(seqs[0]), { subject: null }).expect(200);
    await app.database.query(`update message_recalls set deleted_at = deleted_at - interval '31 s'`);
    await app.nest.get(MessageDeletionService).eraseExpired();

    expect(await app.database.query(`select 1 from conversation_subjects where conversation_id = $1`, [id])).toEqual(
      [],
    );
  });

  it('is taken in up to a limit', async () => {
    const { id, ids } = await group('Target', ...Array.from({ length: 21 }, (_, n) => `Part ${n}`));
    const [target, ...parts] = ids;
    for (const part of parts.slice(0, 20)) await change(ana, id, part, { title: 'Target' }).expect(200);

    const refused = await change(ana, id, parts[20]!, { title: 'Target' }).expect(409);

    expect(refused.body.code).toBe('too_many_merged');
    expect((await listed(ben, id)).map((one: Listed) => [one.id, one.messageCount])).toEqual([
      [parts[20], 1],
      [target, 21],
    ]);
  });
});

describe('messages that are moved', () => {
  it('have their new subject, each at a rev of its own, and all hear of it', async () => {
    const { id, ids, seqs } = await group('Budget', 'Money', 'Budget');
    const plain = await app.say(ben, id, 'Off the point');
    const before = await lastRev(id);
    const socket = await listen(ben);

    await move(ana, id, { seqs: [plain.seq, seqs[0], seqs[1]], subject: 'money' }).expect(204);

    await socket.next('message.updated', ({ data }) => data.seq === plain.seq);
    const told = socket.of('message.updated').filter(inIt(id));
    expect(told.map(({ rev, data }) => [rev, data.seq, data.subject, data.subjectId])).toEqual([
      [before + 1, seqs[0], 'Money', ids[1]],
      [before + 2, plain.seq, 'Money', ids[1]],
    ]);
    expect(await lastRev(id)).toBe(before + 2);
    expect(await titles(ben, id)).toEqual([
      ['Money', 3],
      ['Budget', 1],
    ]);
    expect((await changesAfter(ben, id, before)).items).toMatchObject([{ seq: seqs[0] }, { seq: plain.seq }]);
  });

  it('can get a subject that is new, or none', async () => {
    const { id, seqs } = await group('Budget', 'Money');

    await move(ana, id, { seqs: [seqs[0]], subject: 'Gold' }).expect(204);
    await move(ana, id, { seqs: [seqs[1]], subject: null }).expect(204);

    expect(await titles(ben, id)).toEqual([['Gold', 1]]);
    expect((await read(ben, `/conversations/${id}/messages/${seqs[1]}`)).subjectId).toBeNull();
  });

  it('are all moved or none: not lines, tombstones, and what one does not see', async () => {
    const { id, seqs } = await group('Budget', 'Budget', 'Budget');
    const path = `/conversations/${id}/messages`;
    await app.as(ana).delete(`${path}/${seqs[1]}?for=everyone`).expect(204);
    await app.as(ana).delete(`${path}/${seqs[2]}`).expect(204);

    const { body } = await move(ana, id, { seqs: [seqs[0], 1, seqs[1], seqs[2], 999], subject: 'Gold' }).expect(400);

    expect(body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])).toEqual([
      ['/seqs/1', 'not_a_message'],
      ['/seqs/2', 'message_deleted'],
      ['/seqs/3', 'message_not_found'],
      ['/seqs/4', 'message_not_found'],
    ]);
    expect(await titles(ben, id)).toEqual([['Budget', 2]]);
  });
});

describe('who changes subjects', () => {
  it('are the owners and admins of a group, and whoever is one no more is refused at once', async () => {
    const { id, ids, seqs } = await group('Budget');
    const asBen = async () => [
      (await change(ben, id, ids[0]!, { title: 'Mine' })).body.code,
      (await move(ben, id, { seqs, subject: 'Mine' })).body.code,
    ];

    expect(await asBen()).toEqual(['role_required', 'role_required']);
    await app.as(ana).patch(`/conversations/${id}/members/${ben.id}`, { role: 'admin' }).expect(204);
    await change(ben, id, ids[0]!, { title: 'Mine' }).expect(200);
    await move(ben, id, { seqs, subject: 'Ours' }).expect(204);
    await app.as(ana).delete(`/conversations/${id}/members/${ben.id}`).expect(204);
    expect(await asBen()).toEqual(['conversation_not_found', 'conversation_not_found']);
  });

  it('are both people of a direct conversation', async () => {
    const id = await app.conversation(ana, ben);
    const { subjectId } = await app.say(ana, id, 'About it', { subject: 'Plans' });

    await change(ben, id, subjectId, { title: 'Our plans', resolved: true }).expect(200);

    expect(await listed(ana, id)).toMatchObject([{ title: 'Our plans', resolvedAt: expect.any(String) }]);
    expect((await change(eve, id, subjectId, { title: 'Theirs' }).expect(404)).body.code).toBe(
      'conversation_not_found',
    );
  });

  it('are told what is wrong with what they ask for', async () => {
    const { id, ids } = await group('Budget');
    const [subjectId] = ids as [string];
    const codes = async (request: Promise<{ body: { code: string } }>) => (await request).body.code;

    expect([
      await codes(change(ana, id, subjectId, { title: '' }).expect(400)),
      await codes(change(ana, id, subjectId, { title: 'x'.repeat(201) }).expect(400)),
      await codes(change(ana, id, subjectId, { title: '\u200b' }).expect(400)),
      await codes(change(ana, id, subjectId, { resolved: 'yes' }).expect(400)),
      await codes(change(ana, id, 'none', { title: 'New' }).expect(400)),
      await codes(change(ana, id, id, { title: 'New' }).expect(404)),
      await codes(move(ana, id, { seqs: [], subject: 'New' }).expect(400)),
      await codes(move(ana, id, { seqs: Array.from({ length: 201 }, (_, n) => n + 1), subject: 'New' }).expect(400)),
      await codes(move(ana, id, { seqs: [2.5], subject: 'New' }).expect(400)),
      await codes(move(ana, id, { seqs: [2] }).expect(400)),
    ]).toEqual([
      'validation_failed',
      'validation_failed',
      'invalid_text',
      'validation_failed',
      'validation_failed',
      'subject_not_found',
      'validation_failed',
      'validation_failed',
      'validation_failed',
      'validation_failed',
    ]);
  });

  it('see it: whoever came later neither hears of nor changes what only lies before', async () => {
    const { id, ids } = await group('Before', 'Money');
    await app.as(ana).patch(`/conversations/${id}`, { historyFromJoin: true }).expect(200);
    const mia = await app.person('mia');
    await app.as(ana).post(`/conversations/${id}/members`, { userIds: [mia.id] });
    await app.as(ana).patch(`/conversations/${id}/members/${mia.id}`, { role: 'admin' }).expect(204);
    await app.say(ana, id, 'Since then', { subject: 'Money' });
    const before = await lastRev(id);
    const socket = await listen(mia);

    const refused = await change(mia, id, ids[0]!, { title: 'Secret no more' }).expect(404);
    await change(ana, id, ids[0]!, { title: 'Still secret' }).expect(200);
    await change(mia, id, ids[1]!, { title: 'Gold' }).expect(200);

    expect(refused.body.code).toBe('subject_not_found');
    expect((await socket.next('subject.updated', inIt(id))).data.title).toBe('Gold');
    expect((await changesAfter(mia, id, before)).subjects).toMatchObject([{ id: ids[1], title: 'Gold' }]);
    expect((await changesAfter(ben, id, before)).subjects).toMatchObject([{ id: ids[0] }, { id: ids[1] }]);
  });
});

describe('the list of subjects', () => {
  it('has the last line of each that I see, without marks', async () => {
    const { id, ids } = await group('Budget');
    const last = await app.say(ben, id, `**Two** lines\nand ${'x'.repeat(200)}`, { subject: 'Budget' });

    const [long] = await listed(ana, id);
    await app.as(ana).delete(`/conversations/${id}/messages/${last.seq}`).expect(204);

    expect(long.lastLine).toMatch(/^Two lines and x+/);
    expect([...long.lastLine].length).toBeLessThanOrEqual(140);
    expect(await listed(ana, id)).toMatchObject([{ id: ids[0], lastLine: 'About Budget', messageCount: 1 }]);
  });

  it('tells what changed in pages that miss nothing, messages and subjects alike', async () => {
    const { id, ids, seqs } = await group('One', 'Two', 'Three');
    const before = await lastRev(id);
    for (const [n, subjectId] of ids.entries()) {
      await change(ana, id, subjectId, { title: `Number ${n}` }).expect(200);
      await app
        .as(ana)
        .patch(`/conversations/${id}/messages/${seqs[n]}`, { body: `no ${n}` })
        .expect(200);
    }

    const found: string[] = [];
    for (let rev = before, hasMore = true; hasMore;) {
      const page = await changesAfter(ben, id, rev, 1);
      found.push(...page.items.map(({ body }: { body: string }) => body));
      found.push(...(page.subjects ?? []).map(({ title }: Listed) => title));
      ({ lastRev: rev, hasMore } = page);
    }

    expect(found.toSorted()).toEqual(['Number 0', 'Number 1', 'Number 2', 'no 0', 'no 1', 'no 2']);
  });
});
