import 'fake-indexeddb/auto';
import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { getConversation } from '../../api/fn/conversations/get-conversation';
import { listConversations } from '../../api/fn/conversations/list-conversations';
import { listDrafts } from '../../api/fn/drafts/list-drafts';
import { saveDraft } from '../../api/fn/drafts/save-draft';
import { getMessage } from '../../api/fn/messages/get-message';
import { listChanges } from '../../api/fn/messages/list-changes';
import { listMessages } from '../../api/fn/messages/list-messages';
import { sync } from '../../api/fn/messages/sync';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { SyncDto } from '../../api/models/sync-dto';
import type { SyncedConversationDto } from '../../api/models/synced-conversation-dto';
import { LocalDatabase } from '../../core/local-database';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { Link } from '../../core/realtime/link';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { learnServerTime } from '../../core/server-clock';
import { ServerLife } from '../../core/server-life';
import { Session } from '../../core/session';
import { Confirmed } from '../confirmed';
import { hiddenEvent } from '../messages/answers-as-events';
import { ConversationLists } from '../conversations/conversation-lists';
import { ConversationStore } from '../conversations/conversation-store';
import { Drafts } from '../drafts/drafts';
import { KeptEdits } from '../drafts/kept-edits';
import { Freshness } from './freshness';
import { isKeptStretch, type KeptStretch } from '../messages/kept-shapes';
import { MessageDelivery, Undelivered } from '../outbox/message-delivery';
import { MessageFeeds } from '../messages/message-feeds';
import { MessengerSync } from './messenger-sync';
import { Outbox } from '../outbox/outbox';
import { aConversation, aMessage, ANA, messages, NOOR } from '../sample-data';
import { eventually } from '../../testing/eventually';

const MINUTES = [1, 2, 3].map((n) => `01936f0a-7a9c-7c1e-b7a1-00000000010${n}`);
const [A, B, C] = [1, 2, 3].map((n) => `01936f0a-7a9c-7c1e-b7a1-00000000000${n}`) as [string, string, string];
const NOTHING = { items: [], removed: [], nextCursor: null, epoch: MINUTES[0] };
const MY_STATE = aConversation().me;

