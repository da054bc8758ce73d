import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { updatePreferences } from '../../api/fn/people/update-preferences';
import type { PreferencesDto } from '../../api/models/preferences-dto';
import { eventually } from '../../testing/eventually';
import { refused } from '../../testing/model-server/model-answers';
import { shareDevice, stopSharingDevice } from '../device-storage';
import type { RealtimeEvent } from '../realtime/frames';
import { RealtimeSocket } from '../realtime/realtime-socket';
import { Session } from '../session';
import { forgetPreferences, type Values } from './kept-preferences';
import { oneOf, type Preference, preference } from './preference';
import { PreferenceSync } from './preference-sync';
import { Preferences } from './preferences';

const COLOURS = ['red', 'blue', 'green', 'grey'] as const;

/** The server, as it keeps what each of two people chose. */
class ModelServer {
  readonly of: Record<string, PreferencesDto> = {};
  /** What it was asked to change. */
  readonly asked: Values[] = [];
  /** With which status it refuses; 0: it is not there. */
  refusal: number | undefined;
  /** Its answers wait for it. */
  slowly: Promise<void> | undefined;

  async answer(userId: string, route: unknown, values: Values = {}): Promise<PreferencesDto> {
    if (route === updatePreferences) this.asked.push(values);
    await this.slowly;
    if (this.refusal !== undefined) throw refused(this.refusal);
    if (route === updatePreferences) this.choose(userId, values);
    return this.now(userId);
  }

  choose(userId: string, values: Values): PreferencesDto {
    const before = this.now(userId);
    const merged = Object.entries({ ...before.values, ...values }).filter(([, value]) => value !== null);
    return (this.of[userId] = { values: Object.fromEntries(merged), version: before.version + 1 });
  }

  now(userId: string): PreferencesDto {
    return this.of[userId] ?? { values: {}, version: 0 };
  }
}

