import { computed, DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { RealtimeSocket } from '../realtime/realtime-socket';

type OnlineState = 'active' | 'away';

const IDLE_AFTER_MS = 5 * 60_000;
/** What people do at a device when they are at it. */
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'input', 'wheel', 'touchstart'] as const;

/** Tells the server whether I am at this device: away after five minutes without a sign of life. Injecting it is enough. */
@Injectable({ providedIn: 'root' })
export class Activity {
  private readonly socket = inject(RealtimeSocket);
  private readonly document = inject(DOCUMENT);
  private lastSignAt = Date.now();
  private readonly isAway = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** How this device shows me; undefined without a connection. */
  readonly state = computed((): OnlineState | undefined =>
    this.socket.isOpen() ? (this.isAway() ? 'away' : 'active') : undefined,
  );

  constructor() {
    const sign = (): void => this.noteSign();
    for (const name of SIGNS_OF_LIFE) this.document.addEventListener(name, sign, { passive: true, capture: true });
    this.document.addEventListener('visibilitychange', sign);
    // A new connection is taken for an active one.
    this.socket.onOpen(() => {
      if (this.isAway()) this.socket.tell({ type: 'presence', state: 'away' });
    });
    this.lookLater(IDLE_AFTER_MS);
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
      for (const name of SIGNS_OF_LIFE) this.document.removeEventListener(name, sign, { capture: true });
      this.document.removeEventListener('visibilitychange', sign);
    });
  }

  private noteSign(): void {
    if (this.document.visibilityState === 'hidden') return;
    this.lastSignAt = Date.now();
    if (this.isAway()) this.turn(false);
  }

  /** One timer for all signs: when it rings, it looks when the last one was. */
  private lookLater(afterMs: number): void {
    this.timer = setTimeout(() => {
      const left = this.lastSignAt + IDLE_AFTER_MS - Date.now();
      if (left > 0) return this.lookLater(left);
      this.turn(true);
      this.timer = undefined;
    }, afterMs);
  }

  private turn(isAway: boolean): void {
    this.isAway.set(isAway);
    this.socket.tell({ type: 'presence', state: isAway ? 'away' : 'active' });
    if (!isAway) this.lookLater(IDLE_AFTER_MS);
  }
}
