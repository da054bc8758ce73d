import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServerLife } from '../../core/server-life';
import { eventually } from '../../testing/eventually';
import { A, B, C, NOTHING, SyncedMessenger } from '../../testing/synced-messenger';
import { ReadPositions } from '../conversations/read-positions';
import { Drafts } from '../drafts/drafts';
import { KeptEdits } from '../drafts/kept-edits';
import { MessageFeeds } from '../messages/message-feeds';
import { Reactions } from '../messages/reactions';
import { Outbox } from '../outbox/outbox';
import { aConversation, messages } from '../sample-data';

/** Minutes of the life of the server. */
const FIRST = NOTHING.epoch;
const [SECOND, THIRD] = [2, 3].map((n) => `01936f0a-7a9c-7c1e-b7a1-00000000010${n}`) as [string, string];

describe('the messenger when the server was put back to an earlier state', () => {
  let messenger: SyncedMessenger;
  const epoch = (name: string): void =>
    messenger.hear({ type: 'epoch', conversationId: null, rev: null, at: '', data: { epoch: name } });

  beforeEach(async () => {
    messenger = new SyncedMessenger();
    await messenger.open();
  });
  afterEach(() => messenger.close());

  it('says to which minute of its life what is here belongs, as far as all of it is here', async () => {
    epoch(SECOND);
    messenger.comeBack();
    await messenger.returned();
    expect(messenger.lastQuestion().epoch).toBe(SECOND);
    messenger.isOpen.set(false);
    TestBed.tick();
    epoch(THIRD);
    messenger.isOpen.set(true);

    messenger.comeBack();
    await messenger.returned();

    expect(messenger.lastQuestion().epoch).toBe(FIRST);
  });

  it('shows what it has now under the same and under lower numbers, here and on this device', async () => {
    await messenger.kept(B, (stretch) => expect(stretch?.messages).toHaveLength(3));
    const life = TestBed.inject(ServerLife).count();
    messenger.listed = [aConversation({ id: B, lastSeq: 2, lastRev: 2 })];
    messenger.history = messages(1, 2).map((one) => ({ ...one, body: `Another ${one.seq}` }));
    messenger.synced.mockReturnValueOnce({ ...NOTHING, removed: [A], reset: true });

    messenger.comeBack();
    await messenger.returned();

    expect(messenger.synced.mock.calls.map(([body]) => [body.epoch, Object.keys(body.known).length])).toEqual([
      [FIRST, 3],
      [undefined, 0],
    ]);
    await eventually(() => expect(messenger.ids()).toEqual([B]));
    expect(TestBed.inject(ServerLife).count()).toBe(life + 1);
    await TestBed.inject(MessageFeeds).visit(B).load();
    await messenger.kept(B, (stretch) =>
      expect(stretch?.messages.map(({ body }) => body)).toEqual(['Another 1', 'Another 2']),
    );
    await messenger.kept(C, (stretch) => expect(stretch).toBeUndefined());
  });

  it('keeps what I wrote, and lets none of it answer, change or mark read another message', async () => {
    messenger.isOpen.set(false);
    const [first] = messages(1, 1, { conversationId: B });
    TestBed.inject(Outbox).send(B, { body: 'Unsent', ...(first && { replyTo: first }) });
    TestBed.inject(Drafts).keep(C, { body: 'Unsaid', subject: '', replyToSeq: 2 });
    TestBed.inject(KeptEdits).keep(B, 1, { body: 'Unchanged', subject: '' });
    messenger.isOpen.set(true);
    messenger.synced.mockReturnValueOnce({ ...NOTHING, reset: true });

    messenger.comeBack();
    await messenger.returned();

    const [unsent] = TestBed.inject(Outbox).messages();
    expect([unsent?.body, unsent?.replyTo]).toEqual(['Unsent', undefined]);
    expect(TestBed.inject(Drafts).of(C)).toMatchObject({ body: 'Unsaid', replyToSeq: null });
    expect(await TestBed.inject(KeptEdits).find(B, 1)).toBeUndefined();
  });

  it('keeps and saves again a draft that the server had, and lost', async () => {
    const drafts = TestBed.inject(Drafts);
    drafts.keep(C, { body: 'Saved before', subject: '', replyToSeq: null });
    await eventually(() => expect(drafts.savedAt(C)).toBeDefined());
    const answer = Promise.withResolvers<unknown>();
    messenger.synced.mockReturnValueOnce(answer.promise);

    messenger.comeBack();
    await eventually(() => expect(messenger.synced).toHaveBeenCalled());
    answer.resolve({ ...NOTHING, reset: true });
    await messenger.returned();

    expect(drafts.of(C).body).toBe('Saved before');
    await eventually(() => expect(messenger.saved).toEqual(['Saved before', 'Saved before']));
  });

  it('says of no message that it was read because another with its number was', async () => {
    await messenger.kept(B, (stretch) => expect(stretch).toBeDefined());
    messenger.listed = undefined;
    TestBed.inject(ReadPositions).read(C, 3, 3);
    await messenger.reopenOffline();
    await eventually(() => expect(TestBed.inject(ReadPositions).of(C)).toBe(3));
    messenger.listed = [];
    messenger.synced.mockReturnValueOnce({ ...NOTHING, reset: true });

    messenger.comeBack();
    await messenger.returned();

    expect(messenger.read).toEqual([]);
  });

  it('says nothing that names messages by their numbers before the server has said what they stand for', async () => {
    messenger.isOpen.set(false);
    TestBed.tick();
    const [first] = messages(1, 1, { conversationId: B });
    const answer = Promise.withResolvers<unknown>();
    messenger.synced.mockReturnValueOnce(answer.promise);
    messenger.isOpen.set(true);
    messenger.comeBack();
    await eventually(() => expect(messenger.synced).toHaveBeenCalled());

    TestBed.inject(Outbox).send(B, { body: 'An answer', ...(first && { replyTo: first }) });
    TestBed.inject(Outbox).send(C, { body: 'No answer' });
    TestBed.inject(ReadPositions).read(C, 3, 3);
    if (first) TestBed.inject(Reactions).toggle(first, '🎉');
    await eventually(() => expect(messenger.sent).toEqual(['No answer']));
    expect(messenger.read).toEqual([]);
    expect(messenger.reacted).toEqual([]);
    answer.resolve(NOTHING);
    await messenger.returned();

    await eventually(() => expect(messenger.sent).toEqual(['No answer', 'No answer', 'An answer']));
    await eventually(() => expect(messenger.read).toEqual([3]));
    expect(messenger.reacted).toEqual([1]);
  });
});
