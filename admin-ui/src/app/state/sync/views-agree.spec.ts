import 'fake-indexeddb/auto';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { LocalDatabase } from '../../core/local-database';
import type { RealtimeEvent } from '../../core/realtime/frames';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { Session } from '../../core/session';
import { eventually } from '../../testing/eventually';
import { type Act, ACTS } from '../../testing/model-server/model-acts';
import { ModelServer } from '../../testing/model-server/model-server';
import { Blocks } from '../blocks/blocks';
import { Confirmed } from '../confirmed';
import { ConversationStore } from '../conversations/conversation-store';
import { Drafts } from '../drafts/drafts';
import { MailBox } from '../mail/mail-box';
import type { BoxName } from '../mail/mail-list';
import { isKeptConversation, isKeptStretch } from '../messages/kept-shapes';
import { MessageFeeds } from '../messages/message-feeds';
import { Pins } from '../messages/pins';
import { Receipts } from '../messages/receipts';
import { Saved } from '../saved/saved';
import { NOOR } from '../sample-data';
import { ScheduledMessages } from '../scheduled/scheduled-messages';
import { MessengerSync } from './messenger-sync';

const DIRECT = '01936f0a-7a9c-7c1e-b7a1-000000000001';
const GROUP = '01936f0a-7a9c-7c1e-b7a1-000000000002';
const BOXES: readonly BoxName[] = ['inbox', 'mentions', 'sent', 'saved', 'trash'];

type Step = Act | { readonly kind: 'break' } | { readonly kind: 'come back' };

/** A client that follows the model of a server, and what its views show. */
class Client {
  readonly server = new ModelServer({ direct: DIRECT, group: GROUP }, (event) => this.hear?.(event));
  private readonly isOpen = signal(true);
  private hear: ((event: RealtimeEvent) => void) | undefined;
  private readonly opened: (() => void)[] = [];
  private waiting = 0;
  private visited = new Set<string>();

  async start(box: BoxName): Promise<void> {
    TestBed.resetTestingModule();
    const socket = {
      onEvent: (listener: (event: RealtimeEvent) => void) => (this.hear = listener),
      onOpen: (listener: () => void) => this.opened.push(listener),
      isOpen: this.isOpen,
      state: signal({ kind: 'open' }),
      tell: () => true,
    };
    TestBed.configureTestingModule({
      providers: [
        MailBox,
        { provide: Api, useValue: { invoke: (route: unknown, params: never) => this.answer(route, params) } },
        { provide: Session, useValue: { me: signal(NOOR), accessToken: () => 't' } },
        { provide: RealtimeSocket, useValue: socket },
      ],
    });
    TestBed.inject(LocalDatabase).open(NOOR.id);
    TestBed.inject(MessengerSync);
    TestBed.inject(ScheduledMessages);
    await this.settle();
    await TestBed.inject(MailBox).open(box);
    await this.visit();
  }

