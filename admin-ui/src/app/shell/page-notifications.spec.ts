import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noteConnection } from '../core/realtime/connection-count';
import { RealtimeSocket } from '../core/realtime/realtime-socket';
import { DevicePush } from '../state/notifications/device-push';
import { NotificationChoices } from '../state/notifications/notification-choices';
import { ReadElsewhere } from '../state/notifications/read-elsewhere';
import { MessageSound } from './message-sound';
import { PageNotifications } from './page-notifications';
import { UnreadBadges } from './unread-badges';

describe('what an open page does about notifications', () => {
  const load = vi.fn();
  const renew = vi.fn(async () => undefined);
  const navigateByUrl = vi.fn();
  const take = vi.fn();
  let hear: (event: object) => void;
  let workers: EventTarget;

  beforeEach(() => {
    for (const mock of [load, take, renew, navigateByUrl]) mock.mockClear();
    workers = Object.assign(new EventTarget(), { startMessages: () => undefined });
    vi.stubGlobal('navigator', { serviceWorker: workers });
    TestBed.configureTestingModule({
      providers: [
        { provide: Router, useValue: { url: '/chats/c1?at=4', navigateByUrl } },
        { provide: DevicePush, useValue: { renew } },
        { provide: NotificationChoices, useValue: { load, take, pausedUntil: signal(undefined) } },
        { provide: RealtimeSocket, useValue: { onEvent: (listener: typeof hear) => (hear = listener) } },
        ...[ReadElsewhere, MessageSound, UnreadBadges].map((provide) => ({ provide, useValue: {} })),
      ],
    });
    TestBed.inject(PageNotifications);
  });
  afterEach(() => vi.unstubAllGlobals());

  /** What the worker is answered. */
  function ask(data: object): unknown[] {
    const answers: unknown[] = [];
    const port = { postMessage: (answer: unknown) => answers.push(answer) };
    workers.dispatchEvent(Object.assign(new Event('message'), { data, ports: [port] }));
    return answers;
  }

  it('says whether it shows a conversation, wherever in it', () => {
    expect(ask({ type: 'parley.shows', conversationId: 'c1' })).toEqual([true]);
    expect(ask({ type: 'parley.shows', conversationId: 'c2' })).toEqual([false]);
  });

  it('goes where a notification leads, and says so', () => {
    expect(ask({ type: 'parley.open', url: '/chats/c2?at=7' })).toEqual([true]);
    expect(navigateByUrl).toHaveBeenCalledWith('/chats/c2?at=7');
  });

  it('leaves the messages of others alone', () => {
    expect(ask({ type: 'VERSION_READY' })).toEqual([]);
    expect(ask({ type: 'parley.open' })).toEqual([]);
  });

  it('looks after the subscription when the browser changed it', () => {
    TestBed.tick();
    renew.mockClear();

    ask({ type: 'parley.subscription' });

    expect(renew).toHaveBeenCalledOnce();
  });

  it('looks with every connection whether this device is still subscribed', () => {
    noteConnection();
    TestBed.tick();
    noteConnection();
    TestBed.tick();

    expect(renew).toHaveBeenCalledTimes(2);
  });

  it('asks with every connection what I chose, and takes what another device chooses', () => {
    noteConnection();
    TestBed.tick();
    noteConnection();
    TestBed.tick();
    hear({ type: 'notifications.updated', data: { defaultLevel: 'mentions' } });

    expect(load).toHaveBeenCalledTimes(2);
    expect(take).toHaveBeenCalledWith({ defaultLevel: 'mentions' });
  });
});
