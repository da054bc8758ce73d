import { DOCUMENT, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { getPushKey } from '../../api/fn/notifications/get-push-key';
import { listPushSubscriptions } from '../../api/fn/notifications/list-push-subscriptions';
import { subscribeToPush } from '../../api/fn/notifications/subscribe-to-push';
import { unsubscribeFromPush } from '../../api/fn/notifications/unsubscribe-from-push';
import { forgetNotifications, notifiedHere, rememberNotified } from '../../core/device-notifications';
import { Session } from '../../core/session';
import { eventually } from '../../testing/eventually';
import { DevicePush } from './device-push';

const [KEY, OTHER_KEY] = [btoa('a key'), btoa('other')].map((key) => key.replaceAll('=', ''));
const token = (sid: string): string => `h.${btoa(JSON.stringify({ sid }))}.s`;

/** As much of a browser with its push service as is asked. */
class Browser {
  subscription: { endpoint: string; key: string } | undefined;
  answer: NotificationPermission = 'granted';
  permission: NotificationPermission = 'default';
  asked = 0;
  private made = 0;

  readonly pushManager = {
    getSubscription: async () => this.asSubscription(),
    subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
      this.subscription = { endpoint: `https://push.example/${++this.made}`, key: applicationServerKey };
      return this.asSubscription();
    },
  };

  get window(): object {
    const registration = { pushManager: this.pushManager, getNotifications: async () => [] };
    const serviceWorker = {
      ready: Promise.resolve(registration),
      getRegistration: async () => registration,
    };
    vi.stubGlobal('navigator', { userAgent: 'Firefox', maxTouchPoints: 0, serviceWorker });
    const browser = this;
    const notification = {
      get permission() {
        return browser.permission;
      },
      requestPermission: async () => {
        browser.asked++;
        return (browser.permission = browser.answer);
      },
    };
    vi.stubGlobal('Notification', notification);
    return { isSecureContext: true, PushManager: {}, Notification: notification, navigator };
  }

  private asSubscription() {
    if (!this.subscription) return null;
    const { endpoint, key } = this.subscription;
    const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
    return {
      ...{ endpoint, options: { applicationServerKey: bytes.buffer } },
      toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
      unsubscribe: async () => (this.subscription = undefined),
    };
  }
}

describe('whether this browser is notified', () => {
  let browser: Browser;
  let devices: { id: string; current: boolean }[];
  let serverKey = KEY;
  const subscribed = vi.fn<(endpoint: string) => void>();

  function open(sessionId = 's1'): DevicePush {
    const invoke = async (route: unknown, params: { id?: string; body?: { endpoint: string } } = {}) => {
      if (route === getPushKey) return { publicKey: serverKey };
      if (route === listPushSubscriptions) return { items: devices };
      if (route === unsubscribeFromPush) devices = devices.filter(({ id }) => id !== params.id);
      if (route !== subscribeToPush) return undefined;
      subscribed(params.body?.endpoint ?? '');
      devices = [{ id: 'd', current: true }];
      return { id: 'd' };
    };
    TestBed.resetTestingModule();
    const window = browser.window;
    TestBed.configureTestingModule({
      providers: [
        { provide: Api, useValue: { invoke } },
        { provide: Session, useValue: { me: signal({ id: 'noor' }), accessToken: () => token(sessionId) } },
        { provide: DevicePush, useFactory: () => new DevicePush() },
      ],
    });
    vi.spyOn(TestBed.inject(DOCUMENT), 'defaultView', 'get').mockReturnValue(window as never);
    return TestBed.inject(DevicePush);
  }

  beforeEach(() => {
    localStorage.clear();
    browser = new Browser();
    devices = [];
    serverKey = KEY;
    subscribed.mockClear();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it('is asked of nobody who did not press', async () => {
    const device = open();
    await device.renew();

    expect([device.state(), browser.asked]).toEqual(['off', 0]);
  });

  it('is so once the person, the browser and the server agreed', async () => {
    const device = open();

    await device.turnOn();

    expect(device.state()).toBe('on');
    expect(subscribed).toHaveBeenCalledWith('https://push.example/1');
    expect(notifiedHere()).toEqual({ userId: 'noor', sessionId: 's1', endpoint: 'https://push.example/1' });
  });

  it('is not where the person forbids it, and nothing is subscribed', async () => {
    browser.answer = 'denied';
    const device = open();

    await device.turnOn();

    expect(device.state()).toBe('denied');
    expect(subscribed).not.toHaveBeenCalled();
  });

  it('ends at the server and in the browser', async () => {
    const device = open();
    await device.turnOn();

    await device.turnOff();

    expect([device.state(), devices, browser.subscription, notifiedHere()]).toEqual(['off', [], undefined, undefined]);
  });

  it('stays on the next visit without subscribing again', async () => {
    await open().turnOn();
    const device = open();

    await device.renew();

    expect(device.state()).toBe('on');
    expect(subscribed).toHaveBeenCalledOnce();
  });

  it.each([
    ['the server has another key', () => (serverKey = OTHER_KEY), 's1', 'https://push.example/2'],
    [
      'the browser got another address',
      () => (browser.subscription = { endpoint: 'new', key: KEY ?? '' }),
      's1',
      'new',
    ],
    ['it is another session', () => undefined, 's2', 'https://push.example/1'],
  ])('is renewed without a word where %s', async (_, change, sessionId, endpoint) => {
    await open().turnOn();
    change();

    await open(sessionId).renew();

    expect(subscribed).toHaveBeenCalledTimes(2);
    expect(subscribed).toHaveBeenLastCalledWith(endpoint);
    expect(browser.asked).toBe(1);
  });

  it('is over where it was removed on another device', async () => {
    await open().turnOn();
    devices = [];
    const device = open();

    await device.renew();

    expect([device.state(), browser.subscription]).toEqual(['off', undefined]);
    expect(subscribed).toHaveBeenCalledOnce();
  });

  it('is over where somebody else is here now', async () => {
    await open().turnOn();
    rememberNotified({ userId: 'ana', sessionId: 's1', endpoint: 'https://push.example/1' });

    await open().renew();

    expect([browser.subscription, notifiedHere()]).toEqual([undefined, undefined]);
  });

  it('ends with the session', async () => {
    await open().turnOn();

    await forgetNotifications();

    await eventually(() => expect([browser.subscription, notifiedHere()]).toEqual([undefined, undefined]));
  });
});