  /** All of it happens while the client still asks what the first of it means. */
  async take(...steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (step.kind === 'break') this.connect(false);
      else if (step.kind === 'come back') await this.comeBack();
      else this.server.do(step);
      await Promise.resolve();
    }
    await this.visit();
  }

  async comeBack(): Promise<void> {
    if (this.isOpen()) return;
    this.connect(true);
    for (const listener of this.opened) listener();
    await this.settle();
    for (const id of this.ids()) await TestBed.inject(Receipts).load(id);
  }

  /** What it shows, each view beside what a fresh load would show there. */
  views(box: BoxName): { readonly shown: object; readonly fresh: object } {
    const { server } = this;
    const mails = TestBed.inject(MailBox);
    const feeds = this.ids().map((id) => {
      const feed = TestBed.inject(MessageFeeds).peek(id);
      const messages = feed?.messages() ?? [];
      const first = feed?.hasBefore() ? (messages[0]?.seq ?? Infinity) : 0;
      return { shown: messages, fresh: server.fresh.messages(id).filter(({ seq }) => seq >= first) };
    });
    const conversations = TestBed.inject(ConversationStore).all();
    const drafts = TestBed.inject(Drafts).list();
    const written = (draft: { id: string; body: string }) => ({ id: draft.id, body: draft.body });
    return {
      shown: {
        conversations: [...conversations].sort(byId),
        messages: feeds.map(({ shown }) => shown),
        mail: mails.items(),
        reached: this.ids().map((id) => withoutMe(TestBed.inject(Receipts).positionsOf(id))),
        saved: TestBed.inject(Confirmed).saved.read()?.bySeq ?? new Map(),
        pins: TestBed.inject(Pins).items(),
        scheduled: TestBed.inject(ScheduledMessages).items(),
        blocked: TestBed.inject(Blocks).items(),
        drafts: drafts
          .filter(({ isRefused }) => !isRefused)
          .map(({ id, text }) => written({ id, body: text.body }))
          .sort(byId),
      },
      fresh: {
        conversations: server.fresh.conversations().sort(byId),
        messages: feeds.map(({ fresh }) => fresh),
        mail: mails.hasMore() ? server.fresh.mail(box).slice(0, mails.items().length) : server.fresh.mail(box),
        reached: this.ids().map((id) => server.fresh.reached(id)),
        saved: this.ids().includes(GROUP) ? server.fresh.saved(GROUP) : new Map(),
        pins: this.ids().includes(GROUP) ? server.fresh.pins(GROUP) : [],
        scheduled: server.fresh.scheduled(),
        blocked: server.fresh.blocked(),
        drafts: server.fresh.drafts().map(written).sort(byId),
      },
    };
  }

  /** What is kept on the device of each conversation, beside how that is now. */
  async kept(): Promise<{ readonly kept: object; readonly fresh: object }> {
    const local = TestBed.inject(LocalDatabase);
    const stretches = await local.all('messages', isKeptStretch);
    const conversations = await local.all('conversations', isKeptConversation);
    const now = new Map(this.ids().map((id) => [id, this.server.fresh.messages(id)]));
    const fresh = stretches.map(({ conversationId, messages }) =>
      now.get(conversationId)?.filter(({ seq }) => messages.some((one) => one.seq === seq)),
    );
    const known = this.server.fresh.conversations().filter(({ me }) => !me.archived);
    return {
      kept: { messages: stretches.map(({ messages }) => messages), conversations: [...conversations].sort(byId) },
      fresh: { messages: fresh, conversations: known.sort(byId) },
    };
  }

  /** Until nothing is asked any more. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      TestBed.tick();
      await new Promise((resolve) => setTimeout(resolve));
      quiet = this.waiting === 0 ? quiet + 1 : 0;
    }
  }

  private ids(): string[] {
    return this.server.fresh.conversations().map(({ id }) => id);
  }

  private connect(isOpen: boolean): void {
    this.server.isReachable = isOpen;
    this.isOpen.set(isOpen);
  }

  /** Goes to what is there; a group that I am in again is another visit. */
  private async visit(): Promise<void> {
    await this.settle();
    if (!this.isOpen()) return;
    for (const id of this.ids()) {
      if (this.visited.has(id) && TestBed.inject(MessageFeeds).peek(id)) continue;
      await TestBed.inject(MessageFeeds).visit(id).load();
      await TestBed.inject(Receipts).load(id);
      if (id !== GROUP) continue;
      await TestBed.inject(Pins).show(id);
      await TestBed.inject(Saved).show(id);
    }
    this.visited = new Set(this.ids());
    await this.settle();
  }

  /** The answer is of now and comes a little later, when it may be old. */
  private async answer(route: unknown, params: never): Promise<unknown> {
    this.waiting += 1;
    try {
      const answer = structuredClone(this.server.answer(route, params));
      await new Promise((resolve) => setTimeout(resolve));
      return answer;
    } finally {
      this.waiting -= 1;
    }
  }
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id.localeCompare(b.id);
}

function withoutMe(positions: ReadonlyMap<string, object>): Map<string, object> {
  return new Map([...positions].filter(([id]) => id !== NOOR.id));
}

const act = fc.record({ kind: fc.constantFrom(...ACTS), where: fc.nat(1), n: fc.nat(9) });
/** A new name or picture has no order: while an answer is on its way or the connection is away, it may be missed. */
const ordered = act.filter(({ kind }) => kind !== 'rename' && kind !== 'picture');
/** What was there before; some of it I had deleted for myself. */
const said: Act[] = [0, 1].flatMap((where) => [
  ...[1, 2, 4, 5, 7, 3].map((n) => ({ kind: 'say', where, n }) as const),
  { kind: 'hide', where, n: 3 },
]);

