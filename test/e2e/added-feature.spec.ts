import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeRealtime } from '../../src/realtime-docs.js';
import { AnotherNode } from '../support/another-node.js';
import { judgeBy } from '../support/frame-contract.js';
import { NoteModule } from '../support/note/note.module.js';
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
  judgeBy(document, 'notes');
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

  it('is unknown to a server without it', async () => {
    const without = await AnotherNode.beside(app);
    const socket = await without.socketOf(ana);

    const { problem } = await socket.ask(note('hello?'));
    await without.stop();

    expect(problem).toMatchObject({ code: 'unknown_frame' });
    expect(problem.detail).not.toContain('note');
  });
});
