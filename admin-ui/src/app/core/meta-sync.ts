import { DestroyRef, inject, Injectable } from '@angular/core';
import { problemOf } from './problem';
import { RealtimeSocket } from './realtime/realtime-socket';
import { ServerMeta } from './server-meta';

/** Everybody hears of it at the same moment and need not ask at the same one. */
const SPREAD_MS = 1_500;

/** Keeps what the server says about itself current while somebody is connected. */
@Injectable({ providedIn: 'root' })
export class MetaSync {
  private readonly meta = inject(ServerMeta);
  /** With the first connection it was just asked for. */
  private wasOpen = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const socket = inject(RealtimeSocket);
    const stop = [
      socket.onEvent((event) => {
        if (event.type === 'organisation.updated') this.askSoon();
      }),
      // What was said while there was no connection was not heard.
      socket.onOpen(() => {
        if (this.wasOpen) this.askSoon();
        this.wasOpen = true;
      }),
    ];
    inject(DestroyRef).onDestroy(() => {
      for (const one of stop) one();
      clearTimeout(this.timer);
    });
  }

  private askSoon(): void {
    clearTimeout(this.timer);
    const ask = () => {
      // What fails is asked for again with the next connection.
      this.meta.load().catch((error: unknown) => problemOf(error));
    };
    this.timer = setTimeout(ask, Math.random() * SPREAD_MS);
  }
}