/** Of each property; `npm run test:client` may not take long. */
const RUNS = 12;

describe('all views of what the server confirmed', { timeout: 60_000 }, () => {
  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('requestIdleCallback', (work: () => void) => setTimeout(work));
    localStorage.clear();
    // What everybody hears at once is asked for at once here.
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    TestBed.resetTestingModule();
    vi.unstubAllGlobals();
  });

  async function begin(box: BoxName): Promise<Client> {
    vi.stubGlobal('indexedDB', new IDBFactory());
    const client = new Client();
    for (const step of said) client.server.do(step);
    await client.start(box);
    return client;
  }

  function expectAgreement(client: Client, box: BoxName, after: string): void {
    const { shown, fresh } = client.views(box);
    expect(shown, `after ${after}`).toEqual(fresh);
  }

  it.each(BOXES)('are what a fresh load shows, after each kind of event, with %s open', async (box) => {
    for (const kind of ACTS) {
      const client = await begin(box);
      for (const where of [0, 1])
        for (const n of [0, 1, 2, 3, 4]) {
          await client.take({ kind, where, n });
          expectAgreement(client, box, `${kind} ${n}`);
        }
    }
  });

  it.each(BOXES)('are what a fresh load shows where I come into a team and leave it, with %s open', async (box) => {
    const client = await begin(box);
    const [changeTeam, mentionTeam] = [
      { kind: 'change team', where: 1, n: 0 },
      { kind: 'say', where: 1, n: 4 },
    ] as const;
    for (const step of [mentionTeam, changeTeam, mentionTeam, changeTeam, mentionTeam, changeTeam]) {
      await client.take(step);
      expectAgreement(client, box, step.kind);
    }
    await client.take(mentionTeam, changeTeam, changeTeam);
    expectAgreement(client, box, 'leaving and coming back at once');
  });

  it.each(BOXES)(
    'are what a fresh load shows where I am called as active, and where others are, with %s open',
    async (box) => {
      const client = await begin(box);
      const say = { kind: 'say', where: 1, n: 8 } as const;
      const acts = ['delete', 'restore', 'hide', 'unhide', 'react', 'edit', 'read', 'edit'] as const;
      for (const step of [say, say, ...acts.flatMap((kind) => [6, 8].map((n) => ({ kind, where: 1, n })))]) {
        await client.take(step);
        expectAgreement(client, box, `${step.kind} ${step.n}`);
      }
    },
  );

  it('are what a fresh load shows where I am removed and added again while something is asked', async () => {
    for (const kind of ACTS) {
      const client = await begin('inbox');
      for (const n of [0, 1, 2, 3]) {
        await client.take({ kind, where: 1, n }, { kind: 'remove me', where: 1, n }, { kind: 'add me', where: 1, n });
        expectAgreement(client, 'inbox', `${kind} ${n}`);
      }
    }
  });

  it.each(BOXES)('are what a fresh load shows after any events, also several at once, with %s open', async (box) => {
    const burst = fc.oneof(
      act.map((one) => [one]),
      fc.array(ordered, { minLength: 2, maxLength: 3 }),
    );
    const bursts = fc.array(burst, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(bursts, async (steps) => {
        const client = await begin(box);
        for (const burst of steps) {
          await client.take(...burst);
          expectAgreement(client, box, burst.map(({ kind }) => kind).join());
        }
      }),
      { numRuns: RUNS },
    );
  });

  it.each(BOXES)('are what a fresh load shows after a break in which anything happened, with %s open', async (box) => {
    const sequences = fc.tuple(fc.array(act, { maxLength: 4 }), fc.array(ordered, { minLength: 1, maxLength: 8 }));
    await fc.assert(
      fc.asyncProperty(sequences, async ([before, missed]) => {
        const client = await begin(box);
        for (const step of before) await client.take(step);
        await client.take({ kind: 'break' });
        for (const step of missed) await client.take(step);

        await client.take({ kind: 'come back' });

        expectAgreement(client, box, 'a break');
      }),
      { numRuns: RUNS },
    );
  });

  it('are what this device keeps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (steps) => {
        const client = await begin('inbox');
        for (const step of steps) await client.take(step);

        await eventually(async () => {
          await client.settle();
          const { kept, fresh } = await client.kept();
          expect(kept).toEqual(fresh);
        });
      }),
      { numRuns: RUNS },
    );
  });
});
