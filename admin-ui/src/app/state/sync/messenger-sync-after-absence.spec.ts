import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SyncedConversationDto } from '../../api/models/synced-conversation-dto';
import { Link } from '../../core/realtime/link';
import { learnServerTime } from '../../core/server-clock';
import { eventually } from '../../testing/eventually';
import { A, B, C, NOTHING, SyncedMessenger } from '../../testing/synced-messenger';
import { Confirmed } from '../confirmed';
import { ConversationStore } from '../conversations/conversation-store';
import { hiddenEvent } from '../messages/answers-as-events';
import { MessageFeeds } from '../messages/message-feeds';
import { Outbox } from '../outbox/outbox';
import { aConversation, aMessage, messages, NOOR } from '../sample-data';

const MY_STATE = aConversation().me;
const moved = (...items: SyncedConversationDto[]) => ({ ...NOTHING, items });

describe('the messenger after an absence', () => {
  let messenger: SyncedMessenger;

  beforeEach(async () => {
    messenger = new SyncedMessenger();
    await messenger.open();
  });
  afterEach(() => messenger.close());

  it('asks once for everything, and says what it has', async () => {
    messenger.comeBack();
    await messenger.returned();

    expect(messenger.synced).toHaveBeenCalledOnce();
    expect(messenger.lastQuestion()).toMatchObject({
      known: { [A]: 3, [B]: 3, [C]: 3 },
      meRevs: { [A]: 1, [B]: 1, [C]: 1 },
    });
    expect(Date.parse(messenger.lastQuestion().since ?? '')).toBeLessThan(Date.now() - 60_000);
    expect(messenger.lists).toEqual([]);
  });

  it('loses nothing on a device whose clock is ahead', async () => {
    const now = Date.now();
    learnServerTime(now - 10 * 60_000, 0);
    messenger.isOpen.set(false);
    TestBed.tick();
    messenger.isOpen.set(true);

    messenger.comeBack();
    await messenger.returned();

    expect(Date.parse(messenger.lastQuestion().since ?? '')).toBeLessThan(now - 10 * 60_000);
  });

  it('hands the changes to the log that shows them, and counts what is new', async () => {
    const conversation = aConversation({ id: B, lastSeq: 5, lastRev: 6, unreadCount: 2 });
    const deleted = { seq: 2, rev: 6, body: '', deletedAt: '2026-11-18T10:00:00.000Z' };
    const items = [aMessage({ ...deleted, conversationId: B }), ...messages(4, 5, { conversationId: B })];
    messenger.synced.mockReturnValueOnce(moved({ conversation, changes: { items, lastRev: 6, hasMore: false } }));

    messenger.comeBack();

    await eventually(() => expect(messenger.seqs(B)).toEqual([1, 2, 3, 4, 5]));
    await messenger.returned();
    expect(TestBed.inject(MessageFeeds).peek(B)?.messages()[1]?.body).toBe('');
    expect(TestBed.inject(Link).news()).toBe(2);
    expect(TestBed.inject(ConversationStore).conversation(B)()?.unreadCount).toBe(2);
  });

  it('counts what was written to me: nothing of mine, nothing deleted again, and a changed message once', async () => {
    const conversation = aConversation({ id: B, lastSeq: 6, lastRev: 8, unreadCount: 1 });
    const deletedAt = '2026-11-18T10:00:00.000Z';
    const written = [
      { seq: 5, sender: NOOR },
      { seq: 6, rev: 7, body: '', deletedAt },
      { seq: 4, rev: 8 },
    ];
    const items = written.map((one) => aMessage({ ...one, conversationId: B }));
    messenger.synced.mockReturnValueOnce(moved({ conversation, changes: { items, lastRev: 8, hasMore: false } }));

    messenger.comeBack();
    await messenger.returned();

    expect(TestBed.inject(Link).news()).toBe(1);
  });

  it('counts what is cut off, though the changes tell of earlier messages alone', async () => {
    const conversation = aConversation({ id: B, lastSeq: 7, lastRev: 8, unreadCount: 4 });
    const items = [aMessage({ conversationId: B, seq: 2, rev: 4 })];
    messenger.synced.mockReturnValueOnce(moved({ conversation, changes: { items, lastRev: 4, hasMore: true } }));

    messenger.comeBack();
    await messenger.returned();

    expect(TestBed.inject(Link).news()).toBe(4);
  });

  it('adds up what is new where the connection broke once more at once', async () => {
    const conversation = aConversation({ id: B, lastSeq: 5, lastRev: 5, unreadCount: 2 });
    const items = messages(4, 5, { conversationId: B });
    messenger.synced.mockReturnValueOnce(moved({ conversation, changes: { items, lastRev: 5, hasMore: false } }));

    messenger.comeBack();
    messenger.comeBack();
    await eventually(() => expect(messenger.synced).toHaveBeenCalledTimes(2));
    await messenger.returned();

    expect(TestBed.inject(Link).news()).toBe(2);
  });

  it('misses nothing of what came before a message that I sent without a connection', async () => {
    messenger.isOpen.set(false);
    TestBed.tick();
    const mine = aMessage({ conversationId: B, seq: 5, sender: NOOR });
    messenger.hear({ type: 'message.created', conversationId: B, rev: 5, at: '', data: mine });
    messenger.isOpen.set(true);
    const conversation = aConversation({ id: B, lastSeq: 5, lastRev: 5, unreadCount: 1 });
    const items = [aMessage({ conversationId: B, seq: 4 }), mine];
    messenger.synced.mockReturnValueOnce(moved({ conversation, changes: { items, lastRev: 5, hasMore: false } }));

    messenger.comeBack();
    await messenger.returned();

    expect(messenger.lastQuestion().known[B]).toBe(3);
    expect(TestBed.inject(Link).news()).toBe(1);
    expect(TestBed.inject(ConversationStore).conversation(B)()?.unreadCount).toBe(1);
  });

  it('hides what I deleted elsewhere, and shows again what I took back', async () => {
    TestBed.inject(Confirmed).apply(hiddenEvent(B, [2]));
    const conversation = aConversation({ id: B, lastSeq: 3, lastRev: 3 });
    const state = { ...MY_STATE, rev: 2, hidden: [3], clearedThroughSeq: 0 };
    messenger.synced.mockReturnValueOnce(moved({ conversation, state }));

    messenger.comeBack();

    await eventually(() => expect(messenger.seqs(B)).toEqual([1, 2]));
  });

  it('shows nothing of what I cleared elsewhere', async () => {
    const conversation = aConversation({ id: B, lastSeq: 3, lastRev: 3 });
    const state = { ...MY_STATE, rev: 2, hidden: [], clearedThroughSeq: 2 };
    messenger.synced.mockReturnValueOnce(moved({ conversation, state }));

    messenger.comeBack();

    await eventually(() => expect(messenger.seqs(B)).toEqual([3]));
    await messenger.kept(B, (stretch) => expect(stretch?.messages.map(({ seq }) => seq)).toEqual([3]));
  });

  it('begins anew in a group that I left and came back to meanwhile', async () => {
    const conversation = aConversation({
      id: B,
      lastSeq: 6,
      lastRev: 6,
      me: { ...MY_STATE, rev: 0, lastReadSeq: 6 },
    });
    const state = { ...conversation.me, hidden: [], clearedThroughSeq: 0 };
    const items = [aMessage({ conversationId: B, seq: 6, kind: 'system' })];
    messenger.synced.mockReturnValueOnce(
      moved({ conversation, state, changes: { items, lastRev: 6, hasMore: false } }),
    );

    messenger.comeBack();
    await messenger.returned();

    expect(messenger.seqs(B)).toBeUndefined();
    expect(TestBed.inject(ConversationStore).conversation(B)()).toMatchObject({ lastSeq: 6, me: { rev: 0 } });
  });

  it('forgets what I was removed from, and learns of what is new to me, page after page', async () => {
    const fresh = aConversation({ id: '01936f0a-7a9c-7c1e-b7a1-000000000009', unreadCount: 1 });
    messenger.synced.mockReturnValueOnce({ items: [], removed: [A], nextCursor: 'next' });
    messenger.synced.mockReturnValueOnce(moved({ conversation: fresh }));

    messenger.comeBack();

    await eventually(() => expect(messenger.ids()).toEqual([B, C, fresh.id]));
    expect(messenger.lastQuestion().cursor).toBe('next');
    await messenger.returned();
    expect(TestBed.inject(Link).news()).toBe(1);
  });

  it('takes a message for sent whose answer was lost', async () => {
    const clientId = TestBed.inject(Outbox).send(B, { body: 'Hello' });
    const mine = aMessage({ conversationId: B, seq: 4, sender: NOOR, clientId });
    const conversation = aConversation({ id: B, lastSeq: 4, lastRev: 4 });
    messenger.synced.mockReturnValueOnce(
      moved({ conversation, changes: { items: [mine], lastRev: 4, hasMore: false } }),
    );

    messenger.comeBack();

    await eventually(() => expect(TestBed.inject(Outbox).messages()).toEqual([]));
    await messenger.returned();
    expect(TestBed.inject(Link).news()).toBe(0);
  });

  it('keeps everything when the connection broke again', async () => {
    messenger.listed = undefined;

    messenger.comeBack();
    await messenger.returned();

    expect(messenger.ids()).toEqual([A, B, C]);
    expect(messenger.seqs(B)).toEqual([1, 2, 3]);
  });

  it('asks again, a little later, when the nodes could not hear each other', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);

    messenger.hear({ type: 'resync', conversationId: null, rev: null, at: '', data: { spreadMs: 1_000 } });

    await eventually(() => expect(messenger.synced).toHaveBeenCalledOnce());
  });
});
