import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { Session } from '../../core/session';
import type { MessageDto } from '../../api/models/message-dto';
import { Confirmed } from '../confirmed';
import { createdEvent, leftEvent } from '../messages/answers-as-events';
import { ConversationLists } from './conversation-lists';
import { ConversationStore } from './conversation-store';
import { aConversation, aMessage, ANA, NOOR } from '../sample-data';
import { eventually } from '../../testing/eventually';

describe('the conversations I know', () => {
  const invoke = vi.fn();
  let store: ConversationStore;
  let lists: ConversationLists;
  const one = () => store.conversation('c')() ?? expect.fail('not known');
  const mine = aConversation().me;
  /** What a frame tells. */
  function hear(message: MessageDto): void {
    TestBed.inject(Confirmed).apply(createdEvent(message));
    store.complete();
  }

  beforeEach(() => {
    invoke.mockReset();
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: Session, useValue: { me: signal(NOOR) } },
      ],
    });
    store = TestBed.inject(ConversationStore);
    lists = TestBed.inject(ConversationLists);
    store.put([aConversation({ lastSeq: 4, lastRev: 4 })]);
  });

  it('count what others write, once', () => {
    hear(aMessage({ seq: 5 }));
    hear(aMessage({ seq: 5 }));

    expect(one()).toMatchObject({ unreadCount: 1, lastSeq: 5, lastMessage: { seq: 5 } });
  });

  it('do not count what I write myself, nor system lines', () => {
    hear(aMessage({ seq: 5, sender: NOOR }));
    hear(aMessage({ seq: 6, kind: 'system' }));

    expect(one().unreadCount).toBe(0);
  });

  it('are read everywhere when another device of mine read them', () => {
    hear(aMessage({ seq: 5 }));
    store.applyMyState('c', { ...mine, rev: 2, lastReadSeq: 5 });

    expect(one().unreadCount).toBe(0);
  });

  it('ignore a state of mine that comes late', () => {
    store.applyMyState('c', { ...mine, rev: 5, pinned: true });
    store.applyMyState('c', { ...mine, rev: 4, pinned: false });

    expect(one().me.pinned).toBe(true);
  });

  it('keep what events told when an older answer arrives after them', () => {
    hear(aMessage({ seq: 5 }));
    store.put([aConversation({ lastSeq: 4, lastRev: 4 })]);

    expect(one()).toMatchObject({ lastSeq: 5, unreadCount: 1 });
  });

  it('are asked for when somebody writes in one that is not known', async () => {
    invoke.mockResolvedValueOnce(aConversation({ id: 'new', unreadCount: 1 }));
    hear(aMessage({ conversationId: 'new' }));

    await eventually(() => expect(store.conversation('new')()?.unreadCount).toBe(1));
  });

  it('are asked for when an event shows that another one was missed', async () => {
    invoke.mockResolvedValueOnce(aConversation({ lastSeq: 6, lastRev: 6, unreadCount: 2 }));
    hear(aMessage({ seq: 6 }));

    await eventually(() => expect(one().unreadCount).toBe(2));
  });

  it('keep what I changed elsewhere when an older answer arrives after that', async () => {
    invoke.mockResolvedValueOnce(aConversation({ lastSeq: 4, lastRev: 4 }));
    invoke.mockResolvedValueOnce(aConversation({ lastSeq: 4, lastRev: 4, me: { ...mine, rev: 2, pinned: true } }));
    store.refresh('c');
    store.applyMyState('c', { ...mine, rev: 2, pinned: true });

    await eventually(() => expect(invoke).toHaveBeenCalledTimes(2));
    expect(one().me.pinned).toBe(true);
  });

  it('do not call for me while they are muted or archived', () => {
    store.put([
      aConversation({ id: 'a', unreadCount: 1 }),
      aConversation({ id: 'b', unreadCount: 1, me: { ...mine, mutedUntil: '2027-01-01T00:00:00.000Z' } }),
      aConversation({ id: 'd', unreadCount: 1, me: { ...mine, archived: true } }),
    ]);

    expect(store.waiting()).toBe(1);
  });

  it('are listed with the pinned ones first, then by newest activity', () => {
    store.put([
      aConversation({ id: 'old', lastMessage: aMessage({ createdAt: '2026-11-02T08:00:00.000Z' }) }),
      aConversation({ id: 'pinned', me: { ...mine, pinned: true } }),
      aConversation({ id: 'new', lastMessage: aMessage({ createdAt: '2026-11-03T08:00:00.000Z' }) }),
    ]);

    expect(lists.list('active').map(({ id }) => id)).toEqual(['pinned', 'new', 'old', 'c']);
  });

  it('move between the lists as they are archived', () => {
    store.applyMyState('c', { ...mine, rev: 2, archived: true });

    expect(lists.list('active')).toEqual([]);
    expect(lists.list('archived')).toHaveLength(1);
  });

  it('show the new name of somebody', () => {
    const data = { ...ANA, displayName: 'Ana Lindqvist', status: null };
    TestBed.inject(Confirmed).apply({ type: 'user.updated', conversationId: null, rev: null, at: '', data });

    expect(one().members[1]?.displayName).toBe('Ana Lindqvist');
  });

  it('forgets a conversation that I am no longer in', () => {
    store.put([aConversation({ id: 'c' }), aConversation({ id: 'd' })]);

    TestBed.inject(Confirmed).apply(leftEvent('c', NOOR.id));

    expect(store.all().map(({ id }) => id)).toEqual(['d']);
    expect(store.conversation('c')()).toBeUndefined();
  });
});
