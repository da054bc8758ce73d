import { computed, effect, inject, Injectable, signal } from '@angular/core';
import { Session } from '../session';
import { RealtimeSocket } from './realtime-socket';

/** Shorter breaks are nobody's business. */
const SILENT_MS = 2_000;

/** Whether people should know that there is no connection, and what it means for them. */
@Injectable({ providedIn: 'root' })
export class Link {
  private readonly socket = inject(RealtimeSocket);
  private readonly session = inject(Session);
  private readonly down = signal(false);

  /** True from two seconds after a connection broke until the next one stands; at once for a start without one. */
  readonly isDown = this.down.asReadonly();
  /** How many messages go out with the next connection; the messenger counts. */
  readonly waiting = signal(0);
  /** What was missed is being asked for. */
  readonly isCatchingUp = signal(false);
  private readonly brought = signal(0);
  /** How many messages there are since the last absence that people were told of. */
  readonly news = this.brought.asReadonly();

  constructor() {
    const kind = computed(() => {
      const state = this.socket.state().kind;
      return state === 'waiting' || state === 'connecting' ? 'broken' : state;
    });
    effect((onCleanup) => {
      if (kind() !== 'broken') return this.down.set(false);
      const timer = setTimeout(() => this.down.set(true), SILENT_MS);
      onCleanup(() => clearTimeout(timer));
    });
    effect(() => {
      const isKnownFromCopy = this.socket.state().kind === 'waiting' && this.session.accessToken() === undefined;
      if (isKnownFromCopy) this.down.set(true);
    });
    effect(() => {
      if (this.down()) this.brought.set(0);
    });
  }

  /** Catching up brought so many; a connection that breaks again at once is caught up with more than once. */
  addNews(count: number): void {
    this.brought.update((before) => before + count);
  }
}
