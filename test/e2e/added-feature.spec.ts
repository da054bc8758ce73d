import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeApi } from '../../src/api-docs.js';
import { UnitOfWork } from '../../src/core/database/unit-of-work.js';
import { Jobs } from '../../src/core/jobs/jobs.js';
import { describeRealtime } from '../../src/realtime-docs.js';
import { queriesDuring } from '../support/count-queries.js';
import { AnotherNode } from '../support/another-node.js';
import { judgeBySchemas, judgeMessagesWith } from '../support/contract.js';
import { judgeBy, judgeMessagesInFramesWith } from '../support/frame-contract.js';
import { NoteModule } from '../support/note/note.module.js';
import { RemindOfNote } from '../support/note/remind-of-note.js';
import { type Person, TestApp } from '../support/test-app.js';

let app: TestApp;
let other: AnotherNode;
let ana: Person;
let ben: Person;
let eve: Person;
let conversationId: string;
let document: object;

beforeAll(async () => {
  app = await TestApp.start({}, undefined, [NoteModule]);
  document = describeRealtime(app.nest);
  const texts = { type: 'array', items: { type: 'string' } };
  judgeMessagesInFramesWith('notes', texts);
  judgeMessagesWith('notes', texts);
  judgeBy(document, 'notes');
  const { LimitsDto, OrganisationSettingsDto, NotesMode } = describeApi(app.nest).components?.schemas ?? {};
  judgeBySchemas({ LimitsDto, OrganisationSettingsDto, NotesMode });
  other = await AnotherNode.beside(app, [NoteModule]);
  [ana, ben, eve] = await app.people('ana', 'ben', 'eve');
  conversationId = await app.conversation(ana, ben);
  await app.say(ana, conversationId, 'One housing, not three');
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

const note = (text: string) => ({ type: 'note', conversationId, seq: 1, text });

describe('a feature that somebody adds', () => {
  it('is in the document of the socket with what it sends and hears', () => {
    expect(document).toMatchObject({
      components: {
        messages: {
          note: { summary: 'Puts a note on a message; answered only when something is wrong.' },
          noteAdded: { payload: { $ref: '#/components/schemas/NoteAddedEvent' } },
        },
        schemas: { NoteFrame: { additionalProperties: false, required: ['conversationId', 'seq', 'text', 'type'] } },
      },
    });
  });

  it('hears what a client sends and tells the members, on every node', async () => {
    const [mine, theirs, far, strange] = await Promise.all([
      app.socketOf(ana),
      app.socketOf(ben),
      other.socketOf(ben),
      app.socketOf(eve),
    ]);

    mine.send(note('ask the supplier'));

    const data = { seq: 1, userId: ana.id, text: 'ask the supplier' };
    for (const socket of [mine, theirs, far]) {
      expect(await socket.next('note.added')).toMatchObject({ conversationId, rev: null, data });
    }
    expect(far.violations).toEqual([]);
    expect((await strange.ask({ type: 'ping' })).type).toBe('pong');
    expect(strange.of('note.added')).toEqual([]);
  });

  it('shows what it has with the message, wherever a message is shown, and asks once for all of them', async () => {
    const { id } = (await app.as(eve).post('/conversations', { kind: 'direct', userId: ben.id })).body;
    for (const text of ['one', 'two', 'three']) await app.say(eve, id, text);
    const [here, there] = await Promise.all([app.socketOf(ben), other.socketOf(eve)]);
    const updated = (seq: number, notes: string[]) => ({ conversationId: id, data: { seq, notes, body: 'two' } });

    there.send({ ...note('first'), conversationId: id, seq: 2 });
    expect(await here.next('message.updated')).toMatchObject(updated(2, ['first']));
    there.send({ ...note('second'), conversationId: id, seq: 2 });
    expect(await here.next('message.updated', ({ rev }) => rev === 5)).toMatchObject(updated(2, ['first', 'second']));
    there.send({ ...note('on the last'), conversationId: id, seq: 3 });
    await there.next('message.updated', ({ data }) => data.seq === 3);
    expect(here.violations).toEqual([]);

    const read = async (path: string) => (await app.as(ben).get(path).expect(200)).body;
    const notesIn = (items: { seq: number; notes?: string[] }[]) => items.map(({ seq, notes }) => [seq, notes]);
    const page = await read(`/conversations/${id}/messages`);
    expect(notesIn(page.items)).toEqual([
      [1, undefined],
      [2, ['first', 'second']],
      [3, ['on the last']],
    ]);
    expect((await read(`/conversations/${id}`)).lastMessage.notes).toEqual(['on the last']);
    expect(notesIn((await read(`/conversations/${id}/changes?afterRev=3`)).items)).toEqual([
      [2, ['first', 'second']],
      [3, ['on the last']],
    ]);
    expect(notesIn((await read('/messages/inbox?limit=1')).items)).toEqual([[3, ['on the last']]]);
    const asked = /^notes\./;
    expect(await queriesDuring(() => read(`/conversations/${id}/messages`), asked)).toHaveLength(1);
    expect(await queriesDuring(() => read(`/conversations/${conversationId}/messages?limit=1`), asked)).toHaveLength(1);
    expect(await queriesDuring(() => read(`/conversations/${id}/messages?before=2`), asked)).toHaveLength(0);
  });

  it('refuses what its class does not allow and what its service does not find, as HTTP would', async () => {
    const [mine, strange] = await Promise.all([app.socketOf(ana), app.socketOf(eve)]);

    const tooLong = await mine.ask({ ...note('x'.repeat(51)), colour: 'red' });
    const hidden = await strange.ask(note('mine?'));

    expect(tooLong.problem).toMatchObject({ code: 'validation_failed', status: 400 });
    const wrong = tooLong.problem.errors as { pointer: string; code: string }[];
    expect(wrong.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/colour', 'unknown_field'],
      ['/text', 'invalid_length'],
    ]);
    expect(hidden.problem).toMatchObject({ code: 'conversation_not_found', status: 404 });
  });

  it('asks for a permission of its own', async () => {
    const staff = await app.person('sam', { isStaff: true });
    const theirs = await app.conversation(staff, ben);
    const { seq } = await app.say(staff, theirs, 'The pump is loud');
    const reminder = { conversationId: theirs, seq, text: 'ask again' };

    const { body } = await app.as(ben).post('/notes/reminders', reminder).expect(403);
    await app.as(staff).post('/notes/reminders', reminder).expect(202);

    expect(body.code).toBe('permission_denied');
  });

  it('does later what was committed, and never what was not', async () => {
    const socket = await other.socketOf(ana);
    const reminder = (text: string) => ({ conversationId, seq: 1, userId: ana.id, text });
    const failed = app.nest.get(UnitOfWork).run(async (tx) => {
      await app.nest.get(Jobs).enqueue(tx, RemindOfNote, reminder('not meant'));
      throw new Error('on second thoughts');
    });
    await expect(failed).rejects.toThrow('on second thoughts');
    await app.nest.get(UnitOfWork).run((tx) => app.nest.get(Jobs).enqueue(tx, RemindOfNote, reminder('ask again')));

    expect(await socket.next('note.added')).toMatchObject({ conversationId, data: { seq: 1, text: 'ask again' } });
    expect(socket.of('note.added')).toHaveLength(1);
  });

  it('has a setting that superusers read and change, which is on record and holds at once', async () => {
    const before = (await app.as(app.root).get('/admin/settings').expect(200)).body;
    const { body } = await app.as(app.root).patch('/admin/settings', { notes: 'maybe' }).expect(400);
    await app.as(app.root).patch('/admin/settings', { notes: 'off' }).expect(200);
    const { problem } = await (await app.socketOf(ana)).ask(note('hello?'));
    const acts = await app.database.query(`select before, after from audit_log where target_id = 'notes'`);
    const after = (await app.as(app.root).patch('/admin/settings', { notes: 'on' }).expect(200)).body;

    expect([before.notes, problem.code, after.notes]).toEqual(['on', 'notes_off', 'on']);
    expect(body.errors).toMatchObject([{ pointer: '/notes', code: 'not_allowed_value' }]);
    expect(acts).toEqual([{ before: { notes: 'on' }, after: { notes: 'off' } }]);
  });

  it('has a limit that clients are told', async () => {
    const { body } = await app.anonymous().get('/meta').expect(200);

    expect(body.limits).toMatchObject({ noteLength: 50, bodyLength: 20_000 });
  });

  it('is in the document of the API with its setting, its limit and its permission', () => {
    const { components, paths } = describeApi(app.nest);

    expect(components?.schemas).toMatchObject({
      UpdateSettingsDto: { properties: { notes: { description: 'Whether people can put notes on messages.' } } },
      LimitsDto: { properties: { noteLength: { example: 50 } } },
      MessageDto: { properties: { notes: { description: 'What people put on it.' } } },
    });
    expect(paths['/api/v1/notes/reminders']?.post).toMatchObject({ 'x-permission': 'note.remind' });
  });

  it('is unknown to a server without it', async () => {
    const without = await AnotherNode.beside(app);
    const socket = await without.socketOf(ana);

    const { problem } = await socket.ask(note('hello?'));
    await without.stop();

    expect(problem).toMatchObject({ code: 'unknown_frame' });
    expect(problem.detail).not.toContain('note');
  });
});
