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
  type Ask = (around: number | undefined) => unknown;
  /** A conversation of so many messages, not yet visited; the history is what `ask` answers. */
  function about({ lastSeq, lastReadSeq, ask }: { lastSeq: number; lastReadSeq: number; ask: Ask }): OpenConversation {
    const isHistory = (params: object) => 'limit' in params && !('afterRev' in params);
    const invoke = async (_route: unknown, params: { around?: number }) =>
      isHistory(params) ? ask(params.around) : [];
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
    const unreadCount = lastSeq - lastReadSeq;
    const conversation = aConversation({ lastSeq, lastRev: lastSeq, unreadCount });
    TestBed.inject(ConversationStore).put([{ ...conversation, me: { ...conversation.me, lastReadSeq } }]);
    return TestBed.inject(OpenConversation);
  }
  const page = (...seqs: number[]) => ({
    items: seqs.map((seq) => aMessage({ seq })),
    ...{ hasBefore: true, hasAfter: true, lastSeq: 40, lastRev: 40 },
  });

  it('keeps the divider that is not there yet when Escape is faster than the page', async () => {
    const loaded = Promise.withResolvers<unknown>();
    const open = about({ lastSeq: 21, lastReadSeq: 19, ask: () => loaded.promise });
    const hasDivider = () => open.rows().some(({ kind }) => kind === 'new');
    open.open('c');

    expect(open.dropDivider()).toBe(false);
    loaded.resolve({ ...page(18, 19, 20, 21), hasBefore: false, hasAfter: false, lastSeq: 21, lastRev: 21 });
    await eventually(() => expect(hasDivider()).toBe(true));

    expect(open.dropDivider()).toBe(true);
    expect([hasDivider(), open.dropDivider()]).toEqual([false, false]);
  });

  it('shows the message that a link leads to, though the place of the unread ones comes later', async () => {
    const unread = Promise.withResolvers<unknown>();
    const ask = (around?: number) => (around === 5 ? page(4, 5, 6) : unread.promise);
    const open = about({ lastSeq: 40, lastReadSeq: 19, ask });
    open.open('c');

    await open.loadAround(5);

    expect(open.keyOf(5)).toBeDefined();
    unread.resolve(page(19, 20, 21));
    await Promise.resolve();
    expect(open.keyOf(5)).toBeDefined();
  });

  it('shows the message that a link leads to, though the newest ones are loaded meanwhile', async () => {
    const first = Promise.withResolvers<unknown>();
    const aroundFive = [first.promise, page(4, 5, 6)];
    const ask = (around?: number) => (around === 5 ? aroundFive.shift() : page(39, 40));
    const open = about({ lastSeq: 40, lastReadSeq: 39, ask });
    open.open('c');

    const led = open.loadAround(5);
    await open.feed.load();
    first.resolve(page(4, 5, 6));

    expect(await led).toBe('shown');
    expect(open.keyOf(5)).toBeDefined();
  });

  it('stays at the end for whoever went there before the message was loaded', async () => {
    const first = Promise.withResolvers<unknown>();
    const ask = (around?: number) => (around === 5 ? first.promise : page(39, 40));
    const open = about({ lastSeq: 40, lastReadSeq: 39, ask });
    open.open('c');

    const led = open.loadAround(5);
    await open.loadEnd();
    first.resolve(page(4, 5, 6));

    expect(await led).toBe('overtaken');
    expect(open.keyOf(40)).toBeDefined();
  });
});