describe('the messenger', () => {
  /** What the server would answer now; undefined: there is no connection. */
  let listed: ConversationDto[] | undefined;
  let history: ReturnType<typeof messages>;
  const synced = vi.fn();
  const asked: string[] = [];
  const isOpen = signal(true);
  const state = signal<{ kind: string }>({ kind: 'open' });
  let comeBack: () => void;
  let hear: (event: RealtimeEvent) => void;

  const store = (): ConversationStore => TestBed.inject(ConversationStore);
  const ids = (): string[] =>
    store()
      .all()
      .map(({ id }) => id);
  const seqs = (id: string): number[] | undefined =>
    TestBed.inject(MessageFeeds)
      .peek(id)
      ?.messages()
      .map(({ seq }) => seq);
  const lastQuestion = (): SyncDto => synced.mock.lastCall?.[0] as SyncDto;
  const moved = (...items: SyncedConversationDto[]) => ({ ...NOTHING, items });

  async function answer(route: unknown, params: Record<string, never>): Promise<unknown> {
    if (!listed) throw new Error('down', { cause: new HttpErrorResponse({ status: 0 }) });
    if (route === sync) return (await synced(params['body'])) ?? NOTHING;
    if (route === saveDraft) return params['body'];
    if (route === listDrafts) return { items: [], nextCursor: null };
    if (route === listConversations) {
      asked.push(`list ${params['filter']}`);
      return { items: params['filter'] === 'active' ? listed : [], nextCursor: null };
    }
    if (route === listMessages) {
      asked.push(`history ${params['conversationId']}`);
      const lastRev = Math.max(0, ...history.map(({ rev }) => rev));
      const { conversationId } = params;
      return {
        items: history.map((one) => ({ ...one, conversationId })),
        hasBefore: false,
        hasAfter: false,
        lastSeq: history.length,
        lastRev,
      };
    }
    if (route === getConversation) return listed.find(({ id }) => id === params['conversationId']);
    if (route === listChanges) return { items: [], lastRev: 5, hasMore: false };
    if (route === getMessage) return aMessage({ conversationId: B, seq: params['seq'] });
    throw new Error('not expected');
  }

  async function visit(): Promise<void> {
    TestBed.resetTestingModule();
    const socket = {
      onEvent: (listener: typeof hear) => (hear = listener),
      onOpen: (listener: () => void) => (comeBack = listener),
      isOpen,
      state,
      tell: () => true,
    };
    const deliver = async (): Promise<never> => {
      throw new Undelivered('there is no connection', true, true);
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke: answer } },
        { provide: Session, useValue: { me: signal(NOOR), accessToken: () => 't' } },
        { provide: RealtimeSocket, useValue: socket },
        { provide: MessageDelivery, useValue: { deliver } },
      ],
    });
    TestBed.inject(LocalDatabase).open(NOOR.id);
    TestBed.inject(MessengerSync);
    TestBed.tick();
    await eventually(() => expect(ids()).toHaveLength(3));
    if (!listed) return;
    await eventually(() => expect(synced).toHaveBeenCalled());
    await eventually(() => expect(TestBed.inject(Link).isCatchingUp()).toBe(false));
  }

  /** The newest messages of a conversation, as this device keeps them, once they are as they should be. */
  async function kept(id: string, expected: (stretch: KeptStretch | undefined) => void): Promise<void> {
    await eventually(async () => {
      TestBed.tick();
      expected(await TestBed.inject(LocalDatabase).get('messages', id, isKeptStretch));
    });
  }

  beforeEach(async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('requestIdleCallback', (work: () => void) => setTimeout(work));
    localStorage.clear();
    synced.mockReset();
    asked.length = 0;
    isOpen.set(true);
    state.set({ kind: 'open' });
    listed = [A, B, C].map((id) => aConversation({ id, lastSeq: 3, lastRev: 3 }));
    history = messages(1, 3);
    await visit();
    await TestBed.inject(MessageFeeds).visit(B).load();
    synced.mockClear();
    asked.length = 0;
  });
  afterEach(() => {
    learnServerTime(Date.now(), 0);
    TestBed.resetTestingModule();
    vi.unstubAllGlobals();
  });

  describe('after an absence', () => {
    const returned = (): Promise<void> => eventually(() => expect(TestBed.inject(Link).isCatchingUp()).toBe(false));

    it('asks once for everything, and says what it has', async () => {
      comeBack();
      await returned();

      expect(synced).toHaveBeenCalledOnce();
      expect(lastQuestion()).toMatchObject({ known: { [A]: 3, [B]: 3, [C]: 3 }, meRevs: { [A]: 1, [B]: 1, [C]: 1 } });
      expect(Date.parse(lastQuestion().since ?? '')).toBeLessThan(Date.now() - 60_000);
      expect(asked.filter((what) => what.startsWith('list'))).toEqual([]);
    });

    it('loses nothing on a device whose clock is ahead', async () => {
      const now = Date.now();
      learnServerTime(now - 10 * 60_000, 0);
      isOpen.set(false);
      TestBed.tick();
      isOpen.set(true);

      comeBack();
      await returned();

      expect(Date.parse(lastQuestion().since ?? '')).toBeLessThan(now - 10 * 60_000);
    });

    it('hands the changes to the log that shows them, and counts what is new', async () => {
      const conversation = aConversation({ id: B, lastSeq: 5, lastRev: 6, unreadCount: 2 });
      const deleted = { seq: 2, rev: 6, body: '', deletedAt: '2026-11-18T10:00:00.000Z' };
      const items = [aMessage({ ...deleted, conversationId: B }), ...messages(4, 5, { conversationId: B })];
      synced.mockReturnValueOnce(moved({ conversation, changes: { items, lastRev: 6, hasMore: false } }));

      comeBack();

      await eventually(() => expect(seqs(B)).toEqual([1, 2, 3, 4, 5]));
      await returned();
      expect(TestBed.inject(MessageFeeds).peek(B)?.messages()[1]?.body).toBe('');
      expect(TestBed.inject(Link).news()).toBe(2);
      expect(store().conversation(B)()?.unreadCount).toBe(2);
    });

    it('adds up what is new where the connection broke once more at once', async () => {
      const conversation = aConversation({ id: B, lastSeq: 5, lastRev: 5, unreadCount: 2 });
      const items = messages(4, 5, { conversationId: B });
      synced.mockReturnValueOnce(moved({ conversation, changes: { items, lastRev: 5, hasMore: false } }));

      comeBack();
      comeBack();
      await eventually(() => expect(synced).toHaveBeenCalledTimes(2));
      await returned();

      expect(TestBed.inject(Link).news()).toBe(2);
    });

    it('misses nothing of what came before a message that I sent without a connection', async () => {
      isOpen.set(false);
      TestBed.tick();
      const mine = aMessage({ conversationId: B, seq: 5, sender: NOOR });
      hear({ type: 'message.created', conversationId: B, rev: 5, at: '', data: mine });
      isOpen.set(true);
      const conversation = aConversation({ id: B, lastSeq: 5, lastRev: 5, unreadCount: 1 });
      const items = [aMessage({ conversationId: B, seq: 4 }), mine];
      synced.mockReturnValueOnce(moved({ conversation, changes: { items, lastRev: 5, hasMore: false } }));

      comeBack();
      await returned();

      expect(lastQuestion().known[B]).toBe(3);
      expect(TestBed.inject(Link).news()).toBe(1);
      expect(store().conversation(B)()?.unreadCount).toBe(1);
    });

    it('hides what I deleted elsewhere, and shows again what I took back', async () => {
      TestBed.inject(Confirmed).apply(hiddenEvent(B, [2]));
      const conversation = aConversation({ id: B, lastSeq: 3, lastRev: 3 });
      const state = { ...MY_STATE, rev: 2, hidden: [3], clearedThroughSeq: 0 };
      synced.mockReturnValueOnce(moved({ conversation, state }));

      comeBack();

      await eventually(() => expect(seqs(B)).toEqual([1, 2]));
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
      synced.mockReturnValueOnce(moved({ conversation, state, changes: { items, lastRev: 6, hasMore: false } }));

      comeBack();
      await returned();

      expect(seqs(B)).toBeUndefined();
      expect(store().conversation(B)()).toMatchObject({ lastSeq: 6, me: { rev: 0 } });
    });

    it('forgets what I was removed from, and learns of what is new to me, page after page', async () => {
      const fresh = aConversation({ id: '01936f0a-7a9c-7c1e-b7a1-000000000009', unreadCount: 1 });
      synced.mockReturnValueOnce({ items: [], removed: [A], nextCursor: 'next' });
      synced.mockReturnValueOnce(moved({ conversation: fresh }));

      comeBack();

      await eventually(() => expect(ids()).toEqual([B, C, fresh.id]));
      expect(lastQuestion().cursor).toBe('next');
      await returned();
      expect(TestBed.inject(Link).news()).toBe(1);
    });

    it('takes a message for sent whose answer was lost', async () => {
      const clientId = TestBed.inject(Outbox).send(B, { body: 'Hello' });
      const mine = aMessage({ conversationId: B, seq: 4, sender: NOOR, clientId });
      const conversation = aConversation({ id: B, lastSeq: 4, lastRev: 4 });
      synced.mockReturnValueOnce(moved({ conversation, changes: { items: [mine], lastRev: 4, hasMore: false } }));

      comeBack();

      await eventually(() => expect(TestBed.inject(Outbox).messages()).toEqual([]));
      await returned();
      expect(TestBed.inject(Link).news()).toBe(0);
    });

    it('keeps everything when the connection broke again', async () => {
      listed = undefined;

      comeBack();
      await returned();

      expect(ids()).toEqual([A, B, C]);
      expect(seqs(B)).toEqual([1, 2, 3]);
    });

    it('asks again, a little later, when the nodes could not hear each other', async () => {
      vi.spyOn(Math, 'random').mockReturnValue(0);

      hear({ type: 'resync', conversationId: null, rev: null, at: '', data: { spreadMs: 1_000 } });

      await eventually(() => expect(synced).toHaveBeenCalledOnce());
    });
  });

  describe('when the server was put back to an earlier state', () => {
    const returned = (): Promise<void> => eventually(() => expect(TestBed.inject(Link).isCatchingUp()).toBe(false));
    const [first = '', second = '', third = ''] = MINUTES;
    const epoch = (name: string): void =>
      hear({ type: 'epoch', conversationId: null, rev: null, at: '', data: { epoch: name } });

    it('says to which minute of its life what is here belongs, as far as all of it is here', async () => {
      epoch(second);
      comeBack();
      await returned();
      expect(lastQuestion().epoch).toBe(second);
      isOpen.set(false);
      TestBed.tick();
      epoch(third);
      isOpen.set(true);

      comeBack();
      await returned();

      expect(lastQuestion().epoch).toBe(first);
    });

    it('shows what it has now under the same and under lower numbers, here and on this device', async () => {
      await kept(B, (stretch) => expect(stretch?.messages).toHaveLength(3));
      const life = TestBed.inject(ServerLife).count();
      listed = [aConversation({ id: B, lastSeq: 2, lastRev: 2 })];
      history = messages(1, 2).map((one) => ({ ...one, body: `Another ${one.seq}` }));
      synced.mockReturnValueOnce({ ...NOTHING, removed: [A], reset: true });

      comeBack();
      await returned();

      expect(synced.mock.calls.map(([body]) => [body.epoch, Object.keys(body.known).length])).toEqual([
        [first, 3],
        [undefined, 0],
      ]);
      await eventually(() => expect(ids()).toEqual([B]));
      expect(TestBed.inject(ServerLife).count()).toBe(life + 1);
      await TestBed.inject(MessageFeeds).visit(B).load();
      await kept(B, (stretch) => expect(stretch?.messages.map(({ body }) => body)).toEqual(['Another 1', 'Another 2']));
      await kept(C, (stretch) => expect(stretch).toBeUndefined());
    });

    it('keeps what I wrote, and lets none of it answer, change or mark read another message', async () => {
      isOpen.set(false);
      const [first] = messages(1, 1, { conversationId: B });
      TestBed.inject(Outbox).send(B, { body: 'Unsent', ...(first && { replyTo: first }) });
      TestBed.inject(Drafts).keep(C, { body: 'Unsaid', subject: '', replyToSeq: 2 });
      TestBed.inject(KeptEdits).keep(B, 1, { body: 'Unchanged', subject: '' });
      isOpen.set(true);
      synced.mockReturnValueOnce({ ...NOTHING, reset: true });

      comeBack();
      await returned();

      const [unsent] = TestBed.inject(Outbox).messages();
      expect([unsent?.body, unsent?.replyTo]).toEqual(['Unsent', undefined]);
      expect(TestBed.inject(Drafts).of(C)).toMatchObject({ body: 'Unsaid', replyToSeq: null });
      expect(await TestBed.inject(KeptEdits).find(B, 1)).toBeUndefined();
    });
  });

  describe('without a connection', () => {
    async function visitOffline(): Promise<void> {
      listed = undefined;
      isOpen.set(false);
      state.set({ kind: 'waiting' });
      await visit();
    }

    it('shows the list and the newest messages that this device kept, also of what nobody opened', async () => {
      for (const id of [A, B, C]) await kept(id, (stretch) => expect(stretch?.messages).toHaveLength(3));

      await visitOffline();

      expect(ids()).toEqual([A, B, C]);
      expect([A, B, C].map(seqs)).toEqual([
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3],
      ]);
      expect(TestBed.inject(Freshness).staleSince()).toBeDefined();
    });

    it('shows nothing of what was deleted for everyone or for me', async () => {
      await kept(B, (stretch) => expect(stretch?.messages).toHaveLength(3));
      // The log is somewhere else in the history, so that its end is not written again.
      TestBed.inject(Confirmed)
        .stretch(B)
        .update((stretch) => ({ ...stretch, hasAfter: true }));
      const gone = aMessage({ conversationId: B, seq: 3, rev: 4, body: '', deletedAt: '2026-11-18T10:00:00.000Z' });
      hear({ type: 'message.deleted', conversationId: B, rev: 4, at: '', data: gone });
      const me = { ...MY_STATE, rev: 2 };
      hear({ type: 'me.updated', conversationId: B, rev: null, at: '', data: { me, hidden: [1] } });

      await kept(B, (stretch) => expect(stretch?.messages.map(({ seq }) => seq)).toEqual([2]));
    });

    it('shows what was changed as it is now, also where it is quoted', async () => {
      const replyTo = { seq: 1, sender: ANA, excerpt: 'Message 1', deleted: false };
      history = [...messages(1, 2), aMessage({ seq: 3, replyTo })];
      await TestBed.inject(MessageFeeds).peek(B)?.load();
      await kept(B, (stretch) => expect(stretch?.messages[2]?.replyTo?.excerpt).toBe('Message 1'));
      // The log is somewhere else in the history, so that its end is not written again.
      TestBed.inject(Confirmed)
        .stretch(B)
        .update((stretch) => ({ ...stretch, hasAfter: true }));
      const changed = aMessage({ conversationId: B, seq: 1, rev: 4, body: 'Changed' });
      hear({ type: 'message.updated', conversationId: B, rev: 4, at: '', data: changed });

      await kept(B, (stretch) => expect(stretch?.messages[0]?.body).toBe('Changed'));
      await kept(B, (stretch) => expect(stretch?.messages[2]?.replyTo?.excerpt).toBe('Changed'));
    });

    it('drops what does not fit any more', async () => {
      for (const id of [A, B, C]) await kept(id, (stretch) => expect(stretch?.messages).toHaveLength(3));
      await TestBed.inject(LocalDatabase).revise('messages', (value) => ({ ...(value as object), rev: 'new' }), A);

      await visitOffline();

      expect([A, B].map(seqs)).toEqual([undefined, [1, 2, 3]]);
    });

    it('is current again as soon as the server told what was missed since', async () => {
      for (const id of [A, B, C]) await kept(id, (stretch) => expect(stretch?.messages).toHaveLength(3));
      await visitOffline();
      const since = TestBed.inject(Freshness).staleSince() ?? '';
      listed = [];
      isOpen.set(true);

      comeBack();

      await eventually(() => expect(TestBed.inject(Freshness).staleSince()).toBeUndefined());
      expect(lastQuestion().known).toEqual({ [A]: 3, [B]: 3, [C]: 3 });
      expect(Date.parse(lastQuestion().since ?? '')).toBeLessThan(Date.parse(since));
      await eventually(() => expect(TestBed.inject(ConversationLists).state('active').status).toBe('ready'));
    });
  });
});
