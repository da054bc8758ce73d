import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageDto } from '../api/models/message-dto';
import type { MyStateDto } from '../api/models/my-state-dto';
import type { RealtimeEvent } from '../core/realtime/frames';
import { RealtimeSocket } from '../core/realtime/realtime-socket';
import { Session } from '../core/session';
import { Blocks } from '../state/blocks/blocks';
import { Confirmed } from '../state/confirmed';
import { ConversationStore } from '../state/conversations/conversation-store';
import { NotificationChoices } from '../state/notifications/notification-choices';
import type { NotifyLevel } from '../state/notifications/notify-levels';
import { SoundChoice } from '../state/notifications/sound-choice';
import { aConversation, aMessage, NOOR } from '../state/sample-data';
import { LookedAt } from './looked-at';
import { MessageSound } from './message-sound';

const USUAL = { push: true, quietHours: [], pausedUntil: null, hideContent: false };
const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));

/** What somebody chose for the chat. */
const EVERYTHING = { notify: 'all', notifyChosen: true, mutedUntil: null } as const;

describe('the sound of a new message', () => {
  const played = vi.fn();
  let hear: (event: RealtimeEvent) => void;
  let isLookedAt: boolean;
  let choices: object | undefined;
  let mine: Partial<MyStateDto>;
  let isBlocked: boolean;
  let callsMeHere: boolean;
  let level: NotifyLevel;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    vi.stubGlobal('navigator', { locks: undefined });
    const context = {
      state: 'running',
      resume: async () => undefined,
      createGain: () => ({
        gain: { setValueAtTime: vi.fn(), exponentialRampToValueAtTime: vi.fn() },
        connect: () => ({}),
      }),
      createOscillator: () => ({
        frequency: { setValueAtTime: vi.fn(), exponentialRampToValueAtTime: vi.fn() },
        connect: (next: object) => next,
        start: played,
        stop: vi.fn(),
      }),
      currentTime: 0,
    };
    vi.stubGlobal('AudioContext', function AudioContext() {
      return context;
    });
    played.mockClear();
    [isLookedAt, choices, mine, isBlocked] = [false, USUAL, EVERYTHING, false];
    [callsMeHere, level] = [false, 'all'];
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** How often it is heard, as the tone of a drop is one. */
  async function heard(...messages: Partial<MessageDto>[]): Promise<number> {
    const { me } = aConversation({});
    TestBed.configureTestingModule({
      providers: [
        { provide: RealtimeSocket, useValue: { onEvent: (listener: typeof hear) => (hear = listener) } },
        { provide: Session, useValue: { me: signal(NOOR) } },
        { provide: Confirmed, useValue: { teams: { read: () => undefined } } },
        { provide: ConversationStore, useValue: { conversation: () => signal({ me: { ...me, ...mine } }) } },
        { provide: Blocks, useValue: { has: () => isBlocked } },
        {
          provide: NotificationChoices,
          useValue: { all: () => choices, level: () => level, pausedUntil: () => pausedIn(choices) },
        },
        { provide: SoundChoice, useValue: { sound: signal('drop') } },
        { provide: LookedAt, useValue: { isVisible: () => true, isAt: () => isLookedAt } },
      ],
    });
    TestBed.inject(MessageSound);
    for (const message of messages) {
      const data = aMessage({ seq: 9, ...message });
      const { conversationId, seq, sender } = data;
      hear({ type: 'message.created', conversationId, rev: 9, at: '', data });
      const news = { seq, userId: sender.id, everyone: false, here: true };
      if (callsMeHere) hear({ type: 'mention.created', conversationId, rev: null, at: '', data: news });
    }
    await vi.advanceTimersByTimeAsync(1_000);
    // The code of the sounds comes with the first one.
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(1_000);
    return played.mock.calls.length;
  }

  it('is heard', async () => {
    expect(await heard({})).toBe(1);
  });

  it('is one for several at once', async () => {
    expect(await heard({}, { seq: 10 })).toBe(1);
  });

  it('is not heard of what I wrote on another device', async () => {
    expect(await heard({ sender: NOOR })).toBe(0);
  });

  it('is not heard of what I am looking at', async () => {
    isLookedAt = true;
    expect(await heard({})).toBe(0);
  });

  it.each([
    ['muted', { mutedUntil: '2120-01-01T00:00:00.000Z' }],
    ['off', { notify: 'none' as const }],
    ['of mentions, which it is not', { notify: 'mentions' as const }],
  ])('is not heard where the chat is %s', async (_, state) => {
    mine = { ...mine, ...state };
    expect(await heard({})).toBe(0);
  });

  it('is heard of a mention where those are what I hear of', async () => {
    mine = { ...mine, notify: 'mentions' };
    expect(await heard({ mentionsEveryone: true })).toBe(1);
  });

  it.each([
    ['is not heard', {}, 0],
    ['is heard of a mention', { mentionsEveryone: true }, 1],
  ])('%s where I chose nothing for the chat, and mentions for all', async (_, message, times) => {
    [mine, level] = [{ ...mine, notifyChosen: false }, 'mentions'];
    expect(await heard(message)).toBe(times);
  });

  it.each([
    ['is heard as I am active where mentions are what I hear of', { notify: 'mentions' as const }, 1],
    ['is heard once where I hear of everything', { notify: 'all' as const }, 1],
    [
      'is not heard as I am active where the chat is muted',
      { notify: 'mentions' as const, mutedUntil: '2120-01-01T00:00:00.000Z' },
      0,
    ],
  ])('%s', async (_, state, times) => {
    mine = { ...mine, ...state };
    callsMeHere = true;
    expect(await heard({ mentionsHere: {} })).toBe(times);
  });

  it('is heard of a word of my own where mentions are what I hear of', async () => {
    mine = { ...mine, notify: 'mentions' };
    choices = { ...USUAL, words: ['gauge'] };
    expect(await heard({ body: 'The GAUGE is back' })).toBe(1);
  });

  it.each([
    ['in a pause', { ...USUAL, pausedUntil: '2120-01-01T00:00:00.000Z' }],
    ['in quiet hours', { ...USUAL, quietHours: ALL_DAYS }],
    ['before it is known what I chose', undefined],
  ])('is not heard %s', async (_, chosen) => {
    choices = chosen;
    expect(await heard({})).toBe(0);
  });

  it('is not heard of somebody I block', async () => {
    isBlocked = true;
    expect(await heard({})).toBe(0);
  });
});

function pausedIn(choices: object | undefined): unknown {
  return (choices as { pausedUntil?: unknown } | undefined)?.pausedUntil ?? undefined;
}
