import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalDatabase } from '../../core/local-database';
import { eventually } from '../../testing/eventually';
import { A, B, C, SyncedMessenger } from '../../testing/synced-messenger';
import { Confirmed } from '../confirmed';
import { ConversationLists } from '../conversations/conversation-lists';
import { MessageFeeds } from '../messages/message-feeds';
import { aConversation, aMessage, ANA, messages } from '../sample-data';
import { Freshness } from './freshness';

describe('the messenger without a connection', () => {
  let messenger: SyncedMessenger;

  beforeEach(async () => {
    messenger = new SyncedMessenger();
    await messenger.open();
  });
  afterEach(() => messenger.close());

  it('shows the list and the newest messages that this device kept, also of what nobody opened', async () => {
    for (const id of [A, B, C]) await messenger.kept(id, (stretch) => expect(stretch?.messages).toHaveLength(3));

    await messenger.reopenOffline();

    expect(messenger.ids()).toEqual([A, B, C]);
    expect([A, B, C].map((id) => messenger.seqs(id))).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(TestBed.inject(Freshness).staleSince()).toBeDefined();
  });

  it('shows nothing of what was deleted for everyone or for me', async () => {
    await messenger.kept(B, (stretch) => expect(stretch?.messages).toHaveLength(3));
    // The log is somewhere else in the history, so that its end is not written again.
    TestBed.inject(Confirmed)
      .stretch(B)
      .update((stretch) => ({ ...stretch, hasAfter: true }));
    const gone = aMessage({ conversationId: B, seq: 3, rev: 4, body: '', deletedAt: '2026-11-18T10:00:00.000Z' });
    messenger.hear({ type: 'message.deleted', conversationId: B, rev: 4, at: '', data: gone });
    const me = { ...aConversation().me, rev: 2 };
    messenger.hear({ type: 'me.updated', conversationId: B, rev: null, at: '', data: { me, hidden: [1] } });

    await messenger.kept(B, (stretch) => expect(stretch?.messages.map(({ seq }) => seq)).toEqual([2]));
  });

  it('shows nothing of what I cleared', async () => {
    await messenger.kept(B, (stretch) => expect(stretch?.messages).toHaveLength(3));
    // The log is somewhere else in the history, so that its end is not written again.
    TestBed.inject(Confirmed)
      .stretch(B)
      .update((stretch) => ({ ...stretch, hasAfter: true }));
    const me = { ...aConversation().me, rev: 2, clearedThroughSeq: 2 };
    messenger.hear({ type: 'me.updated', conversationId: B, rev: null, at: '', data: { me } });

    await messenger.kept(B, (stretch) => expect(stretch?.messages.map(({ seq }) => seq)).toEqual([3]));
  });

  it('shows what was changed as it is now, also where it is quoted', async () => {
    const replyTo = { seq: 1, sender: ANA, excerpt: 'Message 1', deleted: false };
    messenger.history = [...messages(1, 2), aMessage({ seq: 3, replyTo })];
    await TestBed.inject(MessageFeeds).peek(B)?.load();
    await messenger.kept(B, (stretch) => expect(stretch?.messages[2]?.replyTo?.excerpt).toBe('Message 1'));
    // The log is somewhere else in the history, so that its end is not written again.
    TestBed.inject(Confirmed)
      .stretch(B)
      .update((stretch) => ({ ...stretch, hasAfter: true }));
    const changed = aMessage({ conversationId: B, seq: 1, rev: 4, body: 'Changed' });
    messenger.hear({ type: 'message.updated', conversationId: B, rev: 4, at: '', data: changed });

    await messenger.kept(B, (stretch) => expect(stretch?.messages[0]?.body).toBe('Changed'));
    await messenger.kept(B, (stretch) => expect(stretch?.messages[2]?.replyTo?.excerpt).toBe('Changed'));
  });

  it('drops what does not fit any more', async () => {
    for (const id of [A, B, C]) await messenger.kept(id, (stretch) => expect(stretch?.messages).toHaveLength(3));
    await TestBed.inject(LocalDatabase).revise('messages', (value) => ({ ...(value as object), rev: 'new' }), A);

    await messenger.reopenOffline();

    expect([A, B].map((id) => messenger.seqs(id))).toEqual([undefined, [1, 2, 3]]);
  });

  it('is current again as soon as the server told what was missed since', async () => {
    for (const id of [A, B, C]) await messenger.kept(id, (stretch) => expect(stretch?.messages).toHaveLength(3));
    await messenger.reopenOffline();
    const since = TestBed.inject(Freshness).staleSince() ?? '';
    messenger.listed = [];
    messenger.isOpen.set(true);

    messenger.comeBack();

    await eventually(() => expect(TestBed.inject(Freshness).staleSince()).toBeUndefined());
    expect(messenger.lastQuestion().known).toEqual({ [A]: 3, [B]: 3, [C]: 3 });
    expect(Date.parse(messenger.lastQuestion().since ?? '')).toBeLessThan(Date.parse(since));
    await eventually(() => expect(TestBed.inject(ConversationLists).state('active').status).toBe('ready'));
  });
});
