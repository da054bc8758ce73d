import { DOCUMENT, effect, inject, Injectable, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { connectionCount } from '../core/realtime/connection-count';
import { RealtimeSocket } from '../core/realtime/realtime-socket';
import { isObject, isText } from '../core/shapes';
import { DevicePush } from '../state/notifications/device-push';
import { NotificationChoices } from '../state/notifications/notification-choices';
import { Pause } from '../state/notifications/pause';
import { ReadElsewhere } from '../state/notifications/read-elsewhere';
import { LookedAt } from './looked-at';
import { MessageSound } from './message-sound';
import { UnreadBadges } from './unread-badges';

/**
 * What an open page does about what is new: keeps the subscription current with every connection, takes away what has been read, counts
 * on icons, is heard, and answers the worker. Injecting it is enough.
 */
@Injectable({ providedIn: 'root' })
export class PageNotifications {
  private readonly router = inject(Router);
  private readonly device = inject(DevicePush);
  private readonly looked = inject(LookedAt);
  readonly pause = inject(Pause);

  constructor() {
    for (const part of [ReadElsewhere, MessageSound, UnreadBadges]) inject<unknown>(part);
    const choices = inject(NotificationChoices);
    effect(() => {
      if (connectionCount() > 0) untracked(() => this.renew());
    });
    // What is bold and what counts depends on them.
    effect(() => {
      if (connectionCount() > 0) untracked(() => void choices.load());
    });
    inject(RealtimeSocket).onEvent((event) => {
      if (event.type === 'notifications.updated') choices.take(event.data);
    });
    const workers = inject(DOCUMENT).defaultView?.navigator.serviceWorker;
    workers?.addEventListener('message', ({ data, ports }: MessageEvent<unknown>) => this.answer(data, ports[0]));
    workers?.startMessages();
  }

  /** The questions of public/notifications-worker.js. */
  private answer(question: unknown, port: MessagePort | undefined): void {
    if (!isObject(question)) return;
    const { type, conversationId, url } = question;
    if (type === 'parley.subscription') this.renew();
    if (type === 'parley.shows') port?.postMessage(this.looked.shows(String(conversationId)));
    if (type === 'parley.open' && isText(url)) {
      port?.postMessage(true);
      void this.router.navigateByUrl(url);
    }
  }

  /** Without an answer the next connection asks again. */
  private renew(): void {
    this.device.renew().catch(() => undefined);
  }
}
