import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { Api } from '../../api/api';
import { listChanges } from '../../api/fn/messages/list-changes';
import { listMessages } from '../../api/fn/messages/list-messages';
import { Session } from '../../core/session';
import { eventually } from '../../testing/eventually';
import { Confirmed } from '../confirmed';
import { ConversationStore } from '../conversations/conversation-store';
import { aConversation, aMessage, NOOR } from '../sample-data';
import { createdEvent, messageEvent } from './answers-as-events';
import { MessageFeeds } from './message-feeds';

describe('a conversation that is opened first', () => {
  it('shows what was written while its history was on its way, which did not know of it yet', async () => {
    const written = aMessage({ conversationId: 'c', seq: 1, rev: 2 });
    let answer: (page: object) => void = () => undefined;
    const history = new Promise((resolve) => (answer = resolve));
    const answers = new Map<unknown, unknown>([
      [listMessages, history],
      [listChanges, { items: [written], lastRev: 2, hasMore: false }],
    ]);
    const invoke = async (route: unknown): Promise<unknown> => answers.get(route);
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: Session, useValue: { me: signal(NOOR) } },
      ],
    });
    const feed = TestBed.inject(MessageFeeds).visit('c');
    const loaded = feed.load();

    TestBed.inject(Confirmed).apply(createdEvent(written));
    answer({ items: [], hasBefore: false, hasAfter: false, lastSeq: 0, lastRev: 1 });
    await loaded;

    await eventually(() => expect(feed.messages().map(({ seq }) => seq)).toEqual([1]));
  });

  it('stays empty where I cleared it before, whatever becomes of what I cleared', async () => {
    const nothing = { items: [], hasBefore: false, hasAfter: false, lastSeq: 3, lastRev: 3 };
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke: () => Promise.resolve(nothing) } },
        { provide: Session, useValue: { me: signal(NOOR) } },
      ],
    });
    const { me } = aConversation();
    TestBed.inject(ConversationStore).put([
      aConversation({ lastSeq: 3, lastRev: 3, me: { ...me, clearedThroughSeq: 3 } }),
    ]);
    const feed = TestBed.inject(MessageFeeds).visit('c');
    await feed.load();

    TestBed.inject(Confirmed).apply({ ...messageEvent(aMessage({ seq: 2, rev: 4 })), rev: 4 });

    expect(feed.messages()).toEqual([]);
  });
});