describe('what I choose for myself', () => {
  const me = signal<{ readonly id: string } | undefined>(undefined);
  const isOpen = signal(false);
  let server: ModelServer;
  let colour: Preference<(typeof COLOURS)[number]>;
  let size: Preference<number>;
  let hear: (event: RealtimeEvent) => void;
  let opened: () => void;

  /** A visit of somebody, with a connection or without. */
  function visit(userId: string | undefined, { online = true } = {}): void {
    TestBed.resetTestingModule();
    me.set(userId === undefined ? undefined : { id: userId });
    isOpen.set(false);
    const socket = {
      isOpen,
      onEvent: (listener: typeof hear) => (hear = listener),
      onOpen: (listener: typeof opened) => (opened = listener),
    };
    const invoke = (route: unknown, params?: { readonly body: { readonly values: Values } }) =>
      server.answer(me()?.id ?? 'nobody', route, params?.body.values);
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: Session, useValue: { me } },
        { provide: RealtimeSocket, useValue: socket },
      ],
    });
    TestBed.runInInjectionContext(() => {
      colour = preference('colour', 'grey', oneOf(COLOURS));
      size = preference('size', 0, (value) => (typeof value === 'number' ? value : undefined));
    });
    if (userId === undefined) return;
    TestBed.inject(PreferenceSync);
    if (online) connect();
  }
  function connect(): void {
    isOpen.set(true);
    opened();
  }
  function disconnect(): void {
    isOpen.set(false);
  }
  const choose = (choice: (typeof COLOURS)[number]): void => {
    colour.set(choice);
    TestBed.tick();
  };
  const heardOf = (data: PreferencesDto): void =>
    hear({ type: 'preferences.updated', conversationId: null, rev: null, at: '', data });

  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
    server = new ModelServer();
  });
  afterEach(() => {
    stopSharingDevice();
    localStorage.clear();
    sessionStorage.clear();
    vi.restoreAllMocks();
  });

  it('is what is usual until I choose, holds at once, and is sent once', async () => {
    visit('ana');
    const before = colour();

    choose('red');

    expect([before, colour()]).toEqual(['grey', 'red']);
    await eventually(() => expect(server.now('ana')).toEqual({ values: { colour: 'red' }, version: 1 }));
    TestBed.tick();
    expect([server.asked, colour()]).toEqual([[{ colour: 'red' }], 'red']);
  });

  it('is usual again when I take it back, and where another version chose what this one does not know', async () => {
    server.choose('ana', { colour: 'blue', size: 'huge' });
    visit('ana');
    await eventually(() => expect(colour()).toBe('blue'));

    colour.set(undefined);
    TestBed.tick();

    expect([colour(), size()]).toEqual(['grey', 0]);
    await eventually(() => expect(server.now('ana').values).toEqual({ size: 'huge' }));
  });

  it('is what another device chose at once, but not what it chose before that', async () => {
    visit('ana');
    choose('red');
    await eventually(() => expect(server.now('ana').version).toBe(1));
    const newer = server.choose('ana', { size: 2 });

    heardOf(newer);
    heardOf({ values: { size: 1 }, version: 1 });

    expect([colour(), size()]).toEqual(['red', 2]);
  });

  it('waits without a connection, and is sent once with the next, beside what another device chose', async () => {
    visit('ana', { online: false });
    choose('red');
    choose('blue');
    server.choose('ana', { size: 3, colour: 'green' });

    connect();

    await eventually(() => expect(size()).toBe(3));
    expect(server.asked).toEqual([{ colour: 'blue' }]);
    expect([colour(), server.now('ana').values]).toEqual(['blue', { size: 3, colour: 'blue' }]);
  });

  it('is tried again when the server could not take it', async () => {
    visit('ana', { online: false });
    server.refusal = 503;
    choose('red');
    connect();
    await eventually(() => expect(server.asked).toHaveLength(1));
    server.refusal = undefined;

    disconnect();
    connect();

    await eventually(() => expect(server.now('ana').values).toEqual({ colour: 'red' }));
    expect(colour()).toBe('red');
  });

  it('does not hold when the server refuses it', async () => {
    server.choose('ana', { colour: 'blue' });
    visit('ana');
    await eventually(() => expect(colour()).toBe('blue'));
    server.refusal = 409;

    choose('red');

    await eventually(() => expect(colour()).toBe('blue'));
    expect(server.asked).toHaveLength(1);
  });

  it('is what I chose last, also while an earlier choice is on its way', async () => {
    visit('ana');
    let answer = (): void => undefined;
    server.slowly = new Promise((resolve) => (answer = resolve));
    choose('red');
    await eventually(() => expect(server.asked).toHaveLength(1));

    choose('blue');
    answer();

    await eventually(() => expect(server.now('ana').values).toEqual({ colour: 'blue' }));
    expect([colour(), server.asked]).toEqual(['blue', [{ colour: 'red' }, { colour: 'blue' }]]);
  });

  it('is there on the next visit before the server says anything, sent or not', async () => {
    server.choose('ana', { size: 4 });
    visit('ana');
    await eventually(() => expect(size()).toBe(4));
    disconnect();
    choose('red');

    visit('ana', { online: false });

    expect([colour(), size()]).toEqual(['red', 4]);
    connect();
    await eventually(() => expect(server.now('ana').values).toEqual({ colour: 'red', size: 4 }));
  });

  it('is what a server says that was put back to an earlier state', async () => {
    server.of['ana'] = { values: { colour: 'blue' }, version: 9 };
    visit('ana');
    await eventually(() => expect(colour()).toBe('blue'));
    disconnect();
    server.of['ana'] = { values: { colour: 'red' }, version: 2 };

    connect();

    await eventually(() => expect(colour()).toBe('red'));
  });

  it('is not that of somebody else who was here before', async () => {
    visit('ana');
    choose('red');
    await eventually(() => expect(server.now('ana').version).toBe(1));
    server.choose('ben', { size: 5 });

    visit('ben', { online: false });
    const before = [colour(), size()];
    connect();

    await eventually(() => expect(size()).toBe(5));
    expect([before, colour(), server.now('ben').values]).toEqual([['grey', 0], 'grey', { size: 5 }]);
  });

  it('goes with whoever leaves', async () => {
    visit('ana');
    choose('red');
    await eventually(() => expect(server.now('ana').version).toBe(1));

    me.set(undefined);
    TestBed.tick();
    forgetPreferences();

    expect(colour()).toBe('grey');
    expect(JSON.stringify({ ...localStorage })).not.toContain('red');
  });

  it('leaves nothing on a shared device', async () => {
    shareDevice();
    visit('ana');
    choose('red');
    await eventually(() => expect(server.now('ana').version).toBe(1));

    expect({ ...localStorage }).toEqual({});
    visit('ana', { online: false });
    expect(colour()).toBe('red');
    stopSharingDevice();
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('red');
  });

  it('is mine where I chose it in this tab before I signed in, unless I chose otherwise long ago', async () => {
    server.choose('ana', { size: 6 });
    visit(undefined);
    colour.set('red');
    size.set(7);
    visit(undefined);
    const reloaded = [colour(), size()];

    visit('ana');

    await eventually(() => expect(server.now('ana').values).toEqual({ size: 6, colour: 'red' }));
    expect([reloaded, colour(), size()]).toEqual([['red', 7], 'red', 6]);
    visit('ben');
    expect(colour()).toBe('grey');
  });

  it('is not taken from a tab that does not know yet what another one chose', async () => {
    visit('ana', { online: false });
    const [mine, mySize] = [colour, size];
    const kept = JSON.parse(localStorage.getItem('parley.preferences') ?? '') as object;
    localStorage.setItem('parley.preferences', JSON.stringify({ ...kept, waiting: { size: 8 } }));

    mine.set('red');

    expect([mine(), mySize()]).toEqual(['red', 8]);
  });

  describe('in a tab that was closed before the server had it', () => {
    const chosenElsewhere = (waiting: Values): void => {
      const kept = JSON.parse(localStorage.getItem('parley.preferences') ?? '') as object;
      localStorage.setItem('parley.preferences', JSON.stringify({ ...kept, waiting }));
      window.dispatchEvent(new StorageEvent('storage', { key: 'parley.preferences' }));
    };
    beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
    afterEach(() => vi.useRealTimers());

    it('is sent by another one that is open', async () => {
      visit('ana');
      await vi.advanceTimersByTimeAsync(0);

      chosenElsewhere({ colour: 'blue' });
      await vi.advanceTimersByTimeAsync(2_000);
      TestBed.tick();
      await vi.advanceTimersByTimeAsync(0);

      expect(colour()).toBe('blue');
      expect(server.asked).toEqual([{ colour: 'blue' }]);
    });

    it('is not sent twice where that tab got it through', async () => {
      visit('ana');
      await vi.advanceTimersByTimeAsync(0);

      chosenElsewhere({ colour: 'blue' });
      chosenElsewhere({});
      await vi.advanceTimersByTimeAsync(2_000);
      TestBed.tick();
      await vi.advanceTimersByTimeAsync(0);

      expect(server.asked).toEqual([]);
    });
  });

  describe('on this device before it was the same on all of them', () => {
    beforeEach(() => {
      localStorage.setItem('parley.theme', 'dark');
      localStorage.setItem('parley.language', 'de');
      localStorage.setItem('parley.send-key', 'mod-enter');
      localStorage.setItem('parley.single-keys', 'off');
      localStorage.setItem('parley.undo-chat', '5');
      localStorage.setItem('parley.undo-compose', '0');
      localStorage.setItem('parley.formatting', 'shown');
      localStorage.setItem('parley.mail-by-subject', 'true');
      localStorage.setItem('parley.sound-speed', '1.5');
      localStorage.setItem('parley.emoji', JSON.stringify({ userId: 'ana', tone: 3, recent: ['👍🏼'] }));
    });

    const MINE = {
      theme: 'dark',
      language: 'de',
      sendKey: 'mod-enter',
      singleKeys: false,
      'undo.chat': 5,
      'undo.compose': 0,
      formattingBar: true,
      mailBySubject: true,
      soundSpeed: 1.5,
      'emoji.tone': 3,
      'emoji.recent': ['👍🏼'],
    };

    it('is carried over once, where I chose nothing elsewhere', async () => {
      server.choose('ana', { theme: 'light' });
      visit('ana');
      await eventually(() => expect(server.now('ana').values).toEqual({ ...MINE, theme: 'light' }));

      server.of['ana'] = { values: {}, version: 9 };
      visit('ana');
      forgetPreferences();
      visit('ana');

      await eventually(() => expect(server.asked).toHaveLength(1));
      expect(server.now('ana').values).toEqual({});
    });

    it('holds also without a connection', () => {
      visit('ana', { online: false });
      visit('ana', { online: false });

      connect();

      return eventually(() => expect(server.now('ana').values).toEqual(MINE));
    });

    it('holds but for what cannot be read any more', async () => {
      localStorage.setItem('parley.emoji', '{');
      visit('ana');

      const { 'emoji.tone': _, 'emoji.recent': __, ...others } = MINE;
      await eventually(() => expect(server.now('ana').values).toEqual(others));
    });

    it('is nobody’s on a shared device, and the emoji are not those of somebody else', async () => {
      server.choose('ben', { size: 9 });
      shareDevice();
      visit('ben');
      await eventually(() => expect(size()).toBe(9));
      const shared = [TestBed.inject(Preferences).waiting(), ...server.asked];
      stopSharingDevice();

      visit('ben');

      const { 'emoji.tone': _, 'emoji.recent': __, ...others } = MINE;
      expect(shared).toEqual([{}]);
      await eventually(() => expect(server.now('ben').values).toEqual({ ...others, size: 9 }));
    });
  });
});
