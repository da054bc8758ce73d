import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { LocalDatabase } from '../../core/local-database';
import { Link } from '../../core/realtime/link';
import { RealtimeSocket } from '../../core/realtime/realtime-socket';
import { serverNow } from '../../core/server-clock';
import { isTime } from '../../core/shapes';

/** What is kept for the next visit is never older than this. */
const NOTED_EVERY_MS = 60_000;
/** The servers' clocks differ a little, and what was noted last may be a little old. */
const MARGIN_MS = 2 * 60_000;

/** Until when what is shown was all there was: now, while the connection stands and everything missed was caught up. */
@Injectable({ providedIn: 'root' })
export class Freshness {
  private readonly local = inject(LocalDatabase);
  private readonly link = inject(Link);
  private readonly since = signal<string | undefined>(undefined);
  private readonly settled = signal(true);
  private current = false;
  private lastCurrentAt = serverNow().toISOString();

  /** Undefined while everything is current, and when nobody knows. */
  readonly staleSince = this.since.asReadonly();
  /** False while what this device kept may be replaced by what the server says any moment. */
  readonly isSettled = computed(() => this.settled() || this.link.isDown());

  constructor() {
    const socket = inject(RealtimeSocket);
    effect(() => {
      if (!socket.isOpen()) untracked(() => this.lose());
    });
    const timer = setInterval(() => this.note(), NOTED_EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  /** Whether what is shown is all there is. */
  get isCurrent(): boolean {
    return this.current;
  }

  /** When the last visit of this device was current last. */
  async recall(): Promise<void> {
    const at = await this.local.get('account', 'current', isTime);
    if (at === undefined || this.current) return;
    this.lastCurrentAt = at;
    this.since.set(at);
    this.settled.set(false);
  }

  /** The server was asked, whatever came of it. */
  settle(): void {
    this.settled.set(true);
  }

  /** Everything that was missed is here. */
  caughtUp(): void {
    this.current = true;
    this.since.set(undefined);
    this.note();
  }

  /** From when on something may have been missed. */
  missedSince(): string {
    return new Date(Date.parse(this.lastCurrentAt) - MARGIN_MS).toISOString();
  }

  /** Somebody else signs in here. */
  clear(): void {
    this.current = false;
    this.lastCurrentAt = serverNow().toISOString();
    this.since.set(undefined);
    this.settled.set(true);
  }

  private lose(): void {
    this.note();
    if (this.current) this.since.set(this.lastCurrentAt);
    this.current = false;
  }

  private note(): void {
    if (!this.current) return;
    this.lastCurrentAt = serverNow().toISOString();
    void this.local.write([{ store: 'account', key: 'current', value: this.lastCurrentAt }]);
  }
}
