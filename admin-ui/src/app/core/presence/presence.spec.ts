import { Component, inject, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWebSocket } from '../realtime/fake-web-socket';
import { OPEN_WEB_SOCKET } from '../realtime/realtime-socket';
import { Session } from '../session';
import { Activity } from './activity';
import { Presence } from './presence';
import { presenceWords } from './presence-words';

const shown = signal<readonly string[]>([]);

@Component({ selector: 'app-some-view', template: '' })
class SomeView {
  constructor() {
    inject(Presence).watchWhileShown(shown);
  }
}

let sockets: FakeWebSocket[];
const last = (): FakeWebSocket => sockets.at(-1) ?? expect.fail('no connection was opened');
const said = (type: string) => last().sent.filter((frame) => frame['type'] === type);
const tell = (userId: string, state: 'active' | 'away' | 'offline', lastSeenAt?: string) =>
  last().hear({
    type: 'presence',
    conversationId: null,
    rev: null,
    at: '',
    data: { userId, state, ...(lastSeenAt && { lastSeenAt }) },
  });

/** Tries at once, however long the client would have waited. */
function comeBack(): void {
  window.dispatchEvent(new Event('online'));
  last().welcome();
}

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  shown.set([]);
  TestBed.configureTestingModule({
    providers: [
      { provide: Session, useValue: { me: signal({ id: 'me' }), accessToken: () => 'token', isSignedIn: () => true } },
      { provide: OPEN_WEB_SOCKET, useValue: () => sockets[sockets.push(new FakeWebSocket()) - 1] },
    ],
  });
});
afterEach(() => vi.useRealTimers());

describe('presence', () => {
  let presence: Presence;
  let view: ComponentFixture<SomeView>;

  beforeEach(() => {
    presence = TestBed.inject(Presence);
    view = TestBed.createComponent(SomeView);
    TestBed.tick();
    last().welcome();
  });

  const show = (...ids: string[]): void => {
    shown.set(ids);
    TestBed.tick();
    vi.advanceTimersByTime(300);
  };

  it('is watched of the people in view, a burst of changes at once', () => {
    shown.set(['ana']);
    TestBed.tick();
    show('ana', 'carl');

    expect(said('watch')).toEqual([{ type: 'watch', userIds: ['ana', 'carl'] }]);
  });

  it('is what the server tells', () => {
    show('ana');
    tell('ana', 'away');

    expect(presence.of('ana')).toEqual({ state: 'away' });
    expect(presence.of('carl')).toBeUndefined();
  });

  it('is unknown without a connection, and watched again on the next one', () => {
    show('ana');
    tell('ana', 'active');

    last().end(1006);
    expect(presence.of('ana')).toBeUndefined();
    comeBack();

    expect(presence.of('ana')).toBeUndefined();
    expect(said('watch')).toEqual([{ type: 'watch', userIds: ['ana'] }]);
  });

  it('is forgotten of people who are not in view any more', () => {
    show('ana');
    tell('ana', 'active');
    view.destroy();
    vi.advanceTimersByTime(300);

    expect(said('watch').at(-1)).toEqual({ type: 'watch', userIds: [] });
    expect(presence.of('ana')).toBeUndefined();
  });

  it('is said in words too', () => {
    const now = new Date(2026, 10, 24, 14, 0);
    const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();

    expect(presenceWords({ state: 'active' }, now)).toBe('Active');
    expect(presenceWords({ state: 'offline' }, now)).toBe('Offline');
    expect(presenceWords({ state: 'offline', lastSeenAt: ago(12) }, now)).toBe('Last seen 12 min ago');
    expect(presenceWords(undefined, now)).toBe('');
  });
});

describe('my own activity', () => {
  const FIVE_MINUTES = 5 * 60_000;
  let activity: Activity;

  beforeEach(() => {
    activity = TestBed.inject(Activity);
    TestBed.tick();
    last().welcome();
  });

  it('turns to away after five minutes without a sign of life, and back with the first one', () => {
    vi.advanceTimersByTime(FIVE_MINUTES - 1_000);
    document.dispatchEvent(new Event('pointermove'));
    vi.advanceTimersByTime(FIVE_MINUTES - 1_000);
    expect(activity.state()).toBe('active');

    vi.advanceTimersByTime(2_000);
    expect(activity.state()).toBe('away');
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));

    expect(activity.state()).toBe('active');
    expect(said('presence').map((frame) => frame['state'])).toEqual(['away', 'active']);
  });

  it('is said again on a new connection when I am away', () => {
    vi.advanceTimersByTime(FIVE_MINUTES + 1_000);
    last().end(1006);
    comeBack();

    expect(said('presence')).toEqual([{ type: 'presence', state: 'away' }]);
  });
});
