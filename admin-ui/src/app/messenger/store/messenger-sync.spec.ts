import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { getConversation } from '../../api/fn/conversations/get-conversation';
import { listConversations } from '../../api/fn/conversations/list-conversations';
import type { ConversationDto } from '../../api/models/conversation-dto';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Session } from '../../core/session';
import { ConversationLists } from './conversation-lists';
import { ConversationStore } from './conversation-store';
import { MessengerSync } from './messenger-sync';
import { aConversation, NOOR } from './sample-data';

describe('after an absence', () => {
  /** What the server would answer now. */
  let listed: ConversationDto[];
  let single: ReadonlyMap<string, ConversationDto>;
  let isDown: boolean;
  let comeBack: () => void;
  const asked: string[] = [];
  const ids = (): string[] =>
    TestBed.inject(ConversationStore)
      .all()
      .map(({ id }) => id);
  const settled = (): Promise<unknown> =>
    vi.waitFor(() => expect(TestBed.inject(ConversationLists).state('active').status).not.toBe('loading'));

  async function answer(route: unknown, { filter, cursor, conversationId }: Record<string, string>): Promise<unknown> {
    if (isDown) throw new Error('down', { cause: new HttpErrorResponse({ status: 0 }) });
    if (route === listConversations) {
      if (filter === 'unread') return { items: [], nextCursor: null };
      const from = Number(cursor ?? 0);
      return { items: listed.slice(from, from + 2), nextCursor: from + 2 < listed.length ? String(from + 2) : null };
    }
    if (route !== getConversation) throw new Error('not expected');
    asked.push(conversationId ?? '');
    const found = single.get(conversationId ?? '');
    if (!found) throw new Error('gone', { cause: new HttpErrorResponse({ status: 404 }) });
    return found;
  }

  beforeEach(async () => {
    isDown = false;
    asked.length = 0;
    listed = ['a', 'b', 'c'].map((id) => aConversation({ id }));
    single = new Map();
    const socket = {
      onEvent: () => () => undefined,
      onOpen: (listener: () => void) => (comeBack = listener),
      isOpen: signal(true),
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke: answer } },
        { provide: Session, useValue: { me: signal(NOOR) } },
        { provide: RealtimeSocket, useValue: socket },
      ],
    });
    TestBed.inject(MessengerSync);
    TestBed.tick();
    await vi.waitFor(() => expect(ids()).toEqual(['a', 'b']));
    await TestBed.inject(ConversationLists).loadMore('active');
    await settled();
    expect(ids()).toEqual(['a', 'b', 'c']);
  });

  it('a conversation that I was removed from is gone', async () => {
    listed = listed.filter(({ id }) => id !== 'b');

    comeBack();

    await vi.waitFor(() => expect(ids()).toEqual(['a', 'c']));
  });

  it('one that was archived elsewhere is no longer among the others', async () => {
    const archived = aConversation({ id: 'b', me: { ...aConversation().me, archived: true, rev: 2 } });
    listed = listed.filter(({ id }) => id !== 'b');
    single = new Map([['b', archived]]);

    comeBack();

    const lists = TestBed.inject(ConversationLists);
    await vi.waitFor(() => expect(lists.list('archived').map(({ id }) => id)).toEqual(['b']));
  });

  it('as much of the list is asked for again as was shown, and no conversation by itself', async () => {
    comeBack();
    await settled();
    await vi.waitFor(() => expect(TestBed.inject(ConversationLists).state('active').nextCursor).toBeNull());

    expect(asked).toEqual([]);
    expect(ids()).toEqual(['a', 'b', 'c']);
  });

  it('everything stays when the connection broke again', async () => {
    isDown = true;

    comeBack();
    await vi.waitFor(() => expect(TestBed.inject(ConversationLists).state('active').status).toBe('failed'));

    expect(asked).toEqual([]);
    expect(ids()).toEqual(['a', 'b', 'c']);
  });
});
