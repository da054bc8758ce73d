import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../api/api';
import type { MessageDto } from '../api/models/message-dto';
import { Session } from '../core/session';
import { ConversationActions } from './conversation-actions';
import { ConversationStore } from '../state/conversations/conversation-store';
import { MessageFeeds } from '../state/messages/message-feeds';
import { aConversation, aMessage, NOOR } from '../state/sample-data';

describe('marking a conversation', () => {
  const invoke = vi.fn();
  let actions: ConversationActions;

  beforeEach(() => {
    invoke.mockReset();
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: Session, useValue: { me: signal(NOOR) } },
      ],
    });
    actions = TestBed.inject(ConversationActions);
  });

  async function whole(...items: MessageDto[]) {
    const lastSeq = items.length;
    invoke.mockResolvedValueOnce({ items, hasBefore: false, hasAfter: false, lastRev: lastSeq, lastSeq });
    await TestBed.inject(MessageFeeds).prepare('c').load();
    return aConversation({ lastSeq, lastMessage: items.at(-1) ?? null });
  }

  const mine = (seq: number) => aMessage({ seq, sender: NOOR });

  it('unread is offered where somebody else wrote, also before me', async () => {
    expect(actions.canMarkUnread(await whole(aMessage({ seq: 1 }), mine(2)))).toBe(true);
  });

  it('unread is not offered where nothing can be unread', async () => {
    const deleted = aMessage({ seq: 1, deletedAt: '2026-11-18T10:00:00.000Z' });

    expect(actions.canMarkUnread(aConversation())).toBe(false);
    expect(actions.canMarkUnread(aConversation({ members: [NOOR], lastMessage: mine(1) }))).toBe(false);
    expect(actions.canMarkUnread(await whole(deleted, mine(2)))).toBe(false);
  });

  it('unread is offered where the device does not know all messages', () => {
    expect(actions.canMarkUnread(aConversation({ lastSeq: 9, lastMessage: mine(9) }))).toBe(true);
  });

  it('read takes the badge away', async () => {
    const store = TestBed.inject(ConversationStore);
    const unread = aConversation({ lastSeq: 2, unreadCount: 2 });
    store.put([unread]);
    expect(store.waiting()).toBe(1);

    actions.markRead(unread);

    expect(invoke).toHaveBeenCalledWith(expect.anything(), { conversationId: 'c', body: { seq: 2 } });
    expect(store.waiting()).toBe(0);
  });
});
