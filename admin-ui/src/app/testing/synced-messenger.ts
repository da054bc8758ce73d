import 'fake-indexeddb/auto';
import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { expect, vi } from 'vitest';
import { Api } from '../api/api';
import { getConversation } from '../api/fn/conversations/get-conversation';
import { listConversations } from '../api/fn/conversations/list-conversations';
import { markRead } from '../api/fn/conversations/mark-read';
import { listDrafts } from '../api/fn/drafts/list-drafts';
import { saveDraft } from '../api/fn/drafts/save-draft';
import { listBlocks } from '../api/fn/people/list-blocks';
import { listTeams } from '../api/fn/people/list-teams';
import { addReaction } from '../api/fn/messages/add-reaction';
import { getMessage } from '../api/fn/messages/get-message';
import { listChanges } from '../api/fn/messages/list-changes';
import { listMessages } from '../api/fn/messages/list-messages';
import { sync } from '../api/fn/messages/sync';
import type { ConversationDto } from '../api/models/conversation-dto';
import type { DraftDto } from '../api/models/draft-dto';
import type { MarkReadDto } from '../api/models/mark-read-dto';
import type { SaveDraftDto } from '../api/models/save-draft-dto';
import type { SyncDto } from '../api/models/sync-dto';
import { LocalDatabase } from '../core/local-database';
import type { RealtimeEvent } from '../core/realtime/frames';
import { Link } from '../core/realtime/link';
import { RealtimeSocket } from '../core/realtime/realtime-socket';
import { learnServerTime } from '../core/server-clock';
import { Session } from '../core/session';
import { ConversationStore } from '../state/conversations/conversation-store';
import { isKeptStretch, type KeptStretch } from '../state/messages/kept-shapes';
import { MessageFeeds } from '../state/messages/message-feeds';
import { MessageDelivery, Undelivered } from '../state/outbox/message-delivery';
import type { OutgoingMessage } from '../state/outbox/outgoing-message';
import { aConversation, aMessage, messages, NOOR } from '../state/sample-data';
import { MessengerSync } from '../state/sync/messenger-sync';
import { eventually } from './eventually';

/** Three conversations of Noor with Ana. */
export const [A, B, C] = [1, 2, 3].map((n) => `01936f0a-7a9c-7c1e-b7a1-00000000000${n}`) as [string, string, string];

/** The answer to a client that missed nothing. */
export const NOTHING = { items: [], removed: [], nextCursor: null, epoch: '01936f0a-7a9c-7c1e-b7a1-000000000101' };

/** The messenger of Noor as it follows a server that answers what the test says, with the second conversation open. */
export class SyncedMessenger {
  /** What the server would answer now; undefined: there is no connection. */
  listed: ConversationDto[] | undefined = [A, B, C].map((id) => aConversation({ id, lastSeq: 3, lastRev: 3 }));
  /** Of each conversation. */
  history = messages(1, 3);
  /** What is answered to a client that asks what it missed; without a word: nothing. */
  readonly synced = vi.fn();
  /** What it saved as drafts, and how far it said that it has read. */
  readonly saved: string[] = [];
  readonly read: number[] = [];
  /** What it tried to send, and to which messages it reacted. */
  readonly sent: string[] = [];
  readonly reacted: number[] = [];
  /** The lists that were asked for since it was opened. */
  readonly lists: string[] = [];
  readonly isOpen = signal(true);
  /** The socket was opened anew. */
  comeBack!: () => void;
  hear!: (event: RealtimeEvent) => void;
  private readonly socketState = signal({ kind: 'open' });

  /** On a device that kept nothing. */
  async open(): Promise<void> {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('requestIdleCallback', (work: () => void) => setTimeout(work));
    localStorage.clear();
    await this.visit();
    await TestBed.inject(MessageFeeds).visit(B).load();
    this.synced.mockClear();
    this.lists.length = 0;
  }

  /** Another visit on the same device, while the server cannot be reached. */
  async reopenOffline(): Promise<void> {
    this.listed = undefined;
    this.isOpen.set(false);
    this.socketState.set({ kind: 'waiting' });
    await this.visit();
  }

