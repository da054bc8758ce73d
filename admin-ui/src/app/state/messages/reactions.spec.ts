import 'fake-indexeddb/auto';
import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { addReaction } from '../../api/fn/messages/add-reaction';
import { listMessages } from '../../api/fn/messages/list-messages';
import { removeReaction } from '../../api/fn/messages/remove-reaction';
import type { MessageDto } from '../../api/models/message-dto';
import { LocalDatabase } from '../../core/local-database';
import type { Problem } from '../../core/problem';
import { Session } from '../../core/session';
import { eventually } from '../../testing/eventually';
import { Confirmed } from '../confirmed';
import { ANA, aMessage, NOOR } from '../sample-data';
import { MessageFeeds } from './message-feeds';
import { Reactions } from './reactions';

describe('my reactions', () => {
  const ask = vi.fn();
  const refused = (status: number): Error => new Error('refused', { cause: new HttpErrorResponse({ status }) });
  const reactions = (): Reactions => TestBed.inject(Reactions);
  const page = (): MessageDto[] => [aMessage({ seq: 1, rev: 1, reactions: [{ emoji: '👍', count: 1, me: false }] })];
  const message = (): MessageDto => TestBed.inject(MessageFeeds).peek('c')?.messages()[0] as MessageDto;
  const shown = (): string =>
    reactions()
      .shown(message())
      .map(({ emoji, count, me }) => `${emoji}${count}${me ? ' mine' : ''}`)
      .join();
  const said = (): string[] =>
    ask.mock.calls.map(([route, { emoji }]) => `${route === addReaction ? '+' : '-'}${emoji as string}`);

  async function visit(): Promise<void> {
    TestBed.resetTestingModule();
    const invoke = (route: unknown, params: unknown): unknown => {
      if (route === addReaction || route === removeReaction) return ask(route, params);
      if (route !== listMessages) throw new Error('not expected');
      return Promise.resolve({ items: page(), hasBefore: false, hasAfter: false, lastSeq: 1, lastRev: 1 });
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: Session, useValue: { me: signal(NOOR) } },
      ],
    });
    TestBed.inject(LocalDatabase).open(NOOR.id);
    await TestBed.inject(MessageFeeds).visit('c').load();
  }

  /** What everybody is told of a reaction. */
  function hear(userId: string, counts: Record<string, number>, cause?: { emoji: string; added: boolean }): void {
    const rev = message().rev + 1;
    const told = Object.entries(counts).map(([emoji, count]) => ({ emoji, count }));
    const data = {
      ...message(),
      rev,
      reactions: told,
      ...(cause && { cause: { kind: 'reaction' as const, userId, ...cause } }),
    };
    TestBed.inject(Confirmed).apply({ type: 'message.updated', conversationId: 'c', rev, at: '', data });
  }

  beforeEach(async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.spyOn(Math, 'random').mockReturnValue(0);
    ask.mockReset();
    ask.mockResolvedValue(undefined);
    await visit();
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('are shown at once and counted once, whether the answer or the event comes first', async () => {
    reactions().toggle(message(), '👍');
    expect(shown()).toBe('👍2 mine');
    await eventually(() => expect(message().reactions[0]?.me).toBe(true));
    hear(NOOR.id, { '👍': 2 }, { emoji: '👍', added: true });
    expect(shown()).toBe('👍2 mine');

    ask.mockImplementationOnce(() => Promise.resolve(hear(NOOR.id, { '👍': 1 }, { emoji: '👍', added: false })));
    reactions().toggle(message(), '👍');
    await eventually(() => expect(message().reactions[0]).toEqual({ emoji: '👍', count: 1, me: false }));
    expect(shown()).toBe('👍1');
  });

  it('are as before when the server refuses, and why is told', async () => {
    const problems: Problem[] = [];
    reactions().onRefused((problem) => problems.push(problem));
    ask.mockRejectedValueOnce(refused(409));

    reactions().toggle(message(), '🎉');
    expect(shown()).toBe('👍1,🎉1 mine');
    await eventually(() => expect(shown()).toBe('👍1'));

    expect(problems).toHaveLength(1);
  });

  it('are said again until there is an answer, also on the next visit', async () => {
    ask.mockRejectedValue(refused(0));
    reactions().toggle(message(), '🎉');
    await eventually(() => expect(said()).toEqual(['+🎉', '+🎉']));

    await visit();
    ask.mockReset();
    ask.mockResolvedValue(undefined);
    await reactions().resume(NOOR.id);
    reactions().sayAll();

    await eventually(() => expect(said()).toEqual(['+🎉']));
    await eventually(() => expect(message().reactions).toContainEqual({ emoji: '🎉', count: 1, me: true }));
  });

  it('end as I left them, however often I change my mind while the first word is on its way', async () => {
    reactions().toggle(message(), '🎉');
    reactions().toggle(message(), '🎉');
    reactions().toggle(message(), '🎉');
    reactions().toggle(message(), '🎉');

    await eventually(() => expect(said()).toEqual(['+🎉', '-🎉']));
    await eventually(() => expect(shown()).toBe('👍1'));
  });

  it('stay mine when others come and go, and the message is asked for when something was not told', () => {
    hear(NOOR.id, { '👍': 2 }, { emoji: '👍', added: true });
    hear(ANA.id, { '👍': 2, '🎉': 1 }, { emoji: '🎉', added: true });
    expect(shown()).toBe('👍2 mine,🎉1');
    const wanted = (): number[] => [...TestBed.inject(Confirmed).stretch('c').read().wanted];
    expect(wanted()).toEqual([]);

    hear(ANA.id, { '👍': 2, '🎉': 2 });

    expect(wanted()).toEqual([1]);
  });
});
