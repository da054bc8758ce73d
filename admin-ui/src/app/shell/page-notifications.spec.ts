import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noteConnection } from '../core/realtime/connection-count';
import { RealtimeSocket } from '../core/realtime/realtime-socket';
import { DevicePush } from '../state/notifications/device-push';
import { NotificationChoices } from '../state/notifications/notification-choices';
import { ReadElsewhere } from '../state/notifications/read-elsewhere';
import { SoundChoice } from '../state/notifications/sound-choice';
import { MessageSound } from './message-sound';
import { PageNotifications } from './page-notifications';
import { UnreadBadges } from './unread-badges';

describe('what an open page does about notifications', () => {
  const load = vi.fn();
  const renew = vi.fn(async () => undefined);
  const navigateByUrl = vi.fn();
  const saved = signal<object | undefined>(undefined);
  const sound = signal('none');
  let workers: EventTarget;

  beforeEach(() => {
    for (const mock of [load, renew, navigateByUrl]) mock.mockClear();
    saved.set(undefined);
    sound.set('none');
    workers = Object.assign(new EventTarget(), { startMessages: () => undefined });
    vi.stubGlobal('navigator', { serviceWorker: workers });
    TestBed.configureTestingModule({
      providers: [
        { provide: Router, useValue: { url: '/chats/c1?at=4', navigateByUrl } },
        { provide: DevicePush, useValue: { renew } },
        { provide: NotificationChoices, useValue: { load, saved, pausedUntil: signal(undefined) } },
        { provide: SoundChoice, useValue: { sound } },
        { provide: RealtimeSocket, useValue: { onEvent: () => undefined } },
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

  it('asks what I chose once that decides something, and with every connection from then on', () => {
    noteConnection();
    TestBed.tick();
    expect(load).not.toHaveBeenCalled();

    sound.set('drop');
    TestBed.tick();
    expect(load).toHaveBeenCalledOnce();

    noteConnection();
    TestBed.tick();
    expect(load).toHaveBeenCalledTimes(2);
  });
});
