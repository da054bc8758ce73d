import { signal, type WritableSignal } from '@angular/core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Api } from '../../api/api';
import { getMessage } from '../../api/fn/messages/get-message';
import { listChanges } from '../../api/fn/messages/list-changes';
import { listMessages } from '../../api/fn/messages/list-messages';
import type { MessageDto } from '../../api/models/message-dto';
import type { MyFullStateDto } from '../../api/models/my-full-state-dto';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { clearedEvent, hiddenEvent, restoredEvent } from './answers-as-events';
import { MessageFeed } from './message-feed';
import { NO_STRETCH, type Stretch, stretchAfter } from './stretch';
import { aMessage, messages } from '../sample-data';
import { eventually } from '../../testing/eventually';

describe('the messages of a conversation', () => {
  const history = vi.fn();
  const changes = vi.fn();
  const single = vi.fn();
  const answers = new Map<unknown, (params: object) => unknown>([
    [listMessages, history],
    [listChanges, changes],
    [getMessage, single],
  ]);
  const api = { invoke: async (fn: unknown, params: object) => answers.get(fn)?.(params) } as unknown as Api;
  let feed: MessageFeed;
  let stretch: WritableSignal<Stretch>;
  const apply = (event: RealtimeEvent): void => stretch.update((before) => stretchAfter(before, event, undefined));
  /** What a frame tells. */
  function hear(message: MessageDto, rev = message.rev): void {
    apply({ type: 'message.created', conversationId: 'c', rev, at: '', data: message });
    void feed.complete();
  }
  const seqs = (): number[] => feed.messages().map((message) => message.seq);
  const settled = (): Promise<void> => eventually(() => feed.catchUp());

  const page = (from: number, to: number, { hasBefore = false, hasAfter = false, lastRev = to } = {}) => ({
    items: messages(from, to),
    hasBefore,
    hasAfter,
    lastSeq: to,
    lastRev,
  });

  beforeEach(async () => {
    vi.resetAllMocks();
    stretch = signal(NO_STRETCH);
    const slot = { read: stretch, update: (to: (before: Stretch) => Stretch) => stretch.update(to) };
    feed = new MessageFeed(api, 'c', slot, apply);
    history.mockReturnValueOnce(page(4, 6, { hasBefore: true }));
    await feed.load();
  });

  it('are no more than came after what I cleared, also in a page that was on its way, and when one of it changes', async () => {
    const late = Promise.withResolvers<ReturnType<typeof page>>();
    history.mockReturnValueOnce(late.promise);
    const loaded = feed.loadBefore();
    apply(clearedEvent('c', 4));
    late.resolve(page(1, 3));
    await loaded;
    hear(aMessage({ seq: 4, rev: 7 }), 7);

    expect(seqs()).toEqual([5, 6]);
    expect(feed.hasBefore()).toBe(false);
    apply(clearedEvent('c', 6));
    hear(aMessage({ seq: 5, rev: 8 }), 8);
    expect(seqs()).toEqual([]);
  });

  it('are read anew where all that was loaded was cleared, and more follows it', async () => {
    history.mockReturnValueOnce(page(4, 6, { hasBefore: true, hasAfter: true, lastRev: 9 }));
    await feed.load({ around: 5 });
    history.mockReturnValueOnce(page(8, 9));

    apply(clearedEvent('c', 7));
    await feed.complete();

    await eventually(() => expect(seqs()).toEqual([8, 9]));
  });

  it('are in the order of their numbers, however they come', () => {
    hear(aMessage({ seq: 8, rev: 8 }), 8);
    hear(aMessage({ seq: 7, rev: 7 }), 7);

    expect(seqs()).toEqual([4, 5, 6, 7, 8]);
  });

  it('stand there once, even when the same one comes as answer and as event', () => {
    hear(aMessage({ seq: 7 }));
    hear(aMessage({ seq: 7 }));

    expect(seqs()).toEqual([4, 5, 6, 7]);
    expect(changes).not.toHaveBeenCalled();
  });

  it('are fetched when a gap shows that some were missed', async () => {
    changes.mockReturnValueOnce({ items: messages(7, 9), lastRev: 9, hasMore: false });

    hear(aMessage({ seq: 9 }));
    await settled();

    expect(changes).toHaveBeenCalledWith({ conversationId: 'c', afterRev: 6, limit: 200 });
    expect(seqs()).toEqual([4, 5, 6, 7, 8, 9]);
  });

  it('are asked for until there is no more', async () => {
    changes.mockReturnValueOnce({ items: messages(7, 8), lastRev: 8, hasMore: true });
    changes.mockReturnValueOnce({ items: messages(9, 9), lastRev: 9, hasMore: false });

    await feed.catchUp();

    expect(changes).toHaveBeenLastCalledWith({ conversationId: 'c', afterRev: 8, limit: 200 });
    expect(seqs().at(-1)).toBe(9);
  });

  it('are not asked for again when a gap proves empty', async () => {
    changes.mockReturnValue({ items: [], lastRev: 6, hasMore: false });

    hear(aMessage({ seq: 6, rev: 9 }), 9);
    await settled();

    expect(changes.mock.calls.length).toBeLessThanOrEqual(2);
  });

  it('are dropped and read anew when the server says that too much was missed', async () => {
    changes.mockReturnValueOnce({ items: [], lastRev: 90, hasMore: false, reset: true });
    history.mockReturnValueOnce(page(80, 82, { hasBefore: true, lastRev: 90 }));

    await feed.catchUp();

    expect(seqs()).toEqual([80, 81, 82]);
  });

  it('keep the newest wording when an older one comes late', () => {
    hear(aMessage({ seq: 6, rev: 7, body: 'new' }), 7);
    hear(aMessage({ seq: 6, rev: 6, body: 'old' }), 6);

    expect(feed.messages().at(-1)?.body).toBe('new');
  });

  it('grow upward by a page', async () => {
    history.mockReturnValueOnce(page(1, 3));

    await feed.loadBefore();

    expect(history).toHaveBeenLastCalledWith({ conversationId: 'c', limit: 50, before: 4 });
    expect(seqs()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(feed.hasBefore()).toBe(false);
  });

  it('are looked for further up where a page has none because much is hidden there', async () => {
    history
      .mockReturnValueOnce({ ...page(1, 0, { hasBefore: true }), nextBefore: 3 })
      .mockReturnValueOnce({ ...page(1, 0, { hasBefore: true }), nextBefore: 2 })
      .mockReturnValueOnce(page(1, 1));

    await feed.loadBefore();

    expect(history).toHaveBeenLastCalledWith({ conversationId: 'c', limit: 50, before: 2 });
    expect(seqs()).toEqual([1, 4, 5, 6]);
    expect(feed.hasBefore()).toBe(false);
  });

  it('have no hole while older ones are read: what is new waits below', async () => {
    history.mockReturnValueOnce(page(1, 3, { hasAfter: true }));
    await feed.load({ around: 2 });

    hear(aMessage({ seq: 7 }));

    expect(seqs()).toEqual([1, 2, 3]);
  });

  it('disappear when I delete them for myself and return when I take that back', async () => {
    apply(hiddenEvent('c', [5]));
    expect(seqs()).toEqual([4, 6]);

    single.mockReturnValueOnce(aMessage({ seq: 5 }));
    apply(restoredEvent('c', [5]));
    await feed.complete();

    expect(seqs()).toEqual([4, 5, 6]);
  });

  it('say in every quote when the quoted one was deleted', () => {
    const replyTo = { seq: 6, sender: aMessage().sender, excerpt: 'Message 6', deleted: false };
    hear(aMessage({ seq: 7, replyTo }));

    hear(aMessage({ seq: 6, rev: 8, body: '', deletedAt: '2026-11-18T10:00:00.000Z' }), 8);

    expect(feed.messages().at(-1)?.replyTo).toMatchObject({ deleted: true, excerpt: null });
  });

  it('say in every quote whom the quoted one names now, by what they are called', () => {
    const noor = { userId: 'noor', username: 'noor', displayName: 'Noor', avatarUrl: null };
    const replyTo = { seq: 6, sender: aMessage().sender, excerpt: 'Message 6', deleted: false };
    hear(aMessage({ seq: 7, replyTo }));

    hear(aMessage({ seq: 6, rev: 8, body: 'Ask @Noor', mentions: [noor] }), 8);
    expect(feed.messages().at(-1)?.replyTo).toMatchObject({ excerpt: 'Ask @Noor', mentions: [noor] });

    const renamed = { id: 'noor', username: 'noor', displayName: 'Noor Haddad', avatarUrl: null };
    apply({ type: 'user.updated', conversationId: null, rev: null, at: '', data: renamed } as RealtimeEvent);
    expect(feed.messages().at(-1)?.replyTo?.mentions?.[0]?.displayName).toBe('Noor Haddad');

    hear(aMessage({ seq: 6, rev: 9, body: 'Ask somebody' }), 9);
    expect(feed.messages().at(-1)?.replyTo).toEqual({ ...replyTo, excerpt: 'Ask somebody' });
  });

  it('stay and say why when more cannot be loaded', async () => {
    history.mockRejectedValueOnce(new Error('down'));
    vi.stubGlobal('reportError', vi.fn());

    await feed.loadBefore();

    expect(seqs()).toEqual([4, 5, 6]);
    expect(feed.pageProblem()).toBeDefined();
    vi.unstubAllGlobals();
  });

  it('that are shown by their subject follow it to its new title, and are read anew when another becomes part of it', async () => {
    const about = { subject: 'Boats', subjectId: 'boats' };
    history.mockReturnValueOnce({ ...page(2, 3), items: messages(2, 3, about) });
    await feed.showSubject('Boats');
    const told = (id: string, mergedInto: string | null, rev: number): void => {
      const data = { id, title: 'Ships', resolvedAt: null, mergedInto };
      apply({ type: 'subject.updated', conversationId: 'c', rev, at: '', data });
    };

    told('boats', null, 4);
    expect([feed.subject, feed.messages().map(({ subject }) => subject)]).toEqual(['Ships', ['Ships', 'Ships']]);

    history.mockReturnValueOnce({
      ...page(1, 3, { lastRev: 5 }),
      items: messages(1, 3, { ...about, subject: 'Ships' }),
    });
    told('oars', 'boats', 5);
    await feed.complete();
    expect(history).toHaveBeenLastCalledWith(expect.objectContaining({ subject: 'Ships' }));
    expect(seqs()).toEqual([1, 2, 3]);
  });

  it('that I took back elsewhere are asked for after an absence, the oldest of all too', async () => {
    history.mockReturnValueOnce(page(2, 3));
    await feed.load();
    single.mockReturnValueOnce(aMessage({ seq: 1 }));

    await feed.reconcileHidden({ hidden: [], clearedThroughSeq: 0 } as unknown as MyFullStateDto, 3);

    await eventually(() => expect(seqs()).toEqual([1, 2, 3]));
    expect(single).toHaveBeenCalledWith({ conversationId: 'c', seq: 1 });
  });
});
