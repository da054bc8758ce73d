import { computed, DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { Api } from '../../api/api';
import { getPushKey } from '../../api/fn/notifications/get-push-key';
import { listPushSubscriptions } from '../../api/fn/notifications/list-push-subscriptions';
import { subscribeToPush } from '../../api/fn/notifications/subscribe-to-push';
import { unsubscribeFromPush } from '../../api/fn/notifications/unsubscribe-from-push';
import { forgetNotifications, notifiedHere, rememberNotified } from '../../core/device-notifications';
import { isDeviceShared } from '../../core/device-storage';
import { sessionOf } from '../../core/pending-sign-out';
import { Session } from '../../core/session';
import { type PushObstacle, pushObstacle } from './push-obstacle';

/** Whether this browser is notified, and if not, what would have to change. */
export type DeviceState = PushObstacle | 'shared' | 'denied' | 'off' | 'on';

/** Browsers register the worker when the page has come to rest, after half a minute at the latest. */
const WORKER_MS = 40_000;

/** Why a browser could not be subscribed, where neither the server nor the person refused. */
export class PushUnavailable extends Error {}

/** The subscription of this browser: asked for by a press, kept current from then on, and given up. */
@Injectable({ providedIn: 'root' })
export class DevicePush {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly window = inject(DOCUMENT).defaultView ?? window;
  private readonly permission = signal<NotificationPermission>('default');
  private readonly isOn = signal(false);

  readonly state = computed((): DeviceState => {
    const obstacle = pushObstacle(this.window);
    if (obstacle) return obstacle;
    if (isDeviceShared()) return 'shared';
    if (this.permission() === 'denied') return 'denied';
    return this.isOn() && this.permission() === 'granted' ? 'on' : 'off';
  });

  constructor() {
    if (pushObstacle(this.window)) return;
    this.permission.set(Notification.permission);
    this.isOn.set(notifiedHere()?.userId === this.session.me()?.id);
    this.followPermission();
  }

  /** To be called by a press: it asks the person, then the push service, then the server; throws what one of them refused. */
  async turnOn(): Promise<void> {
    this.permission.set(await Notification.requestPermission());
    if (this.permission() !== 'granted') return;
    await this.subscribe(await this.worker());
  }

  /** The server first: what it does not know any more is not sent. Throws what it answered. */
  async turnOff(): Promise<void> {
    const { items } = await this.api.invoke(listPushSubscriptions);
    for (const { id, current } of items) if (current) await this.api.invoke(unsubscribeFromPush, { id });
    await this.forget();
  }

  /**
   * Subscribes anew without a word where the server has another key or session, or the browser another address, than before; and is
   * off where somebody removed this device from another one. Without an answer the next start does it.
   */
  async renew(): Promise<void> {
    const here = notifiedHere();
    if (!here || this.state() === 'shared' || pushObstacle(this.window)) return;
    if (here.userId !== this.session.me()?.id) return this.forget();
    if (this.permission() !== 'granted') return;
    const worker = await this.worker();
    const [{ publicKey }, { items }, subscription] = await Promise.all([
      this.api.invoke(getPushKey),
      this.api.invoke(listPushSubscriptions),
      worker.pushManager.getSubscription(),
    ]);
    const isAsBefore =
      subscription?.endpoint === here.endpoint &&
      isForKey(subscription, publicKey) &&
      here.sessionId === this.mySession();
    if (!isAsBefore) return this.subscribe(worker);
    if (!items.some(({ current }) => current)) return this.forget();
    this.isOn.set(true);
  }

  private async subscribe(worker: ServiceWorkerRegistration): Promise<void> {
    const { publicKey } = await this.api.invoke(getPushKey);
    const { endpoint, keys } = (await subscriptionFor(worker, publicKey)).toJSON();
    const [p256dh, auth] = [keys?.['p256dh'], keys?.['auth']];
    if (!endpoint || !p256dh || !auth) throw new PushUnavailable();
    await this.api.invoke(subscribeToPush, { body: { endpoint, keys: { p256dh, auth } } });
    const userId = this.session.me()?.id;
    if (userId === undefined) return;
    rememberNotified({ userId, endpoint, sessionId: this.mySession() });
    this.isOn.set(true);
  }

  private async forget(): Promise<void> {
    this.isOn.set(false);
    await forgetNotifications();
  }

  private mySession(): string {
    return sessionOf(this.session.accessToken()) ?? '';
  }

  /** Registered a little after the page began. */
  private async worker(): Promise<ServiceWorkerRegistration> {
    const workers = this.window.navigator.serviceWorker;
    const tooLate = new Promise<never>((_, reject) => setTimeout(() => reject(new PushUnavailable()), WORKER_MS));
    return Promise.race([workers.ready, tooLate]);
  }

  /** Somebody may allow or forbid it in the settings of the browser while this page is open. */
  private followPermission(): void {
    let status: PermissionStatus | undefined;
    const look = (): void => this.permission.set(Notification.permission);
    this.window.navigator.permissions
      ?.query({ name: 'notifications' })
      .then((found) => (status = found).addEventListener('change', look))
      // Where it cannot be followed the next visit sees it.
      .catch(() => undefined);
    inject(DestroyRef).onDestroy(() => status?.removeEventListener('change', look));
  }
}

/** The one of before, unless it is for a key that the server does not have any more. */
async function subscriptionFor(worker: ServiceWorkerRegistration, publicKey: string): Promise<PushSubscription> {
  const before = await worker.pushManager.getSubscription();
  if (before && isForKey(before, publicKey)) return before;
  await before?.unsubscribe();
  try {
    return await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  } catch (error) {
    throw new PushUnavailable('The browser could not be subscribed.', { cause: error });
  }
}

function isForKey({ options }: PushSubscription, publicKey: string): boolean {
  const key = options.applicationServerKey;
  if (!key) return false;
  const base64 = btoa(String.fromCharCode(...new Uint8Array(key)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === publicKey;
}
