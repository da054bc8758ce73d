import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { Api } from '../../api/api';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Session } from '../../core/session';
import { Confirmed } from '../../state/confirmed';
import { leftEvent, messageEvent } from '../../state/messages/answers-as-events';
import { ConversationStore } from '../../state/conversations/conversation-store';
import { eventually } from '../../testing/eventually';
import { aConversation, aMessage, NOOR } from '../../state/sample-data';
import { OpenConversation } from './open-conversation';

describe('what I answer', () => {
  let open: OpenConversation;
  const answered = () => open.replyTo()?.body;

  beforeEach(() => {
    const socket = {
      isOpen: signal(true),
      state: signal({ kind: 'open' }),
      onOpen: () => undefined,
      onEvent: () => undefined,
    };
    TestBed.configureTestingModule({
      providers: [
        OpenConversation,
        { provide: Api, useValue: {} },
        { provide: Session, useValue: { me: signal(NOOR) } },
        { provide: RealtimeSocket, useValue: socket },
      ],
    });
    open = TestBed.inject(OpenConversation);
    open.replyTo.set(aMessage({ seq: 3 }));
  });

  it('is shown as it is now', () => {
    TestBed.inject(Confirmed).apply(messageEvent(aMessage({ seq: 3, rev: 9, body: 'Changed' })));

    expect(answered()).toBe('Changed');
  });

  it('is nothing any more when it was deleted', () => {
    const deletedAt = '2026-11-18T10:00:00.000Z';
    TestBed.inject(Confirmed).apply(messageEvent(aMessage({ seq: 3, rev: 9, body: '', deletedAt })));

    expect(answered()).toBeUndefined();
  });

  it('is nothing any more when I am not in the group any more', () => {
    TestBed.inject(Confirmed).apply(leftEvent('c', NOOR.id));

    expect(answered()).toBeUndefined();
  });
});

describe('a visit that begins somewhere', () => {
  it('keeps the divider that is not there yet when Escape is faster than the page', async () => {
    const items = [18, 19, 20, 21].map((seq) => aMessage({ seq }));
    const page = { items, hasBefore: false, hasAfter: false, lastSeq: 21, lastRev: 21 };
    const loaded = Promise.withResolvers<unknown>();
    const socket = {
      isOpen: signal(true),
      state: signal({ kind: 'open' }),
      onOpen: () => undefined,
      onEvent: () => undefined,
    };
    const invoke = () => loaded.promise;
    TestBed.configureTestingModule({
      providers: [
        OpenConversation,
        { provide: Api, useValue: { invoke } },
        { provide: Session, useValue: { me: signal(NOOR) } },
        { provide: RealtimeSocket, useValue: socket },
      ],
    });
    const conversation = aConversation({ lastSeq: 21, lastRev: 21, unreadCount: 2 });
    TestBed.inject(ConversationStore).put([{ ...conversation, me: { ...conversation.me, lastReadSeq: 19 } }]);
    const open = TestBed.inject(OpenConversation);
    const hasDivider = () => open.rows().some(({ kind }) => kind === 'new');
    open.open('c');

    expect(open.dropDivider()).toBe(false);
    loaded.resolve(page);
    await eventually(() => expect(hasDivider()).toBe(true));

    expect(open.dropDivider()).toBe(true);
    expect([hasDivider(), open.dropDivider()]).toEqual([false, false]);
  });

  it('shows the message that a link leads to, though the place of the unread ones comes later', async () => {
    const unread = Promise.withResolvers<unknown>();
    const page = (seqs: number[]) => ({
      items: seqs.map((seq) => aMessage({ seq })),
      ...{ hasBefore: true, hasAfter: true, lastSeq: 40, lastRev: 40 },
    });
    const invoke = (_route: unknown, { around }: { around?: number }) =>
      around === 20 ? unread.promise : Promise.resolve(around === 5 ? page([4, 5, 6]) : []);
    const socket = {
      isOpen: signal(true),
      state: signal({ kind: 'open' }),
      onOpen: () => undefined,
      onEvent: () => undefined,
    };
    TestBed.configureTestingModule({
      providers: [
        OpenConversation,
        { provide: Api, useValue: { invoke } },
        { provide: Session, useValue: { me: signal(NOOR) } },
        { provide: RealtimeSocket, useValue: socket },
      ],
    });
    const conversation = aConversation({ lastSeq: 40, lastRev: 40, unreadCount: 21 });
    TestBed.inject(ConversationStore).put([{ ...conversation, me: { ...conversation.me, lastReadSeq: 19 } }]);
    const open = TestBed.inject(OpenConversation);

    open.open('c');
    open.leadElsewhere();
    await open.feed.load({ around: 5 });

    expect(open.keyOf(5)).toBeDefined();
    unread.resolve(page([19, 20, 21]));
    await Promise.resolve();
    expect(open.keyOf(5)).toBeDefined();
  });
});