  close(): void {
    learnServerTime(Date.now(), 0);
    TestBed.resetTestingModule();
    vi.unstubAllGlobals();
  }

  /** Until it has asked for all that it missed. */
  returned(): Promise<void> {
    return eventually(() => expect(TestBed.inject(Link).isCatchingUp()).toBe(false));
  }

  /** What it said last when it asked what it missed. */
  lastQuestion(): SyncDto {
    return this.synced.mock.lastCall?.[0] as SyncDto;
  }

  /** The conversations that are shown. */
  ids(): string[] {
    return TestBed.inject(ConversationStore)
      .all()
      .map(({ id }) => id);
  }

  /** The messages that are loaded of one; undefined: nobody opened it. */
  seqs(id: string): number[] | undefined {
    return TestBed.inject(MessageFeeds)
      .peek(id)
      ?.messages()
      .map(({ seq }) => seq);
  }

  /** The newest messages of a conversation, as this device keeps them, once they are as they should be. */
  async kept(id: string, expected: (stretch: KeptStretch | undefined) => void): Promise<void> {
    await eventually(async () => {
      TestBed.tick();
      expected(await TestBed.inject(LocalDatabase).get('messages', id, isKeptStretch));
    });
  }

  private async visit(): Promise<void> {
    TestBed.resetTestingModule();
    const socket = {
      onEvent: (listener: (event: RealtimeEvent) => void) => (this.hear = listener),
      onOpen: (listener: () => void) => (this.comeBack = listener),
      isOpen: this.isOpen,
      state: this.socketState,
      tell: () => true,
    };
    const deliver = async ({ body }: OutgoingMessage): Promise<never> => {
      this.sent.push(body);
      throw new Undelivered('there is no connection', true, true);
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke: (route: unknown, params: never) => this.answer(route, params) } },
        { provide: Session, useValue: { me: signal(NOOR), accessToken: () => 't' } },
        { provide: RealtimeSocket, useValue: socket },
        { provide: MessageDelivery, useValue: { deliver } },
      ],
    });
    TestBed.inject(LocalDatabase).open(NOOR.id);
    TestBed.inject(MessengerSync);
    TestBed.tick();
    await eventually(() => expect(this.ids()).toHaveLength(3));
    if (!this.listed) return;
    await eventually(() => expect(this.synced).toHaveBeenCalled());
    await this.returned();
  }

  private async answer(route: unknown, params: Record<string, never>): Promise<unknown> {
    const { listed, history } = this;
    const { conversationId } = params;
    if (!listed) throw new Error('down', { cause: new HttpErrorResponse({ status: 0 }) });
    if (route === sync) return (await this.synced(params['body'])) ?? NOTHING;
    if (route === saveDraft) return this.save(params['body'] as unknown as SaveDraftDto);
    if (route === markRead) return void this.read.push((params['body'] as unknown as MarkReadDto).seq);
    if (route === addReaction) return void this.reacted.push(Number(params['seq']));
    if (route === listTeams) return { items: [] };
    if (route === listDrafts || route === listBlocks) return { items: [], nextCursor: null };
    if (route === listConversations) {
      this.lists.push(params['filter'] ?? '');
      return { items: params['filter'] === 'active' ? listed : [], nextCursor: null };
    }
    if (route === listMessages) {
      const items = history.map((one) => ({ ...one, conversationId }));
      const lastRev = Math.max(0, ...history.map(({ rev }) => rev));
      return { items, hasBefore: false, hasAfter: false, lastSeq: history.length, lastRev };
    }
    if (route === getConversation) return listed.find(({ id }) => id === conversationId);
    if (route === listChanges) return { items: [], lastRev: 5, hasMore: false };
    if (route === getMessage) return aMessage({ conversationId: B, seq: params['seq'] });
    throw new Error('not expected');
  }

  private save(draft: SaveDraftDto): SaveDraftDto & Pick<DraftDto, 'version' | 'attachments'> {
    return { ...draft, attachments: [], version: this.saved.push(draft.body) };
  }
}
