import { DestroyRef, effect, inject, Injectable, type Signal, signal, untracked } from '@angular/core';
import { RealtimeSocket } from '../realtime/realtime-socket';

export type PresenceState = 'active' | 'away' | 'offline';

/** How somebody is there, as far as they let me know. */
export interface PresenceOf {
  readonly state: PresenceState;
  /** When they were last active; absent while they are. */
  readonly lastSeenAt?: string;
}

/** The server tells of no more people than this. */
const MOST_WATCHED = 200;
/** What is seen changes in bursts, as while a list scrolls. */
const GATHER_MS = 250;

/**
 * Who of the people in view is there. Each view says whom it shows, and only of these the server tells. Without a
 * connection nothing is known: better no dot than an old green one.
 */
@Injectable({ providedIn: 'root' })
export class Presence {
  private readonly socket = inject(RealtimeSocket);
  private readonly known = signal<ReadonlyMap<string, PresenceOf>>(new Map());
  /** By view, the one that came last at the end. */
  private readonly shown = new Map<symbol, readonly string[]>();
  private watched: readonly string[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.socket.onEvent((event) => {
      if (event.type !== 'presence') return;
      const { userId, ...presence } = event.data;
      this.known.update((known) => new Map(known).set(userId, presence));
    });
    this.socket.onOpen(() => {
      this.known.set(new Map());
      this.watched = [];
      this.watch();
    });
  }

  /** How somebody is there; undefined while nobody knows. */
  of(userId: string): PresenceOf | undefined {
    return this.socket.isOpen() ? this.known().get(userId) : undefined;
  }

  /** Watches these people as long as the view that calls it is there; at its creation, as `inject` is. */
  watchWhileShown(userIds: Signal<readonly string[]>): void {
    const view = Symbol();
    effect(() => {
      const ids = userIds();
      untracked(() => this.show(view, ids));
    });
    inject(DestroyRef).onDestroy(() => this.show(view, []));
  }

  private show(view: symbol, userIds: readonly string[]): void {
    this.shown.delete(view);
    if (userIds.length > 0) this.shown.set(view, userIds);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.watch();
    }, GATHER_MS);
  }

  private watch(): void {
    const wanted = [...new Set([...this.shown.values()].reverse().flat())].slice(0, MOST_WATCHED);
    const isSame = wanted.length === this.watched.length && wanted.every((id) => this.watched.includes(id));
    if (isSame || !this.socket.tell({ type: 'watch', userIds: wanted })) return;
    this.watched = wanted;
    // Of the others nothing more is heard, so that what is known of them grows old.
    this.known.update((known) => new Map([...known].filter(([id]) => wanted.includes(id))));
  }
}
